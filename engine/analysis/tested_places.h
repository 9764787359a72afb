// What every local test starts from: the parameters, the places with their values and weights, and what it must say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"

namespace vigie {

/// Shared by the analyses that test places one by one.
extern const Parameter places_parameter, inference_parameter, correction_parameter;

/// Inference, seed and correction as set. `permutations` is the analysis' own number of draws. Throws UsageError where
/// draws are asked for and there are none.
LocalTestOptions inference_options(const Settings& settings, const Parameter& permutations);

struct TestedPlaces {
  std::string_view name;       // "cells" or "neighbourhoods": the layer
  std::vector<double> values;  // NaN where a place is not analyzed
  Weights weights;
  std::vector<std::size_t> rows;  // places that are rows of the layer, in its order
};

/// `name` is one of the choices of places_parameter. What was chosen and found on the way is added to `out`.
TestedPlaces tested_places(const Study& study, const Settings& settings, const std::string& name, Contribution& out);

/// How a test went, for people and for the manifest.
struct TestReport {
  std::string statistic;  // for sentences: "Gi*", "local Moran"
  std::string prefix;     // of the checks: "", "moran_"
  const TailProbabilities& tails;
  std::size_t tested, islands;
};

/// The method of the p-values, where exact ones were not possible, too few draws, islands, and small samples.
void report_test(const TestReport& test, const TestedPlaces& at, const Settings& settings,
                 const LocalTestOptions& options, Contribution& out);

}  // namespace vigie
