// Points, rings and polygons: plain values in metres (or, before projection, as stored).
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

namespace vigie {

struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// Closed: the last point repeats the first.
using Ring = std::vector<Point>;

/// Outer ring counter-clockwise, holes clockwise (as GEOS normalizes after repair).
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

using MultiPolygon = std::vector<Polygon>;

/// Axis-parallel rectangle; empty until something is added.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
  double width() const { return max_x - min_x; }
  double height() const { return max_y - min_y; }
  bool contains(Point p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  void add(Point p) {
    min_x = std::min(min_x, p.x);
    min_y = std::min(min_y, p.y);
    max_x = std::max(max_x, p.x);
    max_y = std::max(max_y, p.y);
  }
  void add(const Box& other) {
    if (other.empty()) return;
    add(Point{other.min_x, other.min_y});
    add(Point{other.max_x, other.max_y});
  }
};

/// Of the outer rings; empty for a shape without points.
inline Box bounds(const MultiPolygon& shape) {
  Box box;
  for (const Polygon& polygon : shape)
    for (Point p : polygon.outer) box.add(p);
  return box;
}

/// Twice-signed shoelace area / 2: positive for counter-clockwise rings. Taken from the first point, so that large
/// coordinates lose no digits.
inline double signed_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i)
    twice +=
        (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  return twice / 2;
}

/// Area in square units of the coordinates; outer rings minus holes, whatever their orientation.
inline double area(const MultiPolygon& shape) {
  const auto size = [](const Ring& ring) { return signed_area(ring) < 0 ? -signed_area(ring) : signed_area(ring); };
  double sum = 0;
  for (const Polygon& polygon : shape) {
    sum += size(polygon.outer);
    for (const Ring& hole : polygon.holes) sum -= size(hole);
  }
  return sum;
}

}  // namespace vigie
