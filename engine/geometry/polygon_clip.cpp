// Sutherland-Hodgman by one line at a time, for axis-parallel and for any lines.
#include "engine/geometry/polygon_clip.h"

#include <algorithm>

namespace vigie {
namespace {

void append_ring(const Ring& ring, Point origin, bool reversed, RingSoup& soup) {
  if (ring.size() < 4) return;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) soup.points.push_back({ring[i].x - origin.x, ring[i].y - origin.y});
  if (reversed) std::reverse(soup.points.end() - static_cast<std::ptrdiff_t>(ring.size() - 1), soup.points.end());
  soup.ends.push_back(soup.points.size());
}

// Collects the points of cut rings; runs along the cutting line are reduced to their two ends.
class RingWriter {
 public:
  explicit RingWriter(std::size_t expected) { soup_.points.reserve(expected); }
  void add(Point p, bool on_line) {
    if (on_line && run_ >= 2) {
      soup_.points.back() = p;
      return;
    }
    soup_.points.push_back(p);
    run_ = on_line ? run_ + 1 : 0;
  }
  void end_ring() {
    run_ = 0;
    const std::size_t begin = soup_.ends.empty() ? 0 : soup_.ends.back();
    if (soup_.points.size() < begin + 3) {
      soup_.points.resize(begin);
    } else {
      soup_.ends.push_back(soup_.points.size());
    }
  }
  RingSoup take() { return std::move(soup_); }

 private:
  RingSoup soup_;
  int run_ = 0;
};

// `side` is positive for points to keep, 0 on the line; `meet` is where an edge meets it, the same for both directions.
template <typename Side, typename Meet>
RingSoup cut_by(const RingSoup& rings, Side side, Meet meet) {
  RingWriter out(rings.points.size() + 2 * rings.rings());
  for (std::size_t i = 0; i < rings.rings(); ++i) {
    const std::span<const Point> ring = rings.ring(i);
    Point previous = ring.back();
    double previous_side = side(previous);
    for (const Point p : ring) {
      const double p_side = side(p);
      if ((previous_side < 0 && p_side > 0) || (previous_side > 0 && p_side < 0)) out.add(meet(previous, p), true);
      if (p_side >= 0) out.add(p, p_side == 0);
      previous = p;
      previous_side = p_side;
    }
    out.end_ring();
  }
  return out.take();
}

double cross(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

}  // namespace

RingSoup ring_soup(const MultiPolygon& shape, Point origin) {
  RingSoup soup;
  for (const Polygon& polygon : shape) {
    append_ring(polygon.outer, origin, vigie::signed_area(polygon.outer) < 0, soup);
    for (const Ring& hole : polygon.holes) append_ring(hole, origin, vigie::signed_area(hole) > 0, soup);
  }
  return soup;
}

RingSoup cut(const RingSoup& rings, Axis axis, double at, Keep keep) {
  const double sign = keep == Keep::below ? -1 : 1;
  if (axis == Axis::x)
    return cut_by(
        rings, [=](Point p) { return sign * (p.x - at); },
        [=](Point a, Point b) {
          if (a.x > b.x) std::swap(a, b);
          return Point{at, a.y + (b.y - a.y) * ((at - a.x) / (b.x - a.x))};
        });
  return cut_by(
      rings, [=](Point p) { return sign * (p.y - at); },
      [=](Point a, Point b) {
        if (a.y > b.y) std::swap(a, b);
        return Point{a.x + (b.x - a.x) * ((at - a.y) / (b.y - a.y)), at};
      });
}

RingSoup cut_left_of(const RingSoup& rings, Point a, Point b) {
  return cut_by(
      rings, [=](Point p) { return cross(a, b, p); },
      [=](Point p, Point q) {
        const double from = cross(a, b, p), share = from / (from - cross(a, b, q));
        return Point{p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share};
      });
}

double signed_area(const RingSoup& rings) {
  double twice = 0;
  for (std::size_t i = 0; i < rings.rings(); ++i) {
    const std::span<const Point> ring = rings.ring(i);
    const Point base = ring[0];
    for (std::size_t j = 1; j + 1 < ring.size(); ++j)
      twice += (ring[j].x - base.x) * (ring[j + 1].y - base.y) - (ring[j + 1].x - base.x) * (ring[j].y - base.y);
  }
  return twice / 2;
}

}  // namespace vigie
