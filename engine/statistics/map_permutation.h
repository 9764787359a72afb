// Global association by random draws: how often would the same values, placed at random, give such a map?
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/statistics/link_moments.h"
#include "engine/statistics/moran.h"

namespace vigie {

/// The three statistics of one map, each with its own links: Moran and Geary usually row-standardized, G as given.
struct MapStatistics {
  GlobalTest moran, geary, general_g;
};

/// Two-sided p of each, (M + 1) / (R + 1) doubled; NaN where the statistic has no test.
struct MapPermutation {
  double moran, geary, general_g;
};

/// sum w_ij x_j of other values on the same places, weights as given; NaN marks places without value.
using NeighborSum = std::function<std::vector<double>(std::span<const double>)>;

struct MapDraws {
  int permutations = 999;
  std::uint64_t seed = 1;
};

/// Values change places over the whole map, islands included; for the general G among places with neighbors. `rows` and
/// `given` are the links of Moran and Geary, and of G. Draws are addressed by (seed, draw). Costs permutations times
/// (places + links).
MapPermutation permuted_map(std::span<const double> values, const NeighborSums& sums, const MapStatistics& observed,
                            const LinkMoments& rows, const LinkMoments& given, const NeighborSum& neighbor_sum,
                            const MapDraws& draws);

}  // namespace vigie
