// What edge corrections need: how much of a kernel lies inside the study area, and where to put what does not.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/point_cells.h"

namespace vigie {

/// Less of the kernel inside is a sliver: no result with uniform correction, a spread of its own with Diggle's.
constexpr double least_mass = 0.05;

/// South-west corner of the window, metres.
Point corner_of(const Grid& grid);

/// Mass of the kernel on an endless grid, seen from a cell's centre; 1 but for the coarseness of the cells.
double endless_mass(const KernelFrame& frame);

/// The cells that hold one point's mass, with the share of it that each square metre gets.
struct Spread {
  std::vector<std::size_t> cell;
  std::vector<double> density;
};

/// Of a point at `p`, metres from the corner: its kernel over the mass of it inside, or its own cell where no cell is
/// within reach; empty where no cell beside it is inside.
Spread spread_of(const KernelFrame& frame, Point p, std::span<const double> inside);

/// sum_i K(s - x_i) / q(s) per square metre; NaN on slivers. `cell_bandwidth`: of each cell, or none for the frame's.
std::vector<double> uniformly_corrected(const KernelFrame& frame, const PointCells& points,
                                        std::span<const double> inside, std::span<const double> cell_bandwidth);

/// sum_i K(s - x_i) / q(x_i) per square metre.
std::vector<double> mass_preserving(const KernelFrame& frame, const PointCells& points, std::span<const double> inside);

/// One of these, or plain sums.
std::vector<double> corrected_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> inside,
                                   EdgeCorrection correction, std::span<const double> cell_bandwidth = {});

/// Throws DataError for a bandwidth <= 0, std::logic_error for a grid that is not square or shares that do not fit it.
void check_smoothing(double bandwidth, const Grid& grid, std::span<const double> inside);

/// Square metres to square kilometres, and NaN where `inside` is 0.
std::vector<double> per_square_kilometre(std::vector<double> sums, std::span<const double> inside);

}  // namespace vigie
