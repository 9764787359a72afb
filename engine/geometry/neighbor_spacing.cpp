// Some positions give a bound on each distance; of the others, those within the bounds are compared where they stand.
#include "engine/geometry/neighbor_spacing.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/base/rows_that.h"
#include "engine/base/wide_vectors.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/neighbors.h"

namespace vigie {
namespace {

constexpr std::size_t bounds_per_sample = 32;  // positions that bound the distances, for each one that is asked
constexpr std::uint32_t side = 1024;           // cells of the raster; their bits fit the second-level cache

std::vector<Point> evenly(std::span<const double> x, std::span<const double> y, std::size_t count) {
  std::vector<Point> chosen(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = i * x.size() / count;
    chosen[i] = {x[row], y[row]};
  }
  return chosen;
}

// A square raster over a box. What lies beyond the box belongs to the cells at its border.
struct Raster {
  double west, south, per_cell;

  explicit Raster(const Box& box)
      : west(box.min_x), south(box.min_y), per_cell(side / std::max({box.width(), box.height(), 1e-300})) {}

  /// Of a distance from the west or the south.
  std::uint32_t place(double offset) const {
    const double at = offset * per_cell, from_zero = at > 0 ? at : 0;
    return static_cast<std::uint32_t>(
        static_cast<std::int32_t>(from_zero < side - 1 ? from_zero : static_cast<double>(side - 1)));
  }
  std::uint32_t cell_at(double x, double y) const { return place(y - south) * side + place(x - west); }
};

// Cells of a raster from corner to corner.
struct Square {
  std::uint32_t first_column, first_row, last_column, last_row;

  /// Around p; all within `reach` of it lies there.
  Square(const Raster& raster, Point p, double reach)
      : first_column(raster.place(p.x - reach - raster.west)),
        first_row(raster.place(p.y - reach - raster.south)),
        last_column(raster.place(p.x + reach - raster.west)),
        last_row(raster.place(p.y + reach - raster.south)) {}

  std::size_t size() const { return std::size_t{last_column - first_column + 1} * (last_row - first_row + 1); }
  template <class Visit>
  void visit(Visit visit) const {
    for (std::uint32_t row = first_row; row <= last_row; ++row)
      for (std::uint32_t column = first_column; column <= last_column; ++column) visit(row * side + column);
  }
};

VIGIE_WIDE_VECTORS
void find_cells(const Raster& raster, std::span<const double> x, std::span<const double> y, std::uint32_t* cell) {
  const Raster local = raster;
  for (std::size_t i = 0; i < x.size(); ++i) cell[i] = local.cell_at(x[i], y[i]);
}

bool comes_before(Point a, Point b) {
  return std::pair(a.x, a.y) < std::pair(b.x, b.y);
}

// Each position once.
std::vector<Point> distinct(std::vector<Point> points) {
  std::ranges::sort(points, comes_before);
  points.erase(std::ranges::unique(points, [](Point a, Point b) { return a.x == b.x && a.y == b.y; }).begin(),
               points.end());
  return points;
}

// Of each position, KdTree::nearest_other_place.
std::vector<double> squared_to_nearest(const KdTree& tree, std::span<const Point> positions) {
  std::vector<double> squared(positions.size());
  parallel_chunks(squared.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) squared[i] = tree.nearest_other_place(positions[i]);
  });
  return squared;
}

// A circle around each position that is asked for, to its nearest other place as far as it is known, and by cell of the
// raster the circles that touch it.
class Circles {
 public:
  /// None where there is hardly any place but one, or a position is not finite.
  static std::optional<Circles> around(std::span<const Point> sample, std::span<const Point> bounding) {
    const auto is_finite = [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); };
    if (!std::ranges::all_of(sample, is_finite)) return std::nullopt;
    Box box;
    for (const Point p : bounding) box.add(p);
    Circles circles(sample, Raster(box));
    circles.squared_ = squared_to_nearest(KdTree(bounding), circles.at_);
    if (!std::ranges::all_of(circles.squared_, [](double squared) { return std::isfinite(squared); }))
      return std::nullopt;
    circles.list_by_cell();
    return circles;
  }

  /// How many comparisons `narrow` would make for as many points, told from some of them; infinity where circles are so
  /// large that they are not listed by cell.
  double work(std::span<const Point> some, std::size_t all) const {
    if (members_.empty()) return std::numeric_limits<double>::infinity();
    double comparisons = 0;
    for (const Point p : some) {
      const std::uint32_t cell = raster_.cell_at(p.x, p.y);
      comparisons += start_[cell + 1] - start_[cell];
    }
    return comparisons * static_cast<double>(all) / static_cast<double>(some.size());
  }

  /// Calls visit(point, cell) for the points in cells that a circle touches.
  template <class Visit>
  void visit_touching(std::span<const double> x, std::span<const double> y, Visit visit) const {
    std::array<std::uint32_t, 1024> cell;
    for (std::size_t first = 0; first < x.size(); first += cell.size()) {
      const std::size_t count = std::min(cell.size(), x.size() - first);
      find_cells(raster_, x.subspan(first, count), y.subspan(first, count), cell.data());
      for (std::size_t i = 0; i < count; ++i)
        if ((touched_[cell[i] / 64] >> (cell[i] % 64) & 1) != 0) visit({x[first + i], y[first + i]}, cell[i]);
    }
  }

  /// Brings each circle to the nearest other place among these points too. The least of all is the same in any order,
  /// so several threads may call this with some of the points each.
  void narrow(std::span<const double> x, std::span<const double> y) {
    visit_touching(x, y, [&](Point p, std::uint32_t cell) {
      for (std::uint32_t place = start_[cell]; place < start_[cell + 1]; ++place) {
        const std::uint32_t circle = members_[place];
        const double dx = p.x - at_[circle].x, dy = p.y - at_[circle].y;
        const double squared = dx * dx + dy * dy;
        const std::atomic_ref nearest(squared_[circle]);
        double known = nearest.load(std::memory_order_relaxed);
        while (squared > 0 && squared < known &&
               !nearest.compare_exchange_weak(known, squared, std::memory_order_relaxed)) {
        }
      }
    });
  }

  /// Of the circle around each of the positions.
  std::vector<double> radii(std::span<const Point> positions) const {
    std::vector<double> radii;
    for (const Point p : positions) {
      const auto circle = std::ranges::lower_bound(at_, p, comes_before) - at_.begin();
      radii.push_back(std::sqrt(squared_[static_cast<std::size_t>(circle)]));
    }
    return radii;
  }

 private:
  Circles(std::span<const Point> sample, const Raster& raster)
      : at_(distinct({sample.begin(), sample.end()})), raster_(raster) {}

  Square square(std::size_t circle) const {
    constexpr double rounding = 1 + 1e-9;
    return {raster_, at_[circle], std::sqrt(squared_[circle]) * rounding};
  }

  // Counts stand two places behind their cell at first; listing moves each beginning to where it belongs.
  void list_by_cell() {
    constexpr std::size_t most_members = 1 << 23;
    constexpr std::size_t cells = std::size_t{side} * side;
    std::size_t members = 0;
    for (std::size_t i = 0; i < at_.size(); ++i) members += square(i).size();
    touched_.assign(cells / 64, members > most_members ? ~std::uint64_t{0} : 0);
    if (members > most_members) return;
    start_.assign(cells + 2, 0);
    for (std::size_t i = 0; i < at_.size(); ++i)
      square(i).visit([&](std::uint32_t cell) {
        ++start_[cell + 2];
        touched_[cell / 64] |= std::uint64_t{1} << (cell % 64);
      });
    for (std::size_t cell = 2; cell < start_.size(); ++cell) start_[cell] += start_[cell - 1];
    members_.resize(members);
    for (std::size_t i = 0; i < at_.size(); ++i)
      square(i).visit([&](std::uint32_t cell) { members_[start_[cell + 1]++] = static_cast<std::uint32_t>(i); });
  }

  std::vector<Point> at_;        // sorted
  std::vector<double> squared_;  // radii
  Raster raster_;
  std::vector<std::uint32_t> start_, members_;  // circles by cell
  std::vector<std::uint64_t> touched_;          // one bit for each cell
};

// Where most points crowd in few cells.
std::vector<double> nearest_by_tree(const Circles& circles, std::span<const Point> positions, std::span<const double> x,
                                    std::span<const double> y) {
  const KdTree tree(
      found_in_chunks<Point>(x.size(), [&](std::size_t begin, std::size_t end, std::vector<Point>& found) {
        circles.visit_touching(x.subspan(begin, end - begin), y.subspan(begin, end - begin),
                               [&](Point p, std::uint32_t) { found.push_back(p); });
      }));
  std::vector<double> distances = squared_to_nearest(tree, positions);
  for (double& distance : distances) distance = std::sqrt(distance);
  return distances;
}

}  // namespace

std::vector<double> sampled_nearest_distinct(std::span<const double> x, std::span<const double> y, std::size_t most) {
  constexpr double most_work = 1 << 26;  // comparisons
  if (x.size() / bounds_per_sample <= most) return nearest_distinct(x, y);
  const std::vector<Point> sample = evenly(x, y, most), bounding = evenly(x, y, most * bounds_per_sample);
  std::optional<Circles> circles = Circles::around(sample, bounding);
  if (!circles) return nearest_distinct(x, y);
  if (circles->work(bounding, x.size()) > most_work) return nearest_by_tree(*circles, sample, x, y);
  parallel_chunks(x.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    circles->narrow(x.subspan(begin, end - begin), y.subspan(begin, end - begin));
  });
  return circles->radii(sample);
}

}  // namespace vigie
