// Sums for kernels without a polynomial form and for points with their own bandwidths: point by point over all cells
// within reach.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/point_cells.h"

namespace vigie {

/// As kernel_sums; the frame's bandwidth is the largest where points have their own.
std::vector<double> scattered_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> weights);

/// As kernel_mass.
std::vector<double> scattered_mass(const KernelFrame& frame, const PointCells& points, std::span<const double> inside);

}  // namespace vigie
