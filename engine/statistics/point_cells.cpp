// Counting sort by column within each row.
#include "engine/statistics/point_cells.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

std::span<const CellPoints> rows_of(const std::vector<CellPoints>& groups, std::int64_t first, std::int64_t last) {
  const auto by_row = [](const CellPoints& group, std::int64_t row) { return group.row < row; };
  const auto begin = std::lower_bound(groups.begin(), groups.end(), first, by_row);
  return {begin, std::lower_bound(begin, groups.end(), last, by_row)};
}

class CellSort {
 public:
  CellSort(const PointRows& rows, const KernelFrame& frame) : rows_(rows), frame_(frame) {}

  PointCells sorted(SortedGroups which) const {
    PointCells cells;
    sort_rows(cells, which);
    add_beyond(cells);
    return cells;
  }

 private:
  void sort_rows(PointCells& cells, SortedGroups which) const {
    cells.x.resize(rows_.in_window());
    cells.y.resize(cells.x.size());
    std::vector<std::vector<CellPoints>> groups(rows_.count());
    parallel_chunks(groups.size(), 8, [&](std::size_t begin, std::size_t end) {
      std::vector<std::size_t> next(static_cast<std::size_t>(frame_.columns));
      for (std::size_t row = begin; row < end; ++row) {
        groups[row] = sort_row(cells, row, next);
        for (const CellPoints& group : groups[row])
          if (which == SortedGroups::all || group.count > largest_unsorted_group) sort_group(cells, group);
      }
    });
    cells.row_start.assign(1, 0);
    for (const std::vector<CellPoints>& row : groups) cells.row_start.push_back(cells.row_start.back() + row.size());
    cells.groups.reserve(cells.row_start.back());
    for (const std::vector<CellPoints>& row : groups) cells.groups.insert(cells.groups.end(), row.begin(), row.end());
  }

  std::vector<CellPoints> sort_row(PointCells& cells, std::size_t row, std::vector<std::size_t>& next) const {
    const auto column_of = [&](const Point& p) { return static_cast<std::size_t>(p.x / frame_.cell_size); };
    std::ranges::fill(next, 0);
    for (std::size_t i = rows_.begin(row); i < rows_.end(row); ++i) ++next[column_of(rows_.point(i))];
    std::vector<CellPoints> groups;
    std::size_t at = rows_.begin(row);
    for (std::size_t column = 0; column < next.size(); ++column) {
      const std::size_t count = next[column];
      next[column] = at;
      if (count > 0) groups.push_back({static_cast<std::int64_t>(row), static_cast<std::int64_t>(column), at, count});
      at += count;
    }
    const double middle = frame_.centre(static_cast<std::int64_t>(row));
    for (std::size_t i = rows_.begin(row); i < rows_.end(row); ++i) {
      const Point p = rows_.point(i);
      const std::size_t column = column_of(p), place = next[column]++;
      cells.x[place] = p.x - frame_.centre(static_cast<std::int64_t>(column));
      cells.y[place] = p.y - middle;
    }
    return groups;
  }

  static void sort_group(PointCells& cells, const CellPoints& group) {
    std::vector<std::pair<double, double>> points;
    points.reserve(group.count);
    for (std::size_t i = group.begin; i < group.begin + group.count; ++i) points.emplace_back(cells.x[i], cells.y[i]);
    std::ranges::sort(points);
    for (std::size_t i = 0; i < group.count; ++i)
      std::tie(cells.x[group.begin + i], cells.y[group.begin + i]) = points[i];
  }

  // How far a coordinate lies outside 0..length.
  static double outside(double at, double length) { return std::max({0.0, -at, at - length}); }

  void add_beyond(PointCells& cells) const {
    const double width = static_cast<double>(frame_.columns) * frame_.cell_size,
                 height = static_cast<double>(frame_.rows) * frame_.cell_size;
    std::vector<std::tuple<std::int64_t, std::int64_t, double, double>> points;
    for (std::size_t i = rows_.begin(rows_.count()); i < rows_.end(rows_.count()); ++i) {
      const Point p = rows_.point(i);
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

  const PointRows& rows_;
  const KernelFrame& frame_;
};

}  // namespace

std::int64_t PointCells::farthest_row(std::int64_t rows) const {
  std::int64_t farthest = rows - 1;
  for (const CellPoints& group : beyond) farthest = std::max({farthest, rows - 1 - group.row, group.row});
  return farthest;
}

std::span<const CellPoints> PointCells::in_rows(std::int64_t first, std::int64_t last) const {
  const auto rows = static_cast<std::int64_t>(row_start.size()) - 1;
  const std::size_t begin = row_start[static_cast<std::size_t>(std::clamp<std::int64_t>(first, 0, rows))];
  const std::size_t end = row_start[static_cast<std::size_t>(std::clamp<std::int64_t>(last, 0, rows))];
  return std::span(groups).subspan(begin, std::max(begin, end) - begin);
}

std::span<const CellPoints> PointCells::beyond_in_rows(std::int64_t first, std::int64_t last) const {
  return rows_of(beyond, first, last);
}

PointCells point_cells(const PointRows& rows, const KernelFrame& frame, SortedGroups sorted) {
  return CellSort(rows, frame).sorted(sorted);
}

PointCells point_cells(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame,
                       SortedGroups sorted) {
  return point_cells(point_rows(x, y, corner, frame), frame, sorted);
}

}  // namespace vigie
