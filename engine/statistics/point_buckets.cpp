// Counting sort into buckets whose side suits the density of the points.
#include "engine/statistics/point_buckets.h"

#include <numeric>

namespace vigie {
namespace {

// Narrow rows meet fewer points in vain, wide ones have longer runs; a run of about a dozen pays.
double side_for(double points, const Box& box, double reach) {
  const double room = std::max(box.width(), reach) * std::max(box.height(), reach);
  const double parts = std::clamp(points / room * 1.6 * reach * reach / 12, 1.0, 8.0);
  // No more buckets than a few per point, however small the reach.
  return std::max(reach / std::floor(parts), std::sqrt(room / (4 * points + 1024)));
}

}  // namespace

PointBuckets::PointBuckets(std::span<const double> x, std::span<const double> y, double reach)
    : reach_(reach), x_(x.size()), y_(x.size()) {
  Box box;
  for (std::size_t i = 0; i < x.size(); ++i) box.add(Point{x[i], y[i]});
  if (box.empty()) return;
  origin_ = {box.min_x, box.min_y};
  side_ = side_for(static_cast<double>(x.size()), box, reach);
  per_side_ = 1 / side_;
  rounding_ = 1e-9 * side_ +
              1e-15 * std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
  columns_ = column_of(box.max_x) + 1;
  rows_ = row_of(box.max_y) + 1;
  start_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  const auto bucket = [&](std::size_t i) {
    return static_cast<std::size_t>(row_of(y[i]) * columns_ + column_of(x[i]));
  };
  for (std::size_t i = 0; i < x.size(); ++i) ++start_[bucket(i) + 1];
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  std::vector<Point> sorted(x.size());
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t i = 0; i < x.size(); ++i) sorted[next[bucket(i)]++] = {x[i], y[i]};
  for (std::size_t b = 0; b + 1 < start_.size(); ++b)
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(start_[b]),
              sorted.begin() + static_cast<std::ptrdiff_t>(start_[b + 1]),
              [](Point p, Point q) { return p.x < q.x || (p.x == q.x && p.y < q.y); });
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    x_[i] = sorted[i].x;
    y_[i] = sorted[i].y;
  }
}

}  // namespace vigie
