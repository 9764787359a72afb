// Sums at the cells for polynomial kernels. Cells that all points of a group reach get them at once, by moments, as a
// polynomial along each row: coefficients in at its start, out at its end. Cells on the rim get them point by point.
#include "engine/statistics/kernel_sums.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_blocks.h"
#include "engine/statistics/kernel_reach.h"
#include "engine/statistics/kernel_scatter.h"
#include "engine/statistics/kernel_shapes.h"

namespace vigie {
namespace {

constexpr std::int64_t rows_summed_at_once = 16;
constexpr std::int64_t padding = 2;  // columns on either side of a row, for pairs that stand half outside

// Adding and subtracting it rounds a number to a multiple of a power of two: sums of these are exact, whatever their
// order. Sorted groups need none.
double rounding_for(std::size_t count, double largest_weight) {
  if (count > largest_unsorted_group) return 0;
  return std::ldexp(1.5, std::ilogb(static_cast<double>(std::max<std::size_t>(2, count)) * largest_weight) + 1);
}

struct WeightedPoints {
  const PointCells& points;
  std::span<const double> weights;  // or none
  double largest_weight = 1;
};

// What the sums of some rows of cells are made of.
template <class Shape>
class RowSums {
 public:
  RowSums(const KernelFrame& frame, const CellReach& reach, std::int64_t first, std::int64_t last)
      : frame_(frame),
        reach_(reach),
        blocks_(frame),
        first_(first),
        last_(last),
        rim_unit_(1 / std::pow(frame.bandwidth, Shape::power)),
        change_(static_cast<std::size_t>(last - first) * blocks_.slots()),
        rim_(static_cast<std::size_t>((last - first) * (frame.columns + 2 * padding))) {}

  [[gnu::always_inline]] void add(const WeightedPoints& all) {
    const std::int64_t south = first_ - reach_.rows(), north = last_ + reach_.rows();
    for (const CellPoints& group : all.points.in_rows(south, north)) add_group(all, group);
    for (const CellPoints& group : all.points.beyond_in_rows(south, north)) add_group(all, group);
  }

  // Where no kernel is at work the sum is exactly 0, and what rounding left over is dropped.
  [[gnu::always_inline]] void read(std::int64_t row, double* out) const {
    const double* const rim = rim_.data() + (row - first_) * (frame_.columns + 2 * padding) + padding;
    for (std::int64_t block = 0; block < blocks_.count(); ++block) {
      Change now{};
      const ColumnRange columns = blocks_.columns(block);
      const Change* const change = change_.data() + static_cast<std::size_t>(row - first_) * blocks_.slots();
      for (std::int64_t column = columns.first; column < columns.last; ++column) {
        for (std::size_t term = 0; term < now.size(); ++term) now[term] += change[RowBlocks::slot(column, block)][term];
        if (now[Shape::terms] == 0) now = Change{};
        const double t = blocks_.position(column, block);
        double value = 0;
        for (std::size_t term = Shape::terms; term-- > 0;) value = value * t + now[term];
        out[column] = std::max(0.0, value + rim[column]) * frame_.height;
      }
    }
  }

 private:
  using Change = std::array<double, Shape::terms + 1>;  // the last term counts the points at work

  [[gnu::always_inline]] void add_group(const WeightedPoints& all, const CellPoints& group) {
    const double rounding = rounding_for(group.count, all.largest_weight);
    take(all, group);
    if (reach_.any_certain()) add_certain(group, rounding);
    for (std::int64_t row = first_row(group); row < last_row(group); ++row) add_rim(group, row, rounding);
  }

  std::int64_t first_row(const CellPoints& group) const { return std::max(first_, group.row - reach_.rows()); }
  std::int64_t last_row(const CellPoints& group) const { return std::min(last_, group.row + reach_.rows() + 1); }

  [[gnu::always_inline]] void take(const WeightedPoints& all, const CellPoints& group) {
    count_ = group.count;
    x_ = all.points.x.data() + group.begin;
    y_ = all.points.y.data() + group.begin;
    if (e_.size() < count_)
      for (std::vector<double>* v : {&weight_, &e_, &level_, &scale_}) v->resize(count_);
    for (std::size_t i = 0; i < count_; ++i) e_[i] = -(x_[i] * x_[i] + y_[i] * y_[i]);
    for (std::size_t i = 0; i < count_; ++i) weight_[i] = all.weights.empty() ? 1 : all.weights[group.begin + i];
    for (std::size_t i = 0; i < count_; ++i) scale_[i] = weight_[i] * rim_unit_;
  }

  [[gnu::always_inline]] void add_certain(const CellPoints& group, double rounding) {
    Shape sum;
    const double unit = 1 / frame_.bandwidth;
    for (std::size_t i = 0; i < count_; ++i)
      sum.add(Four{1, x_[i] * unit, y_[i] * unit, e_[i] * (unit * unit)}, weight_[i], rounding);
    const std::int64_t widest = reach_.row(0).certain;
    const std::int64_t west = std::max<std::int64_t>(0, group.column - widest);
    const std::int64_t east = std::min(frame_.columns - 1, group.column + widest);
    if (west > east) return;
    for (std::int64_t block = blocks_.block_of(west); block <= blocks_.block_of(east); ++block)
      add_to_block(group, block, sum.shifted(blocks_.position(group.column, block)));
  }

  [[gnu::always_inline]] void add_to_block(const CellPoints& group, std::int64_t block, const Shape& sum) {
    const ColumnRange columns = blocks_.columns(block);
    const auto points = static_cast<double>(count_);
    for (std::int64_t row = first_row(group); row < last_row(group); ++row) {
      const ReachRow& reach = reach_.row(row - group.row);
      const std::int64_t west = std::max(columns.first, group.column - reach.certain);
      const std::int64_t east = std::min(columns.last, group.column + reach.certain + 1);
      if (reach.certain < 0 || west >= east) continue;
      const double dy = reach.dy / frame_.bandwidth;
      const auto coefficients = sum.coefficients({1 - dy * dy, 2 * dy});
      Change* const change = change_.data() + static_cast<std::size_t>(row - first_) * blocks_.slots();
      Change& in = change[RowBlocks::slot(west, block)];
      Change& out = change[RowBlocks::slot(east, block)];
      for (std::size_t term = 0; term < Shape::terms; ++term) {
        in[term] += coefficients[term];
        out[term] -= coefficients[term];
      }
      in[Shape::terms] += points;
      out[Shape::terms] -= points;
    }
  }

  [[gnu::always_inline]] void add_rim(const CellPoints& group, std::int64_t row, double rounding) {
    const ReachRow& reach = reach_.row(row - group.row);
    for (std::size_t i = 0; i < count_; ++i) level_[i] = e_[i] + 2 * reach.dy * y_[i];
    double* const cells = rim_.data() + (row - first_) * (frame_.columns + 2 * padding) + padding;
    for (const RimLanes& lanes : reach_.rim(reach)) {
      Four base, slope, sum{};
      load(base, lanes.base);
      load(slope, lanes.slope);
      for (std::size_t i = 0; i < count_; ++i) {
        Four kernel = (base + slope * x_[i]) + level_[i];
        Shape::weigh(kernel, scale_[i]);
        sum += (kernel + rounding) - rounding;
      }
      double* const west = cells + std::clamp(group.column + lanes.west, -padding, frame_.columns);
      double* const east = cells + std::clamp(group.column + lanes.east, -padding, frame_.columns);
      west[0] += sum[0];
      west[1] += sum[1];
      east[0] += sum[2];
      east[1] += sum[3];
    }
  }

  const KernelFrame& frame_;
  const CellReach& reach_;
  RowBlocks blocks_;
  std::int64_t first_, last_;
  double rim_unit_;
  std::vector<Change> change_;
  std::vector<double> rim_;

  // The group at hand.
  std::size_t count_ = 0;
  const double *x_ = nullptr, *y_ = nullptr;
  std::vector<double> weight_, e_, level_, scale_;
};

template <class Shape>
[[gnu::always_inline]] inline void sum_rows(const KernelFrame& frame, const CellReach& reach, const WeightedPoints& all,
                                            ColumnRange rows, double* out) {
  RowSums<Shape> sums(frame, reach, rows.first, rows.last);
  sums.add(all);
  for (std::int64_t row = rows.first; row < rows.last; ++row) sums.read(row, out + row * frame.columns);
}

VIGIE_WIDE_WHERE_POSSIBLE
void sum_rows(const KernelFrame& frame, const CellReach& reach, const WeightedPoints& all, ColumnRange rows,
              double* out) {
  if (frame.kernel == Kernel::quartic) sum_rows<QuarticShape>(frame, reach, all, rows, out);
  if (frame.kernel == Kernel::epanechnikov) sum_rows<EpanechnikovShape>(frame, reach, all, rows, out);
  if (frame.kernel == Kernel::uniform) sum_rows<UniformShape>(frame, reach, all, rows, out);
}

}  // namespace

SortedGroups sorting_for(Kernel kernel) {
  return kernel == Kernel::triangular || kernel == Kernel::gaussian ? SortedGroups::all : SortedGroups::large;
}

std::vector<double> kernel_sums(const KernelFrame& frame, const PointCells& points, std::span<const double> weights) {
  if (sorting_for(frame.kernel) == SortedGroups::all || !points.bandwidth.empty())
    return scattered_sums(frame, points, weights);
  std::vector<double> sums(static_cast<std::size_t>(frame.columns * frame.rows));
  const CellReach reach(frame, points.farthest_row(frame.rows));
  WeightedPoints all{points, weights};
  if (!weights.empty()) all.largest_weight = std::max(1e-300, *std::ranges::max_element(weights));
  parallel_chunks(static_cast<std::size_t>(frame.rows), rows_summed_at_once, [&](std::size_t begin, std::size_t end) {
    const ColumnRange rows{static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)};
    sum_rows(frame, reach, all, rows, sums.data());
  });
  return sums;
}

}  // namespace vigie
