// Rings copied out of OGR; curves, heights, collections and open rings counted.
#include "engine/io/ogr_shapes.h"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <memory>
#include <stdexcept>
#include <type_traits>

namespace vigie {
namespace {

constexpr double arc_step = 1;  // degrees; an arc's area is short by 5e-5 of its circle's

bool is_collection_of_many_kinds(const OGRGeometry& geometry) {
  return wkbFlatten(geometry.getGeometryType()) == wkbGeometryCollection;
}

bool is_closed(const Ring& ring) {
  return ring.empty() || ring.front() == ring.back();
}

}  // namespace

GeometryKind geometry_kind(int ogr_type) {
  const auto type = wkbFlatten(static_cast<OGRwkbGeometryType>(ogr_type));
  if (type == wkbNone) return GeometryKind::none;
  if (type == wkbPoint || type == wkbMultiPoint) return GeometryKind::point;
  if (OGR_GT_IsSubClassOf(type, wkbCurve) || OGR_GT_IsSubClassOf(type, wkbMultiCurve)) return GeometryKind::line;
  if (OGR_GT_IsSubClassOf(type, wkbSurface) || OGR_GT_IsSubClassOf(type, wkbMultiSurface)) return GeometryKind::polygon;
  return GeometryKind::mixed;
}

std::string kind_words(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none:
      return "no geometry";
    case GeometryKind::point:
      return "points";
    case GeometryKind::line:
      return "lines";
    case GeometryKind::polygon:
      return "polygons";
    case GeometryKind::mixed:
      return "geometries of several kinds";
  }
  throw std::logic_error("geometry kind without words");
}

Ring ShapeReader::ring(const OGRLineString& line) {
  Ring result(static_cast<std::size_t>(line.getNumPoints()));
  if (result.empty()) return result;
  line.getPoints(&result[0].x, sizeof(Point), &result[0].y, sizeof(Point));
  if (!is_closed(result)) {
    ++unclosed_;
    result.push_back(result.front());
  }
  return result;
}

void ShapeReader::append(const OGRGeometry& geometry, MultiPolygon& shape) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbPolygon)) {
    const OGRPolygon& from = *geometry.toPolygon();
    if (!from.getExteriorRing() || from.getExteriorRing()->IsEmpty()) return;
    Polygon& polygon = shape.emplace_back();
    polygon.outer = ring(*from.getExteriorRing());
    for (int i = 0; i < from.getNumInteriorRings(); ++i)
      if (!from.getInteriorRing(i)->IsEmpty()) polygon.holes.push_back(ring(*from.getInteriorRing(i)));
  } else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface)) {
    const OGRPolyhedralSurface& from = *geometry.toPolyhedralSurface();
    for (int i = 0; i < from.getNumGeometries(); ++i) append(*from.getGeometryRef(i), shape);
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    const OGRGeometryCollection& from = *geometry.toGeometryCollection();
    for (int i = 0; i < from.getNumGeometries(); ++i) append(*from.getGeometryRef(i), shape);
  }
}

void ShapeReader::append(const OGRGeometry& geometry, MultiLine& line) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbLineString)) {
    const OGRLineString& from = *geometry.toLineString();
    LineString part(static_cast<std::size_t>(from.getNumPoints()));
    if (part.size() < 2) return;
    from.getPoints(&part[0].x, sizeof(Point), &part[0].y, sizeof(Point));
    line.push_back(std::move(part));
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    const OGRGeometryCollection& from = *geometry.toGeometryCollection();
    for (int i = 0; i < from.getNumGeometries(); ++i) append(*from.getGeometryRef(i), line);
  }
}

template <class Shape>
Shape ShapeReader::straightened(const OGRGeometry& geometry) {
  Shape shape;
  if (geometry.hasCurveGeometry()) {
    const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry(arc_step));
    if (straight) append(*straight, shape);
    curves_ += shape.empty() ? 0 : 1;
  } else {
    append(geometry, shape);
  }
  if (shape.empty()) return shape;
  heights_ += geometry.Is3D() || geometry.IsMeasured() ? 1 : 0;
  (std::is_same_v<Shape, MultiLine> ? line_collections_ : collections_) +=
      is_collection_of_many_kinds(geometry) ? 1 : 0;
  return shape;
}

MultiPolygon ShapeReader::polygons(const OGRGeometry& geometry) {
  return straightened<MultiPolygon>(geometry);
}

MultiLine ShapeReader::lines(const OGRGeometry& geometry) {
  return straightened<MultiLine>(geometry);
}

std::vector<std::string> ShapeReader::notes() const {
  std::vector<std::string> notes;
  const auto note = [&](std::int64_t count, const char* words, const char* counted) {
    if (count > 0) notes.push_back(fmt::format("{} ({}: {}).", words, counted, count));
  };
  note(curves_, "Curves were made straight, in steps of one degree of arc", "shapes");
  note(heights_, "Heights and measures (Z, M) were dropped", "shapes");
  note(collections_, "Of geometry collections only the polygons were used", "shapes");
  note(line_collections_, "Of geometry collections only the lines were used", "shapes");
  note(unclosed_, "Open rings were closed", "rings");
  return notes;
}

std::optional<Point> single_point(const OGRGeometry* geometry) {
  if (!geometry || geometry->IsEmpty()) return {};
  const auto type = wkbFlatten(geometry->getGeometryType());
  if (type == wkbMultiPoint && geometry->toMultiPoint()->getNumGeometries() == 1)
    return single_point(geometry->toMultiPoint()->getGeometryRef(0));
  if (type != wkbPoint) return {};
  return Point{geometry->toPoint()->getX(), geometry->toPoint()->getY()};
}

}  // namespace vigie
