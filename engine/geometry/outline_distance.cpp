// Point against segment, for all of both.
#include "engine/geometry/outline_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

double squared_distance_to_edge(Point p, Point a, Point b) {
  const double ex = b.x - a.x, ey = b.y - a.y, length = ex * ex + ey * ey;
  const double along = length > 0 ? std::clamp(((p.x - a.x) * ex + (p.y - a.y) * ey) / length, 0.0, 1.0) : 0;
  const double dx = a.x + along * ex - p.x, dy = a.y + along * ey - p.y;
  return dx * dx + dy * dy;
}

double nearest_edge(Point p, const Ring& ring, double best) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    best = std::min(best, squared_distance_to_edge(p, ring[i], ring[i + 1]));
  return best;
}

}  // namespace

std::vector<double> distances_to_outline(std::span<const Point> points, const MultiPolygon& shape) {
  constexpr std::size_t chunk = 64;
  std::vector<double> result(points.size());
  parallel_chunks(points.size(), chunk, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      double best = std::numeric_limits<double>::infinity();
      for (const Polygon& polygon : shape) {
        best = nearest_edge(points[i], polygon.outer, best);
        for (const Ring& hole : polygon.holes) best = nearest_edge(points[i], hole, best);
      }
      result[i] = std::sqrt(best);
    }
  });
  return result;
}

}  // namespace vigie
