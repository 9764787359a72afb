// Density with a bandwidth of its own for each point: small where points are dense, large where they are sparse.
#pragma once

#include "engine/statistics/density.h"

namespace vigie {

struct AdaptiveDensity {
  Surface surface;
  double smallest = 0, median = 0, largest = 0;  // bandwidths of the points, metres
};

/// Abramson 1982: h_i = h0 f0(x_i)^(-1/2) / g with f0 the density at bandwidth h0 (edge-corrected at the place) and g
/// the geometric mean of f0(x_i)^(-1/2); no h_i is above 5 times the median. f0 is read between cell centres by
/// quadratic interpolation; the sums themselves are exact. With `uniform` the cell's own bandwidth decides what lies
/// inside. Points outside the grid are left out. Does not depend on the order of the points. Throws DataError for a
/// bandwidth <= 0.
AdaptiveDensity adaptive_density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                                 const Grid& grid, std::span<const double> inside, EdgeCorrection correction);

}  // namespace vigie
