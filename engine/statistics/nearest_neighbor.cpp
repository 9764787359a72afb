// Distinct places in a tree; points that share a place need no search.
#include "engine/statistics/nearest_neighbor.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/missing.h"
#include "engine/geometry/kd_tree.h"
#include "engine/statistics/chunk_sums.h"

namespace vigie {
namespace {

struct Places {
  std::vector<Point> position;       // ascending by (x, y)
  std::vector<std::uint32_t> count;  // points at each
};

Places places_of(std::span<const double> x, std::span<const double> y) {
  std::vector<Point> points;
  points.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) points.push_back({x[i], y[i]});
  std::ranges::sort(points, [](Point p, Point q) { return p.x < q.x || (p.x == q.x && p.y < q.y); });
  Places places;
  for (const Point p : points) {
    if (places.position.empty() || !(places.position.back() == p)) {
      places.position.push_back(p);
      places.count.push_back(0);
    }
    ++places.count.back();
  }
  return places;
}

// Distances of points alone at their place; where points meet each has the distance 0.
double sum_of_distances(const Places& places, Coincident coincident) {
  const KdTree tree(places.position);
  const auto distance = [&](std::size_t place) {
    const std::uint32_t i = tree.index_at(place);
    const bool meets = coincident == Coincident::kept && places.count[i] > 1;
    return std::array<double, 1>{meets ? 0.0 : std::sqrt(tree.nearest_other_place(places.position[i]))};
  };
  return chunk_sums<1>(tree.size(), distance)[0];
}

NearestNeighborTest test(double mean, double expected, double deviation) {
  const double z = (mean - expected) / deviation;
  return {expected, mean / expected, deviation / expected, z, std::erfc(std::abs(z) / std::numbers::sqrt2)};
}

}  // namespace

NearestNeighborResult nearest_neighbors(std::span<const double> x, std::span<const double> y, double area,
                                        double perimeter, Coincident coincident) {
  const Places places = places_of(x, y);
  NearestNeighborResult result{
      x.size(), places.position.size(), 0, no_number, {no_number, no_number, no_number, no_number, no_number}, {}};
  result.edge = result.plain;
  for (const std::uint32_t count : places.count) result.coincident += count > 1 ? count : 0;
  const std::size_t used = coincident == Coincident::kept ? result.points : result.places;
  if (used < 2) return result;
  const auto n = static_cast<double>(used);
  const double even = 0.5 * std::sqrt(area / n);
  result.mean = sum_of_distances(places, coincident) / n;
  result.plain = test(result.mean, even, 0.26136 / std::sqrt(n * n / area));
  result.edge = test(result.mean, even + (0.0514 + 0.041 / std::sqrt(n)) * perimeter / n,
                     std::sqrt(0.0703 * area + 0.037 * perimeter * std::sqrt(area / n)) / n);
  return result;
}

}  // namespace vigie
