// Some positions give a bound on each distance; only what lies within the bounds is looked at.
#include "engine/geometry/neighbor_spacing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/base/rows_that.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/neighbors.h"

namespace vigie {
namespace {

constexpr std::size_t bounds_per_sample = 32;  // positions that bound the distances, for each one that is asked
constexpr std::size_t most_side = 1024;        // cells; their bits fit the second-level cache

std::vector<Point> evenly(std::span<const double> x, std::span<const double> y, std::size_t count) {
  std::vector<Point> chosen(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = i * x.size() / count;
    chosen[i] = {x[row], y[row]};
  }
  return chosen;
}

// A square raster over a box. What lies beyond the box belongs to the cells at its border.
class Raster {
 public:
  Raster(const Box& box, std::size_t side)
      : side_(side),
        west_(box.min_x),
        south_(box.min_y),
        per_cell_(static_cast<double>(side) / std::max({box.width(), box.height(), 1e-300})) {}

  std::size_t size() const { return side_ * side_; }
  std::size_t cell_at(Point p) const { return place(p.y - south_) * side_ + place(p.x - west_); }
  /// Calls visit(first cell, last cell) for each row of the square around p, which holds all within `reach` of it.
  template <class Visit>
  void visit_around(Point p, double reach, Visit visit) const {
    const std::size_t last_row = place(p.y + reach - south_);
    const std::size_t first = place(p.x - reach - west_), last = place(p.x + reach - west_);
    for (std::size_t row = place(p.y - reach - south_); row <= last_row; ++row)
      visit(row * side_ + first, row * side_ + last);
  }

 private:
  std::size_t place(double offset) const {
    const double at = offset * per_cell_;
    return at > 0 ? static_cast<std::size_t>(std::min(at, static_cast<double>(side_ - 1))) : 0;
  }

  std::size_t side_;
  double west_, south_, per_cell_;
};

// A circle around each position that is asked for, and the raster's cells that they touch, one bit each.
struct Circles {
  std::vector<Point> at;
  std::vector<double> radius;
  Raster raster;
  std::vector<std::uint64_t> touched;

  bool touch(Point p) const {
    const std::size_t cell = raster.cell_at(p);
    return (touched[cell / 64] >> (cell % 64) & 1) != 0;
  }
};

// No circles where there is hardly any place but one.
std::optional<Circles> circles_around(std::vector<Point> sample, std::span<const Point> bounding) {
  constexpr double rounding = 1 + 1e-9;
  Box box;
  for (const Point p : bounding) box.add(p);
  Circles circles{std::move(sample), {}, Raster(box, most_side), {}};
  circles.touched.assign((circles.raster.size() + 63) / 64, 0);
  const KdTree near(bounding);
  for (const Point p : circles.at) {
    const double bound = std::sqrt(near.nearest_other_place(p));
    if (!std::isfinite(bound)) return std::nullopt;
    circles.radius.push_back(bound * rounding);
    circles.raster.visit_around(p, circles.radius.back(), [&](std::size_t first, std::size_t last) {
      for (std::size_t cell = first; cell <= last; ++cell)
        circles.touched[cell / 64] |= std::uint64_t{1} << (cell % 64);
    });
  }
  return circles;
}

// Points in the order of the raster's cells.
class CellOrder {
 public:
  // Counts stand two places behind their cell at first; dealing out the points moves each beginning to where it
  // belongs.
  CellOrder(std::span<const Point> points, const Raster& raster)
      : raster_(raster), start_(raster.size() + 2, 0), ordered_(points.size()) {
    for (const Point p : points) ++start_[raster.cell_at(p) + 2];
    for (std::size_t cell = 2; cell < start_.size(); ++cell) start_[cell] += start_[cell - 1];
    for (const Point p : points) ordered_[start_[raster.cell_at(p) + 1]++] = p;
  }

  /// Points that nearest_other_place would look at.
  std::size_t work(Point p, double reach) const {
    std::size_t points = 0;
    raster_.visit_around(p, reach,
                         [&](std::size_t first, std::size_t last) { points += start_[last + 1] - start_[first]; });
    return points;
  }

  /// As of KdTree, where it is within `reach`.
  double nearest_other_place(Point p, double reach) const {
    double nearest = std::numeric_limits<double>::infinity();
    raster_.visit_around(p, reach, [&](std::size_t first, std::size_t last) {
      for (std::size_t i = start_[first]; i < start_[last + 1]; ++i) {
        const double dx = ordered_[i].x - p.x, dy = ordered_[i].y - p.y;
        const double squared = dx * dx + dy * dy;
        if (squared > 0) nearest = std::min(nearest, squared);
      }
    });
    return nearest;
  }

 private:
  const Raster& raster_;
  std::vector<std::uint32_t> start_;
  std::vector<Point> ordered_;
};

std::vector<Point> inside(const Circles& circles, std::span<const double> x, std::span<const double> y) {
  return found_in_rows<Point>(x.size(), [&](std::size_t i, std::vector<Point>& found) {
    if (const Point p{x[i], y[i]}; circles.touch(p)) found.push_back(p);
  });
}

// Where most points crowd in few cells a tree finds them, else the cells do.
std::vector<double> nearest_squared(const Circles& circles, std::span<const Point> points) {
  constexpr std::size_t most_work = 1 << 26;
  const CellOrder order(points, circles.raster);
  std::size_t work = 0;
  for (std::size_t i = 0; i < circles.at.size(); ++i) work += order.work(circles.at[i], circles.radius[i]);
  std::optional<KdTree> tree;
  if (work > most_work) tree.emplace(points);
  std::vector<double> squared(circles.at.size());
  parallel_chunks(squared.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      squared[i] =
          tree ? tree->nearest_other_place(circles.at[i]) : order.nearest_other_place(circles.at[i], circles.radius[i]);
  });
  return squared;
}

}  // namespace

std::vector<double> sampled_nearest_distinct(std::span<const double> x, std::span<const double> y, std::size_t most) {
  if (x.size() / bounds_per_sample <= most) return nearest_distinct(x, y);
  const std::optional<Circles> circles = circles_around(evenly(x, y, most), evenly(x, y, most * bounds_per_sample));
  if (!circles) return nearest_distinct(x, y);
  std::vector<double> distances = nearest_squared(*circles, inside(*circles, x, y));
  for (double& distance : distances) distance = std::sqrt(distance);
  return distances;
}

}  // namespace vigie
