// Owned GEOS handles and the way between our polygons and GEOS geometries.
#pragma once

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

struct GeosGeometryDeleter {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosGeometryDeleter>;

struct GeosPreparedDeleter {
  GEOSContextHandle_t context = nullptr;
  void operator()(const GEOSPreparedGeometry* prepared) const { GEOSPreparedGeom_destroy_r(context, prepared); }
};
/// Lives no longer than the geometry that it prepares.
using GeosPrepared = std::unique_ptr<const GEOSPreparedGeometry, GeosPreparedDeleter>;

/// A GEOS context that remembers its last error. One per thread; geometries live no longer than the context that made
/// them.
class GeosContext {
 public:
  GeosContext();

  GEOSContextHandle_t get() const { return handle_.get(); }

  /// Takes over what a GEOS call returned; throws std::runtime_error with GEOS's message where that is null.
  GeosGeometry own(GEOSGeometry* geometry, std::string_view what) const;
  GeosPrepared prepare(const GEOSGeometry& geometry) const;
  /// The answer of a predicate; throws std::runtime_error for the code 2, which stands for an exception.
  bool decide(char answer, std::string_view what) const;
  [[noreturn]] void fail(std::string_view what) const;

 private:
  struct Finish {
    void operator()(GEOSContextHandle_t context) const { GEOS_finish_r(context); }
  };
  std::unique_ptr<std::string> last_error_;  // its address is known to GEOS, so it must not move
  std::unique_ptr<std::remove_pointer_t<GEOSContextHandle_t>, Finish> handle_;
};

/// A GEOS polygon, rings as they are; every ring must be closed and hold at least 4 points, or none at all.
GeosGeometry to_geos(const GeosContext& geos, const Polygon& polygon);
/// A GEOS multipolygon; empty for an empty shape.
GeosGeometry to_geos(const GeosContext& geos, const MultiPolygon& shape);
/// A GEOS collection of polygons that may overlap, for unions.
GeosGeometry to_geos_collection(const GeosContext& geos, const std::vector<const MultiPolygon*>& shapes);

/// The polygon parts of any geometry, nested collections included; other parts are left out. Outer rings end up
/// counter-clockwise, holes clockwise.
MultiPolygon from_geos(const GeosContext& geos, const GEOSGeometry& geometry);

/// The shape with its outer rings counter-clockwise and its holes clockwise.
MultiPolygon oriented(MultiPolygon shape);

}  // namespace vigie
