// Edge corrections: uniform at the cell, Diggle's at the point (Diggle 1985; Jones 1993).
#include "engine/statistics/density_edges.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/statistics/kernel_lattice.h"
#include "engine/statistics/kernel_row.h"
#include "engine/statistics/kernel_sums.h"

namespace vigie {
namespace {

constexpr double square_metres_per_km2 = 1e6;

// The cell that the point lies in, or the nearest one beside it where rounding put the point across an edge.
Spread onto_own_cell(const KernelFrame& frame, Point p, std::span<const double> inside) {
  const std::int64_t column = frame.index_at(p.x, frame.columns), row = frame.index_at(p.y, frame.rows);
  double nearest = std::numeric_limits<double>::infinity();
  Spread spread;
  for (std::int64_t r = std::max<std::int64_t>(0, row - 1); r < std::min(frame.rows, row + 2); ++r) {
    for (std::int64_t c = std::max<std::int64_t>(0, column - 1); c < std::min(frame.columns, column + 2); ++c) {
      const auto index = static_cast<std::size_t>(r * frame.columns + c);
      const double distance = std::hypot(frame.centre(c) - p.x, frame.centre(r) - p.y);
      if (!(inside[index] > 0) || distance >= nearest) continue;
      nearest = distance;
      spread = {{index}, {1 / (inside[index] * frame.cell_area())}};
    }
  }
  return spread;
}

// Share of the kernel inside, for each cell that is: with one bandwidth a sum over the lattice of cells.
std::vector<double> share_at_centres(const KernelFrame& frame, std::span<const double> inside) {
  Lattice area(frame.columns, frame.rows);
  area.value.assign(inside.begin(), inside.end());
  std::vector<double> share = lattice_sums(frame, area, Masses::mostly_one).value;
  const double factor = frame.height * frame.cell_area() / endless_mass(frame);
  for (double& q : share) q *= factor;
  return share;
}

// With a bandwidth for each cell they are taken like points.
std::vector<double> share_at_centres(const KernelFrame& frame, std::span<const double> inside,
                                     std::span<const double> cell_bandwidth) {
  std::vector<double> x, y, bandwidth;
  std::vector<std::size_t> cell;
  for (std::int64_t row = 0; row < frame.rows; ++row)
    for (std::int64_t column = 0; column < frame.columns; ++column) {
      const auto index = static_cast<std::size_t>(row * frame.columns + column);
      if (!(inside[index] > 0)) continue;
      x.push_back(frame.centre(column));
      y.push_back(frame.centre(row));
      bandwidth.push_back(cell_bandwidth[index]);
      cell.push_back(index);
    }
  PointCells centres = point_cells(x, y, {0, 0}, frame, SortedGroups::all);
  centres.bandwidth = std::move(bandwidth);
  const std::vector<double> mass = kernel_mass(frame, centres, inside);
  std::vector<double> share(inside.size());
  for (std::size_t i = 0; i < cell.size(); ++i) share[cell[i]] = mass[i];
  return share;
}

struct OnSliver {
  Point place;
  double bandwidth;
};

}  // namespace

Point corner_of(const Grid& grid) {
  return {static_cast<double>(grid.first_column) * grid.cell_size,
          static_cast<double>(grid.first_row) * grid.cell_size};
}

// Mass of the kernel on an endless grid, seen from a cell's centre; 1 but for the coarseness of the cells.
double endless_mass(const KernelFrame& frame) {
  const double cells = std::floor(frame.reach / frame.cell_size);
  if (cells > 1000) return 1;
  double sum = 0;
  for (double row = -cells; row <= cells; ++row) {
    for (double column = -cells; column <= cells; ++column) {
      const double d = std::hypot(row, column) * frame.cell_size;
      if (d <= frame.reach) sum += kernel_value(frame.kernel, d, frame.bandwidth);
    }
  }
  return sum * frame.cell_area();
}

// f(s) = (1/q(s)) sum_i K(s - x_i), q relative to the mass on an endless grid, so that it is 1 far from the border.
std::vector<double> uniformly_corrected(const KernelFrame& frame, const PointCells& points,
                                        std::span<const double> inside, std::span<const double> cell_bandwidth) {
  const std::vector<double> share =
      cell_bandwidth.empty() ? share_at_centres(frame, inside) : share_at_centres(frame, inside, cell_bandwidth);
  std::vector<double> sums = kernel_sums(frame, points, {});
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (inside[i] > 0) sums[i] = share[i] < least_mass ? std::numeric_limits<double>::quiet_NaN() : sums[i] / share[i];
  return sums;
}

// Cell by cell, for kernels of which next to nothing lies inside: there differences of sums would lose the digits.
Spread spread_of(const KernelFrame& frame, Point p, std::span<const double> inside) {
  Spread spread;
  double mass = 0;
  KernelRow kernel(frame);
  kernel.move_to(p.x);
  const ColumnRange rows = frame.rows_around(p.y);
  for (std::int64_t row = rows.first; row < rows.last; ++row) {
    const auto values = kernel.at(frame.centre(row) - p.y);
    for (std::size_t i = 0; i < values.value.size(); ++i) {
      const auto cell = static_cast<std::size_t>(row * frame.columns + values.first) + i;
      const double value = values.factor * values.value[i];
      if (!(value * inside[cell] > 0)) continue;
      spread.cell.push_back(cell);
      spread.density.push_back(value);
      mass += value * inside[cell] * frame.cell_area();
    }
  }
  if (!(mass > 0)) return onto_own_cell(frame, p, inside);
  for (double& density : spread.density) density /= mass;
  return spread;
}

// f(s) = sum_i K(s - x_i) / q(x_i), q over the cells themselves, so that the cells sum to the number of points (Jones
// 1993). A point on a sliver, or with a kernel smaller than the cells, is spread by itself.
std::vector<double> mass_preserving(const KernelFrame& frame, const PointCells& points,
                                    std::span<const double> inside) {
  std::vector<double> weights = kernel_mass(frame, points, inside);
  std::vector<OnSliver> on_slivers;
  for (const std::vector<CellPoints>* groups : {&points.groups, &points.beyond})
    for (const CellPoints& group : *groups)
      for (std::size_t i = group.begin; i < group.begin + group.count; ++i) {
        if (weights[i] < least_mass)
          on_slivers.push_back(
              {points.place(frame, group, i), points.bandwidth.empty() ? frame.bandwidth : points.bandwidth[i]});
        weights[i] = weights[i] < least_mass ? 0 : 1 / weights[i];
      }
  // Their order must not depend on that of the input.
  std::ranges::sort(on_slivers, {}, [](const OnSliver& point) { return std::pair(point.place.x, point.place.y); });
  std::vector<double> sums = kernel_sums(frame, points, weights);
  for (const OnSliver& point : on_slivers) {
    const Spread spread = spread_of(frame.with_bandwidth(point.bandwidth), point.place, inside);
    for (std::size_t c = 0; c < spread.cell.size(); ++c) sums[spread.cell[c]] += spread.density[c];
  }
  return sums;
}

std::vector<double> per_square_kilometre(std::vector<double> sums, std::span<const double> inside) {
  for (std::size_t i = 0; i < sums.size(); ++i)
    sums[i] = inside[i] > 0 ? sums[i] * square_metres_per_km2 : std::numeric_limits<double>::quiet_NaN();
  return sums;
}

}  // namespace vigie
