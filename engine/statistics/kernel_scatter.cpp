// Kernel values of one point after the other, row by row.
#include "engine/statistics/kernel_scatter.h"

#include <algorithm>
#include <array>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_lanes.h"
#include "engine/statistics/kernel_row.h"

namespace vigie {
namespace {

constexpr std::size_t rows_scattered_at_once = 32;  // a point's profile is computed once for these
constexpr std::size_t groups_at_once = 64;

// Rows of groups whose points may reach rows first..last-1.
std::array<std::span<const CellPoints>, 2> near_groups(const KernelFrame& frame, const PointCells& points,
                                                       std::int64_t first, std::int64_t last) {
  const std::int64_t south = first - frame.reach_in_rows(), north = last + frame.reach_in_rows();
  return {points.in_rows(south, north), points.beyond_in_rows(south, north)};
}

VIGIE_WIDE_WHERE_POSSIBLE
void add_scaled(std::span<const double> values, double factor, double* into) {
  for (std::size_t c = 0; c < values.size(); ++c) into[c] += factor * values[c];
}

// In four sums, the same on every processor.
VIGIE_WIDE_WHERE_POSSIBLE
double product(std::span<const double> values, const double* cells) {
  Four sum{}, value, cell;
  std::size_t c = 0;
  for (; c + 4 <= values.size(); c += 4) {
    load(value, values.data() + c);
    load(cell, cells + c);
    sum += value * cell;
  }
  double rest = 0;
  for (; c < values.size(); ++c) rest += values[c] * cells[c];
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + rest;
}

}  // namespace

std::vector<double> scattered_sums(const KernelFrame& frame, const PointCells& points,
                                   std::span<const double> weights) {
  const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
  std::vector<double> sums(columns * rows);
  parallel_chunks(rows, rows_scattered_at_once, [&](std::size_t begin, std::size_t end) {
    KernelRow kernel(frame);
    const auto near = near_groups(frame, points, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
    const auto add = [&](const CellPoints& group, std::size_t point) {
      const Point at = points.place(frame, group, point);
      if (!points.bandwidth.empty()) kernel.set_bandwidth(points.bandwidth[point]);
      const ColumnRange reached = kernel.frame().rows_around(at.y);
      const std::int64_t first = std::max(reached.first, static_cast<std::int64_t>(begin));
      const std::int64_t last = std::min(reached.last, static_cast<std::int64_t>(end));
      if (first < last) kernel.move_to(at.x);
      for (std::int64_t row = first; row < last; ++row) {
        const auto values = kernel.at(frame.centre(row) - at.y);
        double* into = sums.data() + row * frame.columns + values.first;
        add_scaled(values.value, (weights.empty() ? 1 : weights[point]) * values.factor, into);
      }
    };
    for (const auto& groups : near)
      for (const CellPoints& group : groups)
        for (std::size_t i = group.begin; i < group.begin + group.count; ++i) add(group, i);
  });
  return sums;
}

std::vector<double> scattered_mass(const KernelFrame& frame, const PointCells& points, std::span<const double> inside) {
  std::vector<double> mass(points.size());
  const auto add = [&](KernelRow& kernel, const CellPoints& group, std::size_t point) {
    const Point at = points.place(frame, group, point);
    if (!points.bandwidth.empty()) kernel.set_bandwidth(points.bandwidth[point]);
    const ColumnRange rows = kernel.frame().rows_around(at.y);
    kernel.move_to(at.x);
    double sum = 0;
    for (std::int64_t row = rows.first; row < rows.last; ++row) {
      const auto values = kernel.at(frame.centre(row) - at.y);
      const double* cells = inside.data() + row * frame.columns + values.first;
      sum += values.factor * product(values.value, cells);
    }
    mass[point] = sum * frame.cell_area();
  };
  for (const std::vector<CellPoints>* groups : {&points.groups, &points.beyond})
    parallel_chunks(groups->size(), groups_at_once, [&](std::size_t begin, std::size_t end) {
      KernelRow kernel(frame);
      for (std::size_t g = begin; g < end; ++g)
        for (std::size_t i = (*groups)[g].begin; i < (*groups)[g].begin + (*groups)[g].count; ++i)
          add(kernel, (*groups)[g], i);
    });
  return mass;
}

}  // namespace vigie
