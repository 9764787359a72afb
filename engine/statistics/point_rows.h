// Points sorted by the row of cells they lie in.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/statistics/kernel_frame.h"

namespace vigie {

struct PointRows {
  std::vector<Point> points;       // metres from the south-west corner of the window
  std::vector<std::size_t> start;  // row r of the window holds start[r]..start[r + 1] - 1; the last entry of all rows
                                   // begins the points outside the window or not finite

  std::size_t row_count() const { return start.size() - 2; }
  std::span<const Point> row(std::size_t r) const {
    return std::span(points).subspan(start[r], start[r + 1] - start[r]);
  }
  std::span<const Point> outside() const { return row(row_count()); }
};

/// `corner` is subtracted from every point. Within a row the order is that of the input.
PointRows point_rows(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame);

}  // namespace vigie
