// Two passes of counting sort: by row in slices of the input, then by column within each row.
#include "engine/statistics/point_cells.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t smallest_slice = 1 << 17;      // points
constexpr std::size_t most_counters = 1 << 24;       // slices times rows

std::span<const CellGroup> rows_of(const std::vector<CellGroup>& groups, std::int64_t first, std::int64_t last) {
  const auto by_row = [](const CellGroup& group, std::int64_t row) { return group.row < row; };
  const auto begin = std::lower_bound(groups.begin(), groups.end(), first, by_row);
  return {begin, std::lower_bound(begin, groups.end(), last, by_row)};
}

class CellSort {
 public:
  CellSort(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame)
      : x_(x), y_(y), corner_(corner), frame_(frame), rows_(static_cast<std::size_t>(frame.rows)) {
    const std::size_t most_slices = std::max<std::size_t>(1, most_counters / rows_);
    slice_ = std::max(smallest_slice, (x.size() + most_slices - 1) / most_slices);
  }

  PointCells sorted(SortedGroups which) {
    count_rows();
    scatter_to_rows();
    PointCells cells;
    sort_rows(cells, which);
    add_beyond(cells);
    return cells;
  }

 private:
  // The row of the window, or rows_ where the point lies outside it.
  std::size_t row_of(double px, double py) const {
    const double column = px / frame_.cell_size, row = py / frame_.cell_size;
    const bool within = column >= 0 && row >= 0 && column < static_cast<double>(frame_.columns) &&
                        row < static_cast<double>(frame_.rows);
    return within ? static_cast<std::size_t>(row) : rows_;
  }

  template <class Body>
  void for_slices(Body body) const {
    parallel_chunks(x_.size(), slice_, [&](std::size_t begin, std::size_t end) { body(begin / slice_, begin, end); });
  }

  void count_rows() {
    const std::size_t slices = (x_.size() + slice_ - 1) / slice_;
    next_.assign(slices * (rows_ + 1), 0);
    for_slices([&](std::size_t slice, std::size_t begin, std::size_t end) {
      std::size_t* const counts = next_.data() + slice * (rows_ + 1);
      for (std::size_t i = begin; i < end; ++i) ++counts[row_of(x_[i] - corner_.x, y_[i] - corner_.y)];
    });
    row_begin_.assign(rows_ + 2, 0);
    std::size_t at = 0;
    for (std::size_t row = 0; row <= rows_; ++row) {
      row_begin_[row] = at;
      for (std::size_t slice = 0; slice < slices; ++slice) {
        const std::size_t count = next_[slice * (rows_ + 1) + row];
        next_[slice * (rows_ + 1) + row] = at;
        at += count;
      }
    }
    row_begin_[rows_ + 1] = at;
  }

  void scatter_to_rows() {
    by_row_.resize(x_.size());
    for_slices([&](std::size_t slice, std::size_t begin, std::size_t end) {
      std::size_t* const next = next_.data() + slice * (rows_ + 1);
      for (std::size_t i = begin; i < end; ++i) {
        const Point p{x_[i] - corner_.x, y_[i] - corner_.y};
        by_row_[next[row_of(p.x, p.y)]++] = p;
      }
    });
    next_.clear();
  }

  void sort_rows(PointCells& cells, SortedGroups which) const {
    cells.x.resize(row_begin_[rows_]);
    cells.y.resize(row_begin_[rows_]);
    std::vector<std::vector<CellGroup>> groups(rows_);
    parallel_chunks(rows_, 8, [&](std::size_t begin, std::size_t end) {
      std::vector<std::size_t> next(static_cast<std::size_t>(frame_.columns));
      for (std::size_t row = begin; row < end; ++row) {
        groups[row] = sort_row(cells, row, next);
        for (const CellGroup& group : groups[row])
          if (which == SortedGroups::all || group.count > largest_unsorted_group) sort_group(cells, group);
      }
    });
    cells.row_start.assign(1, 0);
    for (const std::vector<CellGroup>& row : groups) cells.row_start.push_back(cells.row_start.back() + row.size());
    cells.groups.reserve(cells.row_start.back());
    for (const std::vector<CellGroup>& row : groups) cells.groups.insert(cells.groups.end(), row.begin(), row.end());
  }

  std::vector<CellGroup> sort_row(PointCells& cells, std::size_t row, std::vector<std::size_t>& next) const {
    const std::size_t first = row_begin_[row], last = row_begin_[row + 1];
    const auto column_of = [&](const Point& p) { return static_cast<std::size_t>(p.x / frame_.cell_size); };
    std::ranges::fill(next, 0);
    for (std::size_t i = first; i < last; ++i) ++next[column_of(by_row_[i])];
    std::vector<CellGroup> groups;
    std::size_t at = first;
    for (std::size_t column = 0; column < next.size(); ++column) {
      const std::size_t count = next[column];
      next[column] = at;
      if (count > 0) groups.push_back({static_cast<std::int64_t>(row), static_cast<std::int64_t>(column), at, count});
      at += count;
    }
    const double middle = frame_.centre(static_cast<std::int64_t>(row));
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t column = column_of(by_row_[i]), place = next[column]++;
      cells.x[place] = by_row_[i].x - frame_.centre(static_cast<std::int64_t>(column));
      cells.y[place] = by_row_[i].y - middle;
    }
    return groups;
  }

  static void sort_group(PointCells& cells, const CellGroup& group) {
    std::vector<std::pair<double, double>> points;
    points.reserve(group.count);
    for (std::size_t i = group.begin; i < group.begin + group.count; ++i) points.emplace_back(cells.x[i], cells.y[i]);
    std::ranges::sort(points);
    for (std::size_t i = 0; i < group.count; ++i)
      std::tie(cells.x[group.begin + i], cells.y[group.begin + i]) = points[i];
  }

  // How far a coordinate lies outside 0..length.
  static double outside(double at, double length) { return std::max({0.0, -at, at - length}); }

  void add_beyond(PointCells& cells) {
    const double width = static_cast<double>(frame_.columns) * frame_.cell_size,
                 height = static_cast<double>(frame_.rows) * frame_.cell_size;
    std::vector<std::tuple<std::int64_t, std::int64_t, double, double>> points;
    for (std::size_t i = row_begin_[rows_]; i < row_begin_[rows_ + 1]; ++i) {
      const Point p = by_row_[i];
      const double away = std::hypot(outside(p.x, width), outside(p.y, height));
      if (!(away <= frame_.reach)) continue;  // also what is not finite
      const auto column = static_cast<std::int64_t>(std::floor(p.x / frame_.cell_size));
      const auto row = static_cast<std::int64_t>(std::floor(p.y / frame_.cell_size));
      points.emplace_back(row, column, p.x - frame_.centre(column), p.y - frame_.centre(row));
    }
    std::ranges::sort(points);
    for (const auto& [row, column, px, py] : points) {
      if (cells.beyond.empty() || cells.beyond.back().row != row || cells.beyond.back().column != column)
        cells.beyond.push_back({row, column, cells.x.size(), 0});
      ++cells.beyond.back().count;
      cells.x.push_back(px);
      cells.y.push_back(py);
    }
  }

  std::span<const double> x_, y_;
  Point corner_;
  const KernelFrame& frame_;
  std::size_t rows_, slice_;
  std::vector<std::size_t> next_, row_begin_;
  std::vector<Point> by_row_;
};

}  // namespace

std::int64_t PointCells::farthest_row(std::int64_t rows) const {
  std::int64_t farthest = rows - 1;
  for (const CellGroup& group : beyond) farthest = std::max({farthest, rows - 1 - group.row, group.row});
  return farthest;
}

std::span<const CellGroup> PointCells::in_rows(std::int64_t first, std::int64_t last) const {
  const auto rows = static_cast<std::int64_t>(row_start.size()) - 1;
  const std::size_t begin = row_start[static_cast<std::size_t>(std::clamp<std::int64_t>(first, 0, rows))];
  const std::size_t end = row_start[static_cast<std::size_t>(std::clamp<std::int64_t>(last, 0, rows))];
  return std::span(groups).subspan(begin, std::max(begin, end) - begin);
}

std::span<const CellGroup> PointCells::beyond_in_rows(std::int64_t first, std::int64_t last) const {
  return rows_of(beyond, first, last);
}

PointCells point_cells(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame,
                       SortedGroups sorted) {
  return CellSort(x, y, corner, frame).sorted(sorted);
}

}  // namespace vigie
