// Exact sums of kernels over points, at the cells and at the points.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/point_cells.h"

namespace vigie {

/// How the points must be grouped for the sums of this kernel not to depend on their order.
SortedGroups sorting_for(Kernel kernel);

/// sum_i weight_i K(centre - x_i) per square metre, one entry per cell. `weights` has one entry per point of `points`,
/// or none for weight 1. Polynomial kernels by moments of the points of each cell, within 1e-9 of the largest value.
std::vector<double> kernel_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> weights);

/// Share of each point's kernel that the cells hold: sum over cells of K(centre - x_i) * inside * cell area.
std::vector<double> kernel_mass(const KernelFrame& frame, const PointCells& points, std::span<const double> inside);

}  // namespace vigie
