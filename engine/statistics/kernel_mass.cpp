// Kernel mass at the points for polynomial kernels: the sums of kernel_sums.cpp, seen from the other end.
#include <algorithm>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_area.h"
#include "engine/statistics/kernel_blocks.h"
#include "engine/statistics/kernel_reach.h"
#include "engine/statistics/kernel_scatter.h"
#include "engine/statistics/kernel_shapes.h"
#include "engine/statistics/kernel_sums.h"

namespace vigie {
namespace {

constexpr std::size_t groups_at_once = 256;
constexpr std::int64_t padding = 2;  // columns on either side of a row, for pairs that stand half outside

// The study area as the loops want it: shares with columns of zeros on either side, power sums along each row and
// block, and which windows of cells lie wholly inside.
struct InsideArea {
  std::vector<double> padded;
  std::vector<PowerSums> powers;  // prefix sums, one entry per slot
  WholeCells whole;
};

InsideArea inside_area(const KernelFrame& frame, const RowBlocks& blocks, std::span<const double> inside) {
  const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
  InsideArea area{{}, {}, WholeCells(frame.columns, frame.rows, inside)};
  area.padded.resize(rows * (columns + 2 * padding));
  area.powers.resize(rows * blocks.slots());
  parallel_chunks(rows, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const double* const shares = inside.data() + row * columns;
      std::copy(shares, shares + columns, area.padded.data() + row * (columns + 2 * padding) + padding);
      PowerSums* const sums = area.powers.data() + row * blocks.slots();
      for (std::int64_t block = 0; block < blocks.count(); ++block) {
        const ColumnRange range = blocks.columns(block);
        for (std::int64_t column = range.first; column < range.last; ++column) {
          const std::size_t slot = RowBlocks::slot(column, block);
          const double t = blocks.position(column, block);
          double power = shares[column];
          for (std::size_t term = 0; term < sums[slot].size(); ++term, power *= t)
            sums[slot + 1][term] = sums[slot][term] + power;
        }
      }
    }
  });
  return area;
}

template <class Shape>
class MassAtPoints {
 public:
  MassAtPoints(const KernelFrame& frame, const CellReach& reach, const InsideArea& area)
      : frame_(frame),
        reach_(reach),
        blocks_(frame),
        area_(area),
        rim_unit_(1 / std::pow(frame.bandwidth, Shape::power)) {
    if (reach.any_certain()) endless_ = certain_far_inside();
  }

  [[gnu::always_inline]] void fill(const PointCells& points, const CellPoints& group, double* mass) {
    x_ = points.x.data() + group.begin;
    y_ = points.y.data() + group.begin;
    count_ = group.count;
    mass_ = mass + group.begin;
    std::fill(mass_, mass_ + count_, 0.0);
    if (is_far_inside(group)) {
      add_form(endless_, 0);
      add_rim_far_inside();
    } else {
      if (reach_.any_certain()) add_certain(group);
      add_rim(group);
    }
    for (std::size_t i = 0; i < count_; ++i) mass_[i] *= frame_.height * frame_.cell_area();
  }

 private:
  using Form = typename Shape::Form;

  // All cells that any point of the group may reach lie wholly inside.
  bool is_far_inside(const CellPoints& group) const {
    const std::int64_t across = reach_.columns();
    return area_.whole.all_whole(group.column - across, group.row - across, group.column + across + 1,
                                 group.row + across + 1);
  }

  RowPlace place_of(const ReachRow& reach) const {
    const double dy = reach.dy / frame_.bandwidth;
    return {1 - dy * dy, 2 * dy};
  }

  Form certain_far_inside() const {
    Form form;
    for (std::int64_t offset = -reach_.rows(); offset <= reach_.rows(); ++offset) {
      const ReachRow& reach = reach_.row(offset);
      PowerSums sums{};
      for (std::int64_t column = -reach.certain; column <= reach.certain && reach.certain >= 0; ++column) {
        double power = 1;
        for (double& sum : sums) {
          sum += power;
          power *= static_cast<double>(column) * frame_.cell_size / frame_.bandwidth;
        }
      }
      form.add(sums, place_of(reach));
    }
    return form;
  }

  // `t`: the centre of the points' cell, from the origin of the form.
  [[gnu::always_inline]] void add_form(const Form& form, double t) {
    const double unit = 1 / frame_.bandwidth;
    for (std::size_t i = 0; i < count_; ++i) {
      const double x = x_[i] * unit + t, y = y_[i] * unit;
      mass_[i] += form.at(x, y, -(x * x + y * y));
    }
  }

  [[gnu::always_inline]] void add_certain(const CellPoints& group) {
    const std::int64_t widest = reach_.row(0).certain;
    const std::int64_t west = std::max<std::int64_t>(0, group.column - widest);
    const std::int64_t east = std::min(frame_.columns - 1, group.column + widest);
    if (west > east) return;
    for (std::int64_t block = blocks_.block_of(west); block <= blocks_.block_of(east); ++block)
      add_form(certain_in_block(group, block), blocks_.position(group.column, block));
  }

  Form certain_in_block(const CellPoints& group, std::int64_t block) const {
    const ColumnRange columns = blocks_.columns(block);
    Form form;
    for (std::int64_t row = first_row(group); row < last_row(group); ++row) {
      const ReachRow& reach = reach_.row(row - group.row);
      const std::int64_t west = std::max(columns.first, group.column - reach.certain);
      const std::int64_t east = std::min(columns.last, group.column + reach.certain + 1);
      if (reach.certain < 0 || west >= east) continue;
      const PowerSums* const sums = area_.powers.data() + static_cast<std::size_t>(row) * blocks_.slots();
      PowerSums between = sums[RowBlocks::slot(east, block)];
      for (std::size_t term = 0; term < between.size(); ++term)
        between[term] -= sums[RowBlocks::slot(west, block)][term];
      form.add(between, place_of(reach));
    }
    return form;
  }

  std::int64_t first_row(const CellPoints& group) const { return std::max<std::int64_t>(0, group.row - reach_.rows()); }
  std::int64_t last_row(const CellPoints& group) const { return std::min(frame_.rows, group.row + reach_.rows() + 1); }

  [[gnu::always_inline]] void add_rim_far_inside() {
    for (std::size_t i = 0; i < count_; ++i) {
      const double e = -(x_[i] * x_[i] + y_[i] * y_[i]);
      Four sum{};
      for (std::int64_t offset = -reach_.rows(); offset <= reach_.rows(); ++offset) {
        const ReachRow& reach = reach_.row(offset);
        const double level = e + 2 * reach.dy * y_[i];
        for (const RimLanes& lanes : reach_.rim(reach)) {
          Four base, slope;
          load(base, lanes.base);
          load(slope, lanes.slope);
          Four kernel = (base + slope * x_[i]) + level;
          Shape::weigh(kernel, rim_unit_);
          sum += kernel;
        }
      }
      mass_[i] += (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
  }

  [[gnu::always_inline]] void add_rim(const CellPoints& group) {
    for (std::int64_t row = first_row(group); row < last_row(group); ++row) {
      const ReachRow& reach = reach_.row(row - group.row);
      const double* const cells = area_.padded.data() + row * (frame_.columns + 2 * padding) + padding;
      for (const RimLanes& lanes : reach_.rim(reach)) {
        const double* const west = cells + std::clamp(group.column + lanes.west, -padding, frame_.columns);
        const double* const east = cells + std::clamp(group.column + lanes.east, -padding, frame_.columns);
        const Four shares{west[0], west[1], east[0], east[1]};
        Four base, slope;
        load(base, lanes.base);
        load(slope, lanes.slope);
        for (std::size_t i = 0; i < count_; ++i) {
          const double level = 2 * reach.dy * y_[i] - (x_[i] * x_[i] + y_[i] * y_[i]);
          Four kernel = (base + slope * x_[i]) + level;
          Shape::weigh(kernel, rim_unit_);
          kernel *= shares;
          mass_[i] += (kernel[0] + kernel[1]) + (kernel[2] + kernel[3]);
        }
      }
    }
  }

  const KernelFrame& frame_;
  const CellReach& reach_;
  RowBlocks blocks_;
  const InsideArea& area_;
  double rim_unit_;
  Form endless_;

  // The group at hand.
  std::size_t count_ = 0;
  const double *x_ = nullptr, *y_ = nullptr;
  double* mass_ = nullptr;
};

template <class Shape>
[[gnu::always_inline]] inline void fill_mass(const KernelFrame& frame, const CellReach& reach, const InsideArea& area,
                                             const PointCells& points, std::span<const CellPoints> groups,
                                             double* mass) {
  MassAtPoints<Shape> at_points(frame, reach, area);
  for (const CellPoints& group : groups) at_points.fill(points, group, mass);
}

VIGIE_WIDE_WHERE_POSSIBLE
void fill_mass(const KernelFrame& frame, const CellReach& reach, const InsideArea& area, const PointCells& points,
               std::span<const CellPoints> groups, double* mass) {
  if (frame.kernel == Kernel::quartic) fill_mass<QuarticShape>(frame, reach, area, points, groups, mass);
  if (frame.kernel == Kernel::epanechnikov) fill_mass<EpanechnikovShape>(frame, reach, area, points, groups, mass);
  if (frame.kernel == Kernel::uniform) fill_mass<UniformShape>(frame, reach, area, points, groups, mass);
}

}  // namespace

std::vector<double> kernel_mass(const KernelFrame& frame, const PointCells& points, std::span<const double> inside) {
  if (sorting_for(frame.kernel) == SortedGroups::all || !points.bandwidth.empty())
    return scattered_mass(frame, points, inside);
  std::vector<double> mass(points.size());
  const CellReach reach(frame, points.farthest_row(frame.rows));
  const InsideArea area = inside_area(frame, RowBlocks(frame), inside);
  for (const std::vector<CellPoints>* groups : {&points.groups, &points.beyond})
    parallel_chunks(groups->size(), groups_at_once, [&](std::size_t begin, std::size_t end) {
      fill_mass(frame, reach, area, points, std::span(*groups).subspan(begin, end - begin), mass.data());
    });
  return mass;
}

}  // namespace vigie
