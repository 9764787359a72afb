// Some positions give a bound on each distance; only what lies within the bounds is looked at.
#include "engine/geometry/neighbor_spacing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/parallel.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/neighbors.h"

namespace vigie {
namespace {

constexpr std::size_t chunk_size = 1 << 17;
constexpr std::size_t bounds_per_sample = 32;  // positions that bound the distances, for each one that is asked
constexpr std::size_t most_side = 2048;        // cells; their marks fit the second-level cache

std::vector<Point> evenly(std::span<const double> x, std::span<const double> y, std::size_t count) {
  std::vector<Point> chosen(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = i * x.size() / count;
    chosen[i] = {x[row], y[row]};
  }
  return chosen;
}

// One bit per cell of a square raster over a box.
class Marks {
 public:
  Marks(const Box& box, std::size_t side)
      : side_(side),
        west_(box.min_x),
        south_(box.min_y),
        per_cell_(static_cast<double>(side) / std::max({box.width(), box.height(), 1e-300})),
        bits_((side * side + 63) / 64, 0) {}

  void mark_around(Point p, double reach) {
    const std::size_t last_row = place(p.y + reach - south_), last_column = place(p.x + reach - west_);
    for (std::size_t row = place(p.y - reach - south_); row <= last_row; ++row)
      for (std::size_t column = place(p.x - reach - west_); column <= last_column; ++column) {
        const std::size_t cell = row * side_ + column;
        bits_[cell / 64] |= std::uint64_t{1} << (cell % 64);
      }
  }
  bool has(double x, double y) const {
    const std::size_t cell = place(y - south_) * side_ + place(x - west_);
    return (bits_[cell / 64] >> (cell % 64) & 1) != 0;
  }

 private:
  std::size_t place(double offset) const {
    const double at = offset * per_cell_;
    return at > 0 ? static_cast<std::size_t>(std::min(at, static_cast<double>(side_ - 1))) : 0;
  }

  std::size_t side_;
  double west_, south_, per_cell_;
  std::vector<std::uint64_t> bits_;
};

std::vector<Point> marked(std::span<const double> x, std::span<const double> y, const Marks& marks) {
  std::vector<std::vector<Point>> found((x.size() + chunk_size - 1) / chunk_size);
  parallel_chunks(x.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    std::vector<Point>& here = found[begin / chunk_size];
    for (std::size_t i = begin; i < end; ++i)
      if (marks.has(x[i], y[i])) here.push_back({x[i], y[i]});
  });
  std::vector<Point> all;
  for (const std::vector<Point>& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<double> sampled_nearest_distinct(std::span<const double> x, std::span<const double> y, std::size_t most) {
  if (x.size() / bounds_per_sample <= most) return nearest_distinct(x, y);
  const std::vector<Point> bounding = evenly(x, y, most * bounds_per_sample), sample = evenly(x, y, most);
  const KdTree near(bounding);
  Box box;
  for (const Point p : bounding) box.add(p);
  Marks marks(box, most_side);
  for (const Point p : sample) {
    const double bound = std::sqrt(near.nearest_other_place(p));
    if (!std::isfinite(bound)) return nearest_distinct(x, y);  // hardly any place but one
    marks.mark_around(p, bound * (1 + 1e-9));
  }
  const KdTree all(marked(x, y, marks));
  std::vector<double> distances(sample.size());
  parallel_chunks(sample.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) distances[i] = std::sqrt(all.nearest_other_place(sample[i]));
  });
  return distances;
}

}  // namespace vigie
