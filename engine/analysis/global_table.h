// The table of statistics that describe a whole map by one number each.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"
#include "engine/statistics/map_permutation.h"

namespace vigie {

/// Moran's I and Geary's c with row-standardized weights, the general G with weights as given, on one kind of place.
struct GlobalStatistics {
  std::string on;  // "cells" or "neighbourhoods"
  MapStatistics tests;
  double moran_variance_normality = 0;  // NaN where there is no test
  std::optional<MapPermutation> permuted;
  int permutations = 0;  // 0 where the permutation p was left out
  double cost = 0;       // of the draws: permutations times places and links
  std::size_t places = 0, islands = 0;
  bool negative = false;  // some value is negative: no general G
};

/// Draws are left out where they would cost more than `most_cost`, or where none are asked for.
GlobalStatistics global_statistics(std::string_view on, std::span<const double> values, const NeighborSums& sums,
                                   const Weights& weights, const MapDraws& draws, double most_cost);

/// The declaration of `global_statistics`.
OutputLayer global_statistics_layer();
NewLayer global_statistics_table(const std::vector<GlobalStatistics>& all);

}  // namespace vigie
