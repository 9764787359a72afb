// Geometries as GeoPackage stores them: a header with the extent, then well-known binary.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/lines.h"
#include "engine/data/shapes.h"

namespace vigie {

/// Bytes live until the next call on the same encoder. Empty bytes: NULL. The box is in the units of the CRS.
struct EncodedGeometry {
  std::span<const std::uint8_t> bytes;
  Box box;
};

/// Turns shapes in metres into GeoPackage binary in units of the CRS (GeoPackage 1.3, clause 2.1.3). Outer rings run
/// counter-clockwise, holes clockwise, whatever they were. Reuses one buffer.
class GeometryEncoder {
 public:
  GeometryEncoder(std::int32_t srs_id, double metres_per_unit) : srs_id_(srs_id), metres_per_unit_(metres_per_unit) {}

  /// NULL for coordinates that are not finite.
  EncodedGeometry point(Point p);
  /// A polygon without holes.
  EncodedGeometry polygon(const Ring& outer);
  /// NULL for a shape without polygons.
  EncodedGeometry multi_polygon(const MultiPolygon& shape);
  /// NULL for a line without parts.
  EncodedGeometry multi_line(const MultiLine& line);

 private:
  template <class T>
  void put(T value);
  void put_header(const Box* box);
  void put_point(Point p);
  void put_ring(const Ring& ring, double wanted_sign);
  void put_polygon_body(const Ring& outer, std::span<const Ring> holes);
  Point in_units(Point p) const { return {p.x / metres_per_unit_, p.y / metres_per_unit_}; }
  Box in_units(const Box& box) const;

  std::int32_t srs_id_;
  double metres_per_unit_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace vigie
