// Little-endian encoder of points, lines, polygons and their collections.
#include "engine/io/geopackage_geometry.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace vigie {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

constexpr std::uint8_t little_endian = 1;
constexpr std::uint32_t wkb_point = 1, wkb_line = 2, wkb_polygon = 3, wkb_multi_line = 5, wkb_multi_polygon = 6;

}  // namespace

template <class T>
void GeometryEncoder::put(T value) {
  const std::size_t at = bytes_.size();
  bytes_.resize(at + sizeof(T));
  std::memcpy(bytes_.data() + at, &value, sizeof(T));
}

Box GeometryEncoder::in_units(const Box& box) const {
  Box scaled;
  scaled.add(in_units(Point{box.min_x, box.min_y}));
  scaled.add(in_units(Point{box.max_x, box.max_y}));
  return scaled;
}

void GeometryEncoder::put_header(const Box* box) {
  constexpr std::uint8_t envelope_xy = 1 << 1;
  bytes_.clear();
  put<std::uint8_t>('G');
  put<std::uint8_t>('P');
  put<std::uint8_t>(0);  // version 1
  put<std::uint8_t>(little_endian | (box ? envelope_xy : 0));
  put(srs_id_);
  if (box == nullptr) return;
  for (double side : {box->min_x, box->max_x, box->min_y, box->max_y}) put(side);
}

void GeometryEncoder::put_point(Point p) {
  const Point scaled = in_units(p);
  put(scaled.x);
  put(scaled.y);
}

void GeometryEncoder::put_ring(const Ring& ring, double wanted_sign) {
  put(static_cast<std::uint32_t>(ring.size()));
  if (signed_area(ring) * wanted_sign < 0) {
    for (auto p = ring.rbegin(); p != ring.rend(); ++p) put_point(*p);
  } else {
    for (Point p : ring) put_point(p);
  }
}

void GeometryEncoder::put_polygon_body(const Ring& outer, std::span<const Ring> holes) {
  put(little_endian);
  put(wkb_polygon);
  put(static_cast<std::uint32_t>(1 + holes.size()));
  put_ring(outer, 1);
  for (const Ring& hole : holes) put_ring(hole, -1);
}

EncodedGeometry GeometryEncoder::point(Point p) {
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return {};
  put_header(nullptr);
  put(little_endian);
  put(wkb_point);
  put_point(p);
  Box box;
  box.add(in_units(p));
  return {bytes_, box};
}

EncodedGeometry GeometryEncoder::polygon(const Ring& outer) {
  Box box;
  for (Point p : outer) box.add(in_units(p));
  put_header(&box);
  put_polygon_body(outer, {});
  return {bytes_, box};
}

EncodedGeometry GeometryEncoder::multi_polygon(const MultiPolygon& shape) {
  if (shape.empty()) return {};
  const Box box = in_units(bounds(shape));
  put_header(&box);
  put(little_endian);
  put(wkb_multi_polygon);
  put(static_cast<std::uint32_t>(shape.size()));
  for (const Polygon& polygon : shape) put_polygon_body(polygon.outer, polygon.holes);
  return {bytes_, box};
}

EncodedGeometry GeometryEncoder::multi_line(const MultiLine& line) {
  if (line.empty()) return {};
  const Box box = in_units(bounds_of(line));
  put_header(&box);
  put(little_endian);
  put(wkb_multi_line);
  put(static_cast<std::uint32_t>(line.size()));
  for (const LineString& part : line) {
    put(little_endian);
    put(wkb_line);
    put(static_cast<std::uint32_t>(part.size()));
    for (const Point p : part) put_point(p);
  }
  return {bytes_, box};
}

}  // namespace vigie
