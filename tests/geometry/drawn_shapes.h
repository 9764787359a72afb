// Shapes to test with, and what holds a point by the slow and obvious way.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie::test {

inline Ring box_ring(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

inline MultiPolygon rectangle(double west, double south, double east, double north) {
  return {{box_ring(west, south, east, north), {}}};
}

inline Ring reversed(Ring ring) {
  return {ring.rbegin(), ring.rend()};
}

/// A counter-clockwise star around the centre with `corners` corners between the two radii; never crosses itself.
inline Ring star(std::mt19937_64& random, Point centre, double least, double greatest, int corners) {
  std::uniform_real_distribution<double> radius(least, greatest);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = radius(random);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// A star with a star-shaped hole.
inline MultiPolygon star_with_hole(std::mt19937_64& random, Point centre, double size, int corners) {
  Ring outer = star(random, centre, size / 2, size, corners);
  return {{std::move(outer), {reversed(star(random, centre, size / 8, size / 3, corners / 2 + 3))}}};
}

/// The same with all coordinates rounded to whole numbers: full of equal coordinates and points on edges.
inline MultiPolygon rounded(MultiPolygon shape) {
  const auto round_ring = [](Ring& ring) {
    for (Point& p : ring) p = {std::round(p.x), std::round(p.y)};
  };
  for (Polygon& polygon : shape) {
    round_ring(polygon.outer);
    for (Ring& hole : polygon.holes) round_ring(hole);
  }
  return shape;
}

using Rational = boost::multiprecision::cpp_rational;

/// Sign of the cross product (b - a) x (c - a), in fractions.
inline int slow_orientation(Point a, Point b, Point c) {
  const Rational cross = (Rational(b.x) - Rational(a.x)) * (Rational(c.y) - Rational(a.y)) -
                         (Rational(b.y) - Rational(a.y)) * (Rational(c.x) - Rational(a.x));
  return cross.sign();
}

/// Whether the closed shape holds the point: on an edge, or an odd number of edges lie east of it. In fractions.
inline bool slowly_holds(const MultiPolygon& shape, Point p) {
  bool inside = false;
  const auto look_at = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Point a = ring[i], b = ring[i + 1];
      if (std::max(a.x, b.x) < p.x || std::max(a.y, b.y) < p.y || std::min(a.y, b.y) > p.y) continue;
      const int side = slow_orientation(a, b, p);
      if (side == 0 && std::min(a.x, b.x) <= p.x) return true;
      if ((a.y > p.y) != (b.y > p.y) && (side > 0) == (b.y > a.y)) inside = !inside;
    }
    return false;
  };
  for (const Polygon& polygon : shape) {
    if (look_at(polygon.outer)) return true;
    for (const Ring& hole : polygon.holes)
      if (look_at(hole)) return true;
  }
  return inside;
}

}  // namespace vigie::test
