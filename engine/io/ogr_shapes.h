// OGR's geometries as plain polygons, lines and points; what had to be changed is counted.
#pragma once

#include "engine/data/lines.h"
#include "engine/data/shapes.h"
#include "engine/io/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

class OGRGeometry;
class OGRLineString;

namespace vigie {

/// Of a geometry or of a layer, by OGR's type code (OGRwkbGeometryType).
GeometryKind geometry_kind(int ogr_type);

/// "points", "lines", "polygons", "no geometry", "geometries of several kinds"
std::string kind_words(GeometryKind kind);

/// Turns geometries into polygons, one after the other. Coordinates are kept as they are, also NaN and infinity: the
/// repair of boundaries refuses them.
class ShapeReader {
 public:
  /// Polygons of any kind, also out of collections; empty if there are none. Curves are made straight in steps of one
  /// degree, Z and M dropped, rings closed.
  MultiPolygon polygons(const OGRGeometry& geometry);

  /// Lines of any kind, also out of collections; parts of fewer than two points are left out. Curves are made straight,
  /// Z and M dropped; polygons give no lines.
  MultiLine lines(const OGRGeometry& geometry);

  /// What was changed so far, one sentence for each kind of change.
  std::vector<std::string> notes() const;

 private:
  Ring ring(const OGRLineString& line);
  void append(const OGRGeometry& geometry, MultiPolygon& shape);
  void append(const OGRGeometry& geometry, MultiLine& line);
  template <class Shape>
  Shape straightened(const OGRGeometry& geometry);

  std::int64_t curves_ = 0, heights_ = 0, collections_ = 0, line_collections_ = 0, unclosed_ = 0;
};

/// The place of a POINT or of a MULTIPOINT with one part; nothing for NULL, empty and other geometries.
std::optional<Point> single_point(const OGRGeometry* geometry);

}  // namespace vigie
