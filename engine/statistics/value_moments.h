// Central moments of the values of a map, the ground of every statistic of association.
#pragma once

#include <cstddef>
#include <span>

#include "engine/statistics/gi.h"

namespace vigie {

/// Whether places without neighbors count among the values.
enum class Islands { kept, left_out };

/// Sums of powers of the deviations z from the mean.
struct ValueMoments {
  double count = 0, mean = 0;
  double squares = 0, cubes = 0, fourths = 0;
  bool vary = false;  // not all values are equal

  /// (sum z^4 / n) / (sum z^2 / n)^2: 3 for normal values, large for skewed counts.
  double kurtosis() const { return count * fourths / (squares * squares); }
};

/// Over places that have a value and a sum; `sums` are those of the same values.
ValueMoments value_moments(std::span<const double> values, const NeighborSums& sums, Islands islands);

}  // namespace vigie
