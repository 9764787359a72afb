// Along a row of cells each point adds a polynomial on an interval: coefficients in at its start, out at its end.
#include "engine/statistics/kernel_sums.h"

#include <array>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_polynomial.h"
#include "engine/statistics/kernel_row.h"

namespace vigie {
namespace {

constexpr std::size_t rows_at_once = 4;
constexpr std::size_t scattered_rows_at_once = 32;  // a point's profile is computed once for these

double weight_of(std::span<const double> weights, std::size_t point) {
  return weights.empty() ? 1 : weights[point];
}

template <class Shape>
class RowSums {
 public:
  explicit RowSums(const KernelFrame& frame) : frame_(frame), blocks_(frame), change_(blocks_.slots()) {}

  void clear() { change_.assign(change_.size(), Change{}); }

  void add(double x, double dy, double weight) {
    const double v = dy / frame_.bandwidth;
    const double g = 1 - v * v;
    blocks_.for_segments(frame_.columns_within(x, dy), x, [&](std::size_t begin, std::size_t end, double ti) {
      const auto coefficients = Shape::coefficients(g, ti);
      for (std::size_t term = 0; term < Shape::terms; ++term) {
        change_[begin][term] += weight * coefficients[term];
        change_[end][term] -= weight * coefficients[term];
      }
      change_[begin][Shape::terms] += 1;
      change_[end][Shape::terms] -= 1;
    });
  }

  // Where no kernel is at work the sum is exactly 0, and what rounding left over is dropped.
  void read(std::span<double> row) const {
    Change now{};
    for (std::int64_t column = 0; column < frame_.columns; ++column) {
      if (blocks_.starts_block(column)) now = Change{};
      const Change& change = change_[blocks_.slot(column)];
      for (std::size_t term = 0; term < now.size(); ++term) now[term] += change[term];
      if (now[Shape::terms] == 0) now = Change{};
      const double t = blocks_.position(column);
      double value = 0;
      for (std::size_t term = Shape::terms; term-- > 0;) value = value * t + now[term];
      row[static_cast<std::size_t>(column)] = std::max(0.0, value * frame_.height);
    }
  }

 private:
  using Change = std::array<double, Shape::terms + 1>;  // the last term counts the kernels at work
  const KernelFrame& frame_;
  RowBlocks blocks_;
  std::vector<Change> change_;
};

template <class Shape>
std::vector<double> polynomial_sums(const KernelFrame& frame, const PointRows& points,
                                    std::span<const double> weights) {
  const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
  std::vector<double> sums(columns * rows);
  parallel_chunks(rows, rows_at_once, [&](std::size_t begin, std::size_t end) {
    RowSums<Shape> row_sums(frame);
    for (std::size_t row = begin; row < end; ++row) {
      const auto index = static_cast<std::int64_t>(row);
      row_sums.clear();
      const PointRows::Range near = points.near_rows(frame, index, index + 1);
      for (std::size_t i = near.begin; i < near.end; ++i) {
        const double weight = weight_of(weights, i);
        if (weight != 0) row_sums.add(points.x[i], frame.centre(index) - points.y[i], weight);
      }
      row_sums.read(std::span(sums).subspan(row * columns, columns));
    }
  });
  return sums;
}

std::vector<double> scattered_sums(const KernelFrame& frame, const PointRows& points, std::span<const double> weights) {
  const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
  std::vector<double> sums(columns * rows);
  parallel_chunks(rows, scattered_rows_at_once, [&](std::size_t begin, std::size_t end) {
    KernelRow kernel(frame);
    const PointRows::Range near =
        points.near_rows(frame, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
    for (std::size_t i = near.begin; i < near.end; ++i) {
      const double weight = weight_of(weights, i);
      if (weight == 0) continue;
      kernel.move_to(points.x[i]);
      for (std::size_t row = begin; row < end; ++row) {
        const auto values = kernel.at(frame.centre(static_cast<std::int64_t>(row)) - points.y[i]);
        double* into = sums.data() + row * columns + values.first;
        const double factor = weight * values.factor;
        for (std::size_t c = 0; c < values.value.size(); ++c) into[c] += factor * values.value[c];
      }
    }
  });
  return sums;
}

// Prefix sums of inside * t^term along each row and block.
template <class Shape>
using Moments = std::vector<std::array<double, Shape::terms>>;

template <class Shape>
Moments<Shape> moments_of(const KernelFrame& frame, const RowBlocks& blocks, std::span<const double> inside) {
  Moments<Shape> moments(blocks.slots() * static_cast<std::size_t>(frame.rows));
  parallel_chunks(static_cast<std::size_t>(frame.rows), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      auto* const slots = moments.data() + row * blocks.slots();
      for (std::int64_t column = 0; column < frame.columns; ++column) {
        const std::size_t slot = blocks.slot(column);
        const double t = blocks.position(column);
        double power = inside[row * static_cast<std::size_t>(frame.columns) + static_cast<std::size_t>(column)];
        for (std::size_t term = 0; term < Shape::terms; ++term, power *= t)
          slots[slot + 1][term] = slots[slot][term] + power;
      }
    }
  });
  return moments;
}

template <class Shape>
std::vector<double> polynomial_mass(const KernelFrame& frame, const PointRows& points, std::span<const double> inside) {
  const RowBlocks blocks(frame);
  const Moments<Shape> moments = moments_of<Shape>(frame, blocks, inside);
  std::vector<double> mass(points.size());
  parallel_chunks(points.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const ColumnRange rows = frame.rows_around(points.y[i]);
      double sum = 0;
      for (std::int64_t row = rows.first; row < rows.last; ++row) {
        const auto* const slots = moments.data() + static_cast<std::size_t>(row) * blocks.slots();
        const double dy = frame.centre(row) - points.y[i], v = dy / frame.bandwidth;
        const ColumnRange columns = frame.columns_within(points.x[i], dy);
        blocks.for_segments(columns, points.x[i], [&](std::size_t first, std::size_t last, double ti) {
          const auto coefficients = Shape::coefficients(1 - v * v, ti);
          for (std::size_t term = 0; term < Shape::terms; ++term)
            sum += coefficients[term] * (slots[last][term] - slots[first][term]);
        });
      }
      mass[i] = sum * frame.height * frame.cell_area();
    }
  });
  return mass;
}

std::vector<double> scattered_mass(const KernelFrame& frame, const PointRows& points, std::span<const double> inside) {
  std::vector<double> mass(points.size());
  parallel_chunks(points.size(), 256, [&](std::size_t begin, std::size_t end) {
    KernelRow kernel(frame);
    for (std::size_t i = begin; i < end; ++i) {
      const ColumnRange rows = frame.rows_around(points.y[i]);
      kernel.move_to(points.x[i]);
      double sum = 0;
      for (std::int64_t row = rows.first; row < rows.last; ++row) {
        const auto values = kernel.at(frame.centre(row) - points.y[i]);
        const double* cells = inside.data() + row * frame.columns + values.first;
        double row_sum = 0;
        for (std::size_t c = 0; c < values.value.size(); ++c) row_sum += values.value[c] * cells[c];
        sum += values.factor * row_sum;
      }
      mass[i] = sum * frame.cell_area();
    }
  });
  return mass;
}

}  // namespace

std::vector<double> kernel_sums(const KernelFrame& frame, const PointRows& points, std::span<const double> weights) {
  switch (frame.kernel) {
    case Kernel::quartic:
      return polynomial_sums<QuarticRow>(frame, points, weights);
    case Kernel::epanechnikov:
      return polynomial_sums<EpanechnikovRow>(frame, points, weights);
    case Kernel::uniform:
      return polynomial_sums<UniformRow>(frame, points, weights);
    default:
      return scattered_sums(frame, points, weights);
  }
}

std::vector<double> kernel_mass(const KernelFrame& frame, const PointRows& points, std::span<const double> inside) {
  switch (frame.kernel) {
    case Kernel::quartic:
      return polynomial_mass<QuarticRow>(frame, points, inside);
    case Kernel::epanechnikov:
      return polynomial_mass<EpanechnikovRow>(frame, points, inside);
    case Kernel::uniform:
      return polynomial_mass<UniformRow>(frame, points, inside);
    default:
      return scattered_mass(frame, points, inside);
  }
}

}  // namespace vigie
