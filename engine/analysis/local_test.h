// One local Gi test over a set of places: from values and weights to classes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/data/weights.h"
#include "engine/statistics/fdr.h"
#include "engine/statistics/permutation.h"

namespace vigie {

struct LocalTestOptions {
  PermutationOptions permutation;
  Correction correction = Correction::fdr;
};

/// All vectors have one entry per place; NaN (bin: nothing) where a place has no result.
struct LocalTest {
  std::vector<double> z, p, q;
  std::vector<std::optional<int>> bin;
  std::vector<double> links;  // NaN for places that are not analyzed
  TailProbabilities tails;
  std::size_t tested = 0, islands = 0;
};

/// Places whose value is NaN are not analyzed.
LocalTest test_places(std::span<const double> values, const Weights& weights, const LocalTestOptions& options);

/// The gi_ columns for the listed places, in that order. `places` indexes the vectors of the test.
std::vector<FilledColumn> gi_values(const LocalTest& test, std::span<const double> values,
                                    const std::vector<std::size_t>& places);

}  // namespace vigie
