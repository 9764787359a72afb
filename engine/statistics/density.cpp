// Density surfaces by exact sums.
#include "engine/statistics/density.h"

#include <cmath>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/statistics/density_edges.h"
#include "engine/statistics/kernel_sums.h"

namespace vigie {

std::vector<double> corrected_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> inside,
                                   EdgeCorrection correction, std::span<const double> cell_bandwidth) {
  switch (correction) {
    case EdgeCorrection::none:
      return kernel_sums(frame, points, {});
    case EdgeCorrection::uniform:
      return uniformly_corrected(frame, points, inside, cell_bandwidth);
    case EdgeCorrection::diggle:
      return mass_preserving(frame, points, inside);
  }
  return {};
}

void check_smoothing(double bandwidth, const Grid& grid, std::span<const double> inside) {
  if (!(bandwidth > 0) || !std::isfinite(bandwidth))
    throw DataError("density: a bandwidth of " + number_text(bandwidth) +
                    " m spreads nothing; give density.bandwidth as a length above 0");
  if (grid.shape != CellShape::square || inside.size() != static_cast<std::size_t>(grid.size()))
    throw std::logic_error("density: needs square cells and one inside share for each");
}

Surface density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth, const Grid& grid,
                std::span<const double> inside, EdgeCorrection correction) {
  check_smoothing(bandwidth, grid, inside);
  const KernelFrame frame(kernel, bandwidth, grid);
  const PointCells points = point_cells(x, y, corner_of(grid), frame, sorting_for(kernel));
  return {grid, per_square_kilometre(corrected_sums(frame, points, inside, correction), inside)};
}

}  // namespace vigie
