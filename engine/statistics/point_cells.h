// Points in groups by the cell they lie in, so that what is true of a cell is found once for all its points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/point_rows.h"

namespace vigie {

/// The points of one cell: entries begin..begin+count-1 of x and y.
struct CellPoints {
  std::int64_t row = 0, column = 0;
  std::size_t begin = 0, count = 0;
};

/// Points within reach of a window of cells.
struct PointCells {
  std::vector<double> x, y;            // metres from the centre of the point's cell
  std::vector<double> bandwidth;       // metres, where points have their own; else empty
  std::vector<CellPoints> groups;      // those of the window by row and column
  std::vector<CellPoints> beyond;      // those outside it, by row and column
  std::vector<std::size_t> row_start;  // groups of row r: row_start[r]..row_start[r + 1] - 1

  std::size_t size() const { return x.size(); }
  /// In metres from the corner of the window.
  Point place(const KernelFrame& frame, const CellPoints& group, std::size_t point) const {
    return {frame.centre(group.column) + x[point], frame.centre(group.row) + y[point]};
  }
  /// The largest distance, in rows, between a group and one of the window's `rows` rows.
  std::int64_t farthest_row(std::int64_t rows) const;
  /// Groups of the window in rows first..last-1, which may lie outside it.
  std::span<const CellPoints> in_rows(std::int64_t first, std::int64_t last) const;
  /// Groups outside the window in rows first..last-1.
  std::span<const CellPoints> beyond_in_rows(std::int64_t first, std::int64_t last) const;
};

/// Which groups are sorted by coordinates: where sums are not made independent of the order in another way, all.
enum class SortedGroups { all, large };

/// Groups up to this size are left in any order by SortedGroups::large.
constexpr std::size_t largest_unsorted_group = 4096;

/// `corner` is subtracted from every point; points that are not finite or beyond the kernel's reach of the window are
/// left out.
PointCells point_cells(const PointRows& rows, const KernelFrame& frame, SortedGroups sorted);
PointCells point_cells(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame,
                       SortedGroups sorted);

}  // namespace vigie
