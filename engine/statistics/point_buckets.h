// Points in square buckets, row by row, so that the neighbors of a point are a few unbroken runs.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Sorted by bucket and, within one, by (x, y): the order depends on the points alone, not on how they came in.
class PointBuckets {
 public:
  /// For searches within `reach` metres.
  PointBuckets(std::span<const double> x, std::span<const double> y, double reach);

  std::size_t size() const { return x_.size(); }
  /// In the order of the buckets.
  std::span<const double> x() const { return x_; }
  std::span<const double> y() const { return y_; }

  /// Calls visit(begin, end) for runs of points that hold every point within reach of p, and some farther ones.
  template <typename Visit>
  void visit_near(Point p, const Visit& visit) const {
    if (x_.empty()) return;
    const std::int64_t last = std::min(row_of(p.y + reach_), rows_ - 1);
    for (std::int64_t row = std::max<std::int64_t>(row_of(p.y - reach_), 0); row <= last; ++row)
      visit_row(p, row, 0, visit);
  }

  /// The same for the points that come after point i: over all i, each pair is met once.
  template <typename Visit>
  void visit_later(std::size_t i, const Visit& visit) const {
    const Point p{x_[i], y_[i]};
    const std::int64_t own = row_of(p.y), last = std::min(row_of(p.y + reach_), rows_ - 1);
    visit_row(p, own, i + 1, visit);
    for (std::int64_t row = own + 1; row <= last; ++row) visit_row(p, row, 0, visit);
  }

 private:
  std::int64_t row_of(double y) const { return static_cast<std::int64_t>(std::floor((y - origin_.y) * per_side_)); }
  std::int64_t column_of(double x) const { return static_cast<std::int64_t>(std::floor((x - origin_.x) * per_side_)); }

  template <typename Visit>
  void visit_row(Point p, std::int64_t row, std::size_t from, const Visit& visit) const {
    const double south = origin_.y + static_cast<double>(row) * side_;
    // Rounding may have put a point into the neighboring row.
    const double gap = std::max({0.0, south - p.y, p.y - south - side_}) - rounding_;
    const double half = std::sqrt(std::max(0.0, reach_ * reach_ - std::max(0.0, gap) * gap)) + rounding_;
    const std::int64_t west = std::max<std::int64_t>(column_of(p.x - half), 0);
    const std::int64_t east = std::min(column_of(p.x + half), columns_ - 1);
    if (west > east) return;
    const std::size_t begin = std::max(from, start_[static_cast<std::size_t>(row * columns_ + west)]);
    const std::size_t end = start_[static_cast<std::size_t>(row * columns_ + east) + 1];
    if (begin < end) visit(begin, end);
  }

  double reach_, side_ = 1, per_side_ = 1, rounding_ = 0;
  Point origin_;
  std::int64_t columns_ = 1, rows_ = 1;
  std::vector<double> x_, y_;
  std::vector<std::size_t> start_;
};

}  // namespace vigie
