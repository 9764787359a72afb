// Points sorted by the row of cells they lie in.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/large_array.h"
#include "engine/data/shapes.h"
#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Row r of the window holds points begin(r)..end(r)-1; row count() those outside the window or not finite.
class PointRows {
 public:
  /// `starts`: of each row and of those outside, and the number of points.
  explicit PointRows(std::vector<std::size_t> starts)
      : start_(std::move(starts)), xy_(large_array<double>(2 * start_.back())) {}

  std::size_t count() const { return start_.size() - 2; }
  std::size_t in_window() const { return start_[count()]; }
  std::size_t begin(std::size_t row) const { return start_[row]; }
  std::size_t end(std::size_t row) const { return start_[row + 1]; }
  /// Metres from the south-west corner of the window.
  Point point(std::size_t i) const { return {xy_[2 * i], xy_[2 * i + 1]}; }
  void put(std::size_t i, Point p) {
    xy_[2 * i] = p.x;
    xy_[2 * i + 1] = p.y;
  }

 private:
  std::vector<std::size_t> start_;
  LargeArray<double> xy_;  // not filled twice: with many points that alone would take longer than the sort
};

/// `corner` is subtracted from every point. Within a row the order is that of the input.
PointRows point_rows(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame);

}  // namespace vigie
