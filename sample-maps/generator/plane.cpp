// Textbook plane geometry; exactness is not needed, since no report is placed near a border.
#include "sample-maps/generator/plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample-maps/generator/dice.h"

namespace vigie::sample {

double length(Point a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

double distance(Point a, Point b) {
  return length(b - a);
}

Point left_of(Point a, Point b) {
  const Point along = b - a;
  return Point{-along.y, along.x} * (1 / length(along));
}

Point rounded(Point p) {
  return {std::round(p.x * 100) / 100, std::round(p.y * 100) / 100};
}

double signed_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const Point a = ring[i] - ring[0], b = ring[i + 1] - ring[0];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

Point centroid(const Ring& ring) {
  Point sum;
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const Point a = ring[i] - ring[0], b = ring[i + 1] - ring[0];
    const double cross = a.x * b.y - b.x * a.y;
    sum = sum + (a + b) * cross;
    twice += cross;
  }
  return ring[0] + sum * (1 / (3 * twice));
}

namespace {

double distance_to_segment(Point a, Point b, Point p) {
  const Point along = b - a, to = p - a;
  const double squared = along.x * along.x + along.y * along.y;
  const double t = squared > 0 ? std::clamp((to.x * along.x + to.y * along.y) / squared, 0.0, 1.0) : 0;
  return distance(a + along * t, p);
}

}  // namespace

double distance_to_line(std::span<const Point> line, Point p) {
  double nearest = distance(line[0], p);
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    nearest = std::min(nearest, distance_to_segment(line[i], line[i + 1], p));
  return nearest;
}

double distance_to_ring(const Ring& ring, Point p) {
  return std::min(distance_to_line(ring, p), distance_to_segment(ring.back(), ring.front(), p));
}

bool contains(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point a = ring[i], b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

bool contains(std::span<const Polygon> parts, Point p) {
  return std::ranges::any_of(parts, [&](const Polygon& part) {
    return contains(part.outer, p) &&
           std::ranges::none_of(part.holes, [&](const Ring& hole) { return contains(hole, p); });
  });
}

double area(std::span<const Polygon> parts) {
  double sum = 0;
  for (const Polygon& part : parts) {
    sum += std::abs(signed_area(part.outer));
    for (const Ring& hole : part.holes) sum -= std::abs(signed_area(hole));
  }
  return sum;
}

double distance_to_border(std::span<const Polygon> parts, Point p) {
  double nearest = distance_to_ring(parts[0].outer, p);
  for (const Polygon& part : parts) {
    nearest = std::min(nearest, distance_to_ring(part.outer, p));
    for (const Ring& hole : part.holes) nearest = std::min(nearest, distance_to_ring(hole, p));
  }
  return nearest;
}

Ring blob(Point centre, double radius, unsigned corners, unsigned stream) {
  Dice dice(stream);
  Ring ring;
  for (unsigned i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * (i + dice.between(-0.2, 0.2)) / corners;
    const double r = radius * dice.between(0.82, 1.12);
    ring.push_back(rounded(centre + Point{std::cos(angle), std::sin(angle)} * r));
  }
  return ring;
}

}  // namespace vigie::sample
