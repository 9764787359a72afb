// Local Moran over a set of places: from values and weights to classes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"
#include "engine/statistics/local_moran.h"

namespace vigie {

/// All vectors have one entry per place; NaN (class: "") where a place has no result.
struct ClusterTest {
  NeighborSums sums;
  LocalMoran moran;
  TailProbabilities tails;
  std::vector<double> p, q;
  std::vector<std::string_view> label;  // value of moran_classes
  std::size_t tested = 0, islands = 0;
};

/// Places whose value is NaN are not analyzed. `options` choose inference, draws and correction; the null is always the
/// conditional one.
ClusterTest test_clusters(std::span<const double> values, const Weights& weights, LocalTestOptions options);

/// The moran_ columns for the listed places, in that order. `places` indexes the vectors of the test.
std::vector<FilledColumn> moran_values(const ClusterTest& test, const std::vector<std::size_t>& places);

}  // namespace vigie
