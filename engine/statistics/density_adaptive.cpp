// Abramson's bandwidths from a pilot on the grid.
#include "engine/statistics/density_adaptive.h"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/density_edges.h"
#include "engine/statistics/kernel_nodes.h"
#include "engine/statistics/kernel_sums.h"

namespace vigie {
namespace {

constexpr double widest = 5;  // medians
constexpr std::size_t groups_at_once = 64;

// The pilot at the nodes, and how much of its kernel lies inside.
struct Pilot {
  Lattice density, mass;
};

Pilot pilot_of(const KernelFrame& frame, const PointRows& rows, std::span<const double> inside) {
  Pilot pilot{lattice_sums(frame, node_masses(frame, rows, {}).mass),
              lattice_sums(frame, area_nodes(frame, inside), Masses::mostly_one)};
  for (double& f : pilot.density.value) f *= frame.height;
  for (double& q : pilot.mass.value) q *= frame.height * frame.cell_area();
  return pilot;
}

// f0^(-1/2); the point itself counts, so that f0 is at least the kernel's height.
double shrinkage(double density, double mass, double least) {
  return 1 / std::sqrt(std::max(density, least) / std::clamp(mass, least_mass, 1.0));
}

std::vector<double> at_all_points(const KernelFrame& frame, const PointCells& points, const Pilot& pilot) {
  std::vector<double> values(points.size());
  parallel_chunks(points.groups.size(), groups_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t g = begin; g < end; ++g) {
      const CellPoints& group = points.groups[g];
      for (std::size_t i = group.begin; i < group.begin + group.count; ++i) {
        const double a = points.x[i] / frame.cell_size, b = points.y[i] / frame.cell_size;
        values[i] = shrinkage(between_nodes(pilot.density, group.row, group.column, a, b),
                              between_nodes(pilot.mass, group.row, group.column, a, b), frame.height);
      }
    }
  });
  return values;
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// Bandwidths at the centres of cells.
std::vector<double> at_cells(const KernelFrame& frame, const Pilot& pilot, double scale, double cap) {
  std::vector<double> values;
  for (std::int64_t row = 0; row < frame.rows; ++row)
    for (std::int64_t column = 0; column < frame.columns; ++column) {
      const double mass = pilot.mass.row(row + 1)[column + 1], density = pilot.density.row(row + 1)[column + 1];
      values.push_back(density > 0 ? std::min(cap, scale * shrinkage(density, mass, 0)) : cap);
    }
  return values;
}

}  // namespace

AdaptiveDensity adaptive_density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                                 const Grid& grid, std::span<const double> inside, EdgeCorrection correction) {
  check_smoothing(bandwidth, grid, inside);
  const KernelFrame frame(kernel, bandwidth, grid);
  const PointRows rows = point_rows(x, y, corner_of(grid), frame);
  PointCells points = point_cells(rows, frame, SortedGroups::all);
  points.x.resize(rows.in_window());
  points.y.resize(rows.in_window());
  points.beyond.clear();
  AdaptiveDensity out;
  if (points.size() == 0) {
    out.surface = {grid, per_square_kilometre(corrected_sums(frame, points, inside, correction), inside)};
    return out;
  }
  const Pilot pilot = pilot_of(frame, rows, inside);
  points.bandwidth = at_all_points(frame, points, pilot);
  double logarithms = 0;
  for (double value : points.bandwidth) logarithms += std::log(value);
  const double scale = bandwidth / std::exp(logarithms / static_cast<double>(points.size()));
  for (double& h : points.bandwidth) h *= scale;
  out.median = median_of(points.bandwidth);
  for (double& h : points.bandwidth) h = std::min(h, widest * out.median);
  const auto [smallest, largest] = std::ranges::minmax(points.bandwidth);
  out.smallest = smallest;
  out.largest = largest;
  std::vector<double> cells;
  if (correction == EdgeCorrection::uniform) cells = at_cells(frame, pilot, scale, widest * out.median);
  out.surface = {grid, per_square_kilometre(
                           corrected_sums(frame.with_bandwidth(largest), points, inside, correction, cells), inside)};
  return out;
}

}  // namespace vigie
