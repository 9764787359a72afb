// Local Moran: is a place part of a cluster of similar values, or an outlier among its neighbors?
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/gi.h"
#include "engine/statistics/permutation.h"

namespace vigie {

/// Signs of the deviations from the mean: of the place, then of its neighbors' mean. Undefined where one of them is 0.
enum class Quadrant { undefined, high_high, low_low, high_low, low_high };

/// One entry per place; NaN and undefined where there is no test, as for Gi (engine/statistics/gi.h).
struct LocalMoran {
  std::vector<double> value;  // I_i = (z_i / m2) sum w_ij z_j, row-standardized weights, m2 = sum z^2 / n
  std::vector<double> z;      // standardized, x_i kept in place; NaN too for a place exactly at the mean
  std::vector<Quadrant> quadrant;
};

/// Anselin 1995. `sums` are those of the values over weights as given; rows are standardized here. Given x_i the
/// statistic is linear in the neighbor sum, so that its conditional z is that of Gi with the sign of z_i, and its
/// two-sided conditional p is that of the neighbor sum.
LocalMoran local_moran(std::span<const double> values, const NeighborSums& sums);

struct LocalMoments {
  std::vector<double> expected, variance;
};

/// Moments of I_i with x_i kept in place (conditional) or all values placed at random (total): Sokal, Oden & Thomson
/// 1998. NaN for islands and places without value.
LocalMoments local_moran_moments(std::span<const double> values, const NeighborSums& sums, Null null);

}  // namespace vigie
