// Points, rings and polygons in metres: the few verbs that drawing a town needs.
#pragma once

#include <span>
#include <vector>

namespace vigie::sample {

struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
inline Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}
inline Point operator*(Point a, double f) {
  return {a.x * f, a.y * f};
}

/// Open: the last point does not repeat the first.
using Ring = std::vector<Point>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

double length(Point a);
double distance(Point a, Point b);
/// Unit vector to the left of the direction a to b.
Point left_of(Point a, Point b);
/// Centimetres, the precision in which all outlines are kept and written.
Point rounded(Point p);

double signed_area(const Ring& ring);
Point centroid(const Ring& ring);
double distance_to_line(std::span<const Point> line, Point p);
/// From the nearest edge of the closed ring.
double distance_to_ring(const Ring& ring, Point p);

bool contains(const Ring& ring, Point p);
bool contains(std::span<const Polygon> parts, Point p);
/// Square metres, holes left out.
double area(std::span<const Polygon> parts);
/// From the nearest border, outer or inner.
double distance_to_border(std::span<const Polygon> parts, Point p);

/// A wobbly closed curve about a centre; the same for the same stream.
Ring blob(Point centre, double radius, unsigned corners, unsigned stream);

}  // namespace vigie::sample
