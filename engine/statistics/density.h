// Reports per square kilometre as a smooth surface that integrates to the number of reports.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/data/grid.h"
#include "engine/data/surface.h"

namespace vigie {

/// Kernel shapes that integrate to one over the plane; the bandwidth is the radius of the compact ones and the standard
/// deviation of the Gaussian.
enum class Kernel { quartic, epanechnikov, triangular, uniform, gaussian };

/// none: mass may leak over the border. uniform: divided by the kernel mass inside, at the cell. diggle: at the report,
/// so that the surface integrates to the number of reports (Jones 1993).
enum class EdgeCorrection { none, uniform, diggle };

/// Kernel value at distance d (metres), per square metre.
double kernel_value(Kernel kernel, double d, double bandwidth);

/// Per km2 at the centre of each square cell, exact sums over all points within reach; NaN where `inside` is 0.
/// `inside` is the share of each cell in the study area (grid.size() entries). With `diggle` the sum of
/// value * inside * cell area equals the number of points to rounding, as long as each lies in a cell with `inside` >
/// 0; with `uniform` cells with less than 5 % of the kernel inside are NaN. Does not depend on the order of the points.
/// Throws DataError for a bandwidth <= 0.
Surface density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth, const Grid& grid,
                std::span<const double> inside, EdgeCorrection correction);

enum class BandwidthRule { scott, oversmoothed };

/// Rule-of-thumb bandwidth in metres for this kernel from distinct points (Scott 1992; Terrell 1990): Gaussian rule,
/// matched by the standard deviation per axis. Symmetric in x and y. NaN for fewer than 5 distinct points or no spread.
double rule_bandwidth(std::span<const double> x, std::span<const double> y, Kernel kernel, BandwidthRule rule);

/// Default cell size in metres: twice the larger of mean and median distance to the nearest distinct point, without
/// points more than 3 standard deviations away from the mean, rounded to 10 m, at least 50 m.
double default_cell_size(std::span<const double> nearest_distinct_distances);

}  // namespace vigie
