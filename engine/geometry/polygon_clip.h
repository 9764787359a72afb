// Cutting rings by half-planes: signed areas stay right even where a cut ring folds back on itself.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Rings in one buffer, without the closing point; outer rings counter-clockwise, holes clockwise. After a cut, a ring
/// may run along the cutting line and back: its signed area counts right all the same.
struct RingSoup {
  std::vector<Point> points;
  std::vector<std::size_t> ends;  // ring i ends before points[ends[i]]

  std::size_t rings() const { return ends.size(); }
  std::span<const Point> ring(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::span(points).subspan(begin, ends[i] - begin);
  }
};

/// The rings of the shape, oriented, moved by -origin. Near the origin coordinates have more digits.
RingSoup ring_soup(const MultiPolygon& shape, Point origin);

enum class Axis { x, y };
enum class Keep { below, above };

/// What lies below (or above) the line where the coordinate on `axis` is `at` (Sutherland & Hodgman 1974). New points
/// have exactly that coordinate, and both sides of a cut get the same ones.
RingSoup cut(const RingSoup& rings, Axis axis, double at, Keep keep);

/// What lies left of the line from a to b.
RingSoup cut_left_of(const RingSoup& rings, Point a, Point b);

/// Sum of signed areas: outer rings minus holes.
double signed_area(const RingSoup& rings);

}  // namespace vigie
