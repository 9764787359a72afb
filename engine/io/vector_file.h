// Vector files through a restricted GDAL: only four drivers, no network, no views, losses noticed.
#pragma once

#include "engine/data/shapes.h"
#include "engine/io/reader.h"
#include "engine/io/source.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vigie {

/// Without a named layer: the only layer with geometry, or of several the only one of the `wanted` kind.
/// Throws as OpenVectorLayer.
Preview preview_vector(const Source& source, GeometryKind wanted = GeometryKind::none);

struct VectorFeature {
  std::int64_t fid = 0;
  std::vector<std::optional<std::string>> fields;  // in the order of VectorLayer::columns; nothing for NULL
  std::optional<Point> point;                      // nothing for NULL, empty or non-point geometries;
                                                   // a MULTIPOINT of one part is a point
};

struct VectorLayer {
  std::string crs;  // WKT or AUTHORITY:CODE, "" if none
  std::vector<std::string> columns;
  std::int64_t features = 0;       // rows read, equal to what the file promises
  std::vector<std::string> notes;  // bad bytes replaced, ...: one sentence each
};

/// Calls `each` for every feature in file order; the feature is valid during the call only. Texts are valid UTF-8.
/// Throws DataError where rows are lost (damage, fewer than promised) or the file changes meanwhile.
VectorLayer scan_features(const Source& source, const std::function<void(const VectorFeature&)>& each);

/// Polygons with their attributes: Integers, Reals, and Texts (dates in ISO form). Features without polygons go to the
/// ledger as bad_geometry. Throws DataError for a layer of points or lines, without features, without any polygon.
ZonesRead read_vector_zones(const Source& source);

/// Polygons of any WKT type (also EWKT with SRID) as shapes, empty for POLYGON EMPTY; POINT text as a point. Nothing if
/// it cannot be read or is of another kind.
std::optional<MultiPolygon> polygons_from_wkt(const std::string& text);
std::optional<Point> point_from_wkt(const std::string& text);

}  // namespace vigie
