// Conversion by whole coordinate buffers; GEOS messages become exceptions.
#include "engine/geometry/geos_handle.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace vigie {
namespace {

static_assert(sizeof(Point) == 2 * sizeof(double), "rings are handed to GEOS as buffers of x, y pairs");

void keep_message(const char* message, void* last_error) {
  *static_cast<std::string*>(last_error) = message;
}

GeosGeometry ring_to_geos(const GeosContext& geos, const Ring& ring) {
  const double* pairs = ring.empty() ? nullptr : &ring.front().x;
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(geos.get(), pairs, static_cast<unsigned>(ring.size()), 0, 0);
  if (sequence == nullptr) geos.fail("coordinates");
  return geos.own(GEOSGeom_createLinearRing_r(geos.get(), sequence), "ring");
}

// GEOS takes over the parts of a geometry even where making it fails.
std::vector<GEOSGeometry*> released(std::vector<GeosGeometry>& parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (GeosGeometry& part : parts) raw.push_back(part.release());
  return raw;
}

GeosGeometry collected(const GeosContext& geos, std::vector<GeosGeometry> parts, int type) {
  std::vector<GEOSGeometry*> raw = released(parts);
  return geos.own(GEOSGeom_createCollection_r(geos.get(), type, raw.data(), static_cast<unsigned>(raw.size())),
                  "collection");
}

Ring ring_from_geos(const GeosContext& geos, const GEOSGeometry* line) {
  const GEOSCoordSequence* sequence = line ? GEOSGeom_getCoordSeq_r(geos.get(), line) : nullptr;
  unsigned count = 0;
  if (sequence == nullptr || GEOSCoordSeq_getSize_r(geos.get(), sequence, &count) == 0) geos.fail("ring");
  Ring ring(count);
  if (count > 0 && GEOSCoordSeq_copyToBuffer_r(geos.get(), sequence, &ring.front().x, 0, 0) == 0)
    geos.fail("coordinates");
  return ring;
}

Polygon polygon_from_geos(const GeosContext& geos, const GEOSGeometry& geometry) {
  Polygon polygon{.outer = ring_from_geos(geos, GEOSGetExteriorRing_r(geos.get(), &geometry)), .holes = {}};
  const int holes = GEOSGetNumInteriorRings_r(geos.get(), &geometry);
  for (int i = 0; i < holes; ++i)
    polygon.holes.push_back(ring_from_geos(geos, GEOSGetInteriorRingN_r(geos.get(), &geometry, i)));
  return polygon;
}

MultiPolygon polygon_parts(const GeosContext& geos, const GEOSGeometry& geometry) {
  MultiPolygon shape;
  const int type = GEOSGeomTypeId_r(geos.get(), &geometry);
  if (type == GEOS_POLYGON) {
    if (GEOSisEmpty_r(geos.get(), &geometry) == 0) shape.push_back(polygon_from_geos(geos, geometry));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(geos.get(), &geometry);
    for (int i = 0; i < parts; ++i)
      std::ranges::move(polygon_parts(geos, *GEOSGetGeometryN_r(geos.get(), &geometry, i)), std::back_inserter(shape));
  }
  return shape;
}

}  // namespace

GeosContext::GeosContext() : last_error_(std::make_unique<std::string>()), handle_(GEOS_init_r()) {
  if (!handle_) throw std::runtime_error("GEOS: no context, out of memory");
  GEOSContext_setErrorMessageHandler_r(handle_.get(), keep_message, last_error_.get());
}

GeosGeometry GeosContext::own(GEOSGeometry* geometry, std::string_view what) const {
  if (geometry == nullptr) fail(what);
  return {geometry, GeosGeometryDeleter{get()}};
}

GeosPrepared GeosContext::prepare(const GEOSGeometry& geometry) const {
  const GEOSPreparedGeometry* prepared = GEOSPrepare_r(get(), &geometry);
  if (prepared == nullptr) fail("prepared geometry");
  return {prepared, GeosPreparedDeleter{get()}};
}

bool GeosContext::decide(char answer, std::string_view what) const {
  if (answer != 0 && answer != 1) fail(what);
  return answer == 1;
}

void GeosContext::fail(std::string_view what) const {
  throw std::runtime_error(fmt::format("GEOS {}: {}", what, last_error_->empty() ? "unknown error" : *last_error_));
}

GeosGeometry to_geos(const GeosContext& geos, const Polygon& polygon) {
  GeosGeometry outer = ring_to_geos(geos, polygon.outer);
  std::vector<GeosGeometry> holes;
  holes.reserve(polygon.holes.size());
  for (const Ring& hole : polygon.holes) holes.push_back(ring_to_geos(geos, hole));
  std::vector<GEOSGeometry*> raw = released(holes);
  return geos.own(GEOSGeom_createPolygon_r(geos.get(), outer.release(), raw.data(), static_cast<unsigned>(raw.size())),
                  "polygon");
}

GeosGeometry to_geos(const GeosContext& geos, const MultiPolygon& shape) {
  std::vector<GeosGeometry> parts;
  parts.reserve(shape.size());
  for (const Polygon& polygon : shape) parts.push_back(to_geos(geos, polygon));
  return collected(geos, std::move(parts), GEOS_MULTIPOLYGON);
}

GeosGeometry to_geos_collection(const GeosContext& geos, const std::vector<const MultiPolygon*>& shapes) {
  std::vector<GeosGeometry> parts;
  for (const MultiPolygon* shape : shapes)
    for (const Polygon& polygon : *shape) parts.push_back(to_geos(geos, polygon));
  return collected(geos, std::move(parts), GEOS_GEOMETRYCOLLECTION);
}

MultiPolygon from_geos(const GeosContext& geos, const GEOSGeometry& geometry) {
  return oriented(polygon_parts(geos, geometry));
}

MultiPolygon oriented(MultiPolygon shape) {
  for (Polygon& polygon : shape) {
    if (signed_area(polygon.outer) < 0) std::ranges::reverse(polygon.outer);
    for (Ring& hole : polygon.holes)
      if (signed_area(hole) > 0) std::ranges::reverse(hole);
  }
  return shape;
}

}  // namespace vigie
