// Vector files through a restricted GDAL: only four drivers, no network, no views, losses noticed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/io/reader.h"
#include "engine/io/source.h"

namespace vigie {

Preview preview_vector(const Source& source);

struct VectorFeature {
  std::int64_t fid = 0;
  std::vector<std::optional<std::string>> fields;  // in the order of VectorLayer::columns; nothing for NULL
  std::optional<Point> point;                      // nothing for NULL, empty or non-point geometries
};

struct VectorLayer {
  std::string crs;                   // WKT or AUTHORITY:CODE, "" if none
  std::vector<std::string> columns;
  std::int64_t features = 0;         // rows read, equal to what the file promises
};

/// Calls `each` for every feature in file order. Throws DataError where rows are lost (damage, fewer than promised).
VectorLayer scan_features(const Source& source, const std::function<void(const VectorFeature&)>& each);

ZonesRead read_vector_zones(const Source& source);

/// POLYGON or MULTIPOLYGON text as shapes, POINT text as a point; nothing if it cannot be read.
std::optional<MultiPolygon> polygons_from_wkt(const std::string& text);
std::optional<Point> point_from_wkt(const std::string& text);

}  // namespace vigie
