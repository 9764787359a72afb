// Sums for kernels without a polynomial form: point by point over all cells within reach.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/point_cells.h"

namespace vigie {

std::vector<double> scattered_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> weights);

std::vector<double> scattered_mass(const KernelFrame& frame, const PointCells& points, std::span<const double> inside);

}  // namespace vigie
