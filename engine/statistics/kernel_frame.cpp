// Kernel shapes that integrate to one over the plane, and which cells they reach.
#include "engine/statistics/kernel_frame.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie {
namespace {

const double gaussian_reach = std::sqrt(2 * std::log(1e16));  // in bandwidths

double clamped(double value, std::int64_t low, std::int64_t high) {
  return std::clamp(value, static_cast<double>(low), static_cast<double>(high));
}

}  // namespace

double kernel_height(Kernel kernel, double bandwidth) {
  const double square = std::numbers::pi * bandwidth * bandwidth;
  switch (kernel) {
    case Kernel::quartic:
      return 3 / square;
    case Kernel::epanechnikov:
      return 2 / square;
    case Kernel::triangular:
      return 3 / square;
    case Kernel::uniform:
      return 1 / square;
    case Kernel::gaussian:
      return 1 / (2 * square);
  }
  return 0;
}

double kernel_value(Kernel kernel, double d, double bandwidth) {
  const double u = d / bandwidth, height = kernel_height(kernel, bandwidth);
  if (kernel == Kernel::gaussian) return height * std::exp(-u * u / 2);
  if (u > 1) return 0;
  switch (kernel) {
    case Kernel::quartic:
      return height * (1 - u * u) * (1 - u * u);
    case Kernel::epanechnikov:
      return height * (1 - u * u);
    case Kernel::triangular:
      return height * (1 - u);
    default:
      return height;
  }
}

KernelFrame::KernelFrame(Kernel shape, double bandwidth_metres, const Grid& grid)
    : kernel(shape),
      bandwidth(bandwidth_metres),
      reach(shape == Kernel::gaussian ? gaussian_reach * bandwidth_metres : bandwidth_metres),
      height(kernel_height(shape, bandwidth_metres)),
      cell_size(grid.cell_size),
      columns(grid.columns),
      rows(grid.rows) {}

KernelFrame KernelFrame::with_bandwidth(double metres) const {
  KernelFrame other = *this;
  other.reach = kernel == Kernel::gaussian ? gaussian_reach * metres : metres;
  other.bandwidth = metres;
  other.height = kernel_height(kernel, metres);
  return other;
}

std::int64_t KernelFrame::index_at(double coordinate, std::int64_t count) const {
  return static_cast<std::int64_t>(clamped(std::floor(coordinate / cell_size), -1, count));
}

ColumnRange KernelFrame::columns_within(double x, double dy) const {
  const double square = reach * reach - dy * dy;
  if (!(square >= 0)) return {};
  const double half = std::sqrt(square);
  ColumnRange range{static_cast<std::int64_t>(std::ceil(clamped((x - half) / cell_size - 0.5, 0, columns))),
                    static_cast<std::int64_t>(std::floor(clamped((x + half) / cell_size + 0.5, 0, columns)))};
  if (kernel != Kernel::uniform) return range;
  // The uniform kernel ends in a step: centres at exactly the bandwidth are in, whatever the rounding of the root.
  const auto is_in = [&](std::int64_t c) { return (centre(c) - x) * (centre(c) - x) <= square; };
  while (range.first > 0 && is_in(range.first - 1)) --range.first;
  while (range.first < range.last && !is_in(range.first)) ++range.first;
  while (range.last < columns && is_in(range.last)) ++range.last;
  while (range.last > range.first && !is_in(range.last - 1)) --range.last;
  return range;
}

std::int64_t KernelFrame::reach_in_rows() const {
  return static_cast<std::int64_t>(std::min(std::ceil(reach / cell_size) + 1, 1e15));
}

ColumnRange KernelFrame::rows_around(double y) const {
  return {std::max<std::int64_t>(0, index_at(y - reach, rows)), std::min(rows, index_at(y + reach, rows) + 1)};
}

}  // namespace vigie
