// Density from points binned to cells: fast for any number of points, with a bound on its error.
#pragma once

#include "engine/statistics/density.h"

namespace vigie {

struct BoundedSurface {
  Surface surface;
  double bound = 0;  // no cell differs from the exact sums by more than this share of the largest value
};

/// As `density`, by quadratic binning: each point is shared out over its cell and the eight around it so that count,
/// mean and spread stay what they are, and the kernel is taken between centres of cells. The bound follows from the
/// points, the kernel, the bandwidth and the cell size; for the uniform kernel it is of no use.
BoundedSurface binned_density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                              const Grid& grid, std::span<const double> inside, EdgeCorrection correction);

}  // namespace vigie
