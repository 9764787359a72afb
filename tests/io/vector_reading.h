// Reading of vector files as tests ask for it: what failed, how many rows came.
#pragma once

#include "engine/io/vector_file.h"
#include "tests/io/sample_vectors.h"

namespace vigie::test {

/// Driver and file name of the formats that are read.
inline constexpr const char* zone_formats[][2] = {
    {"GPKG", "zones.gpkg"}, {"GeoJSON", "zones.geojson"}, {"ESRI Shapefile", "zones.shp"}, {"FlatGeobuf", "zones.fgb"}};

inline std::string zones_failure(const Source& source) {
  return failure_of([&] { read_vector_zones(source); });
}

inline std::string scan_failure(const Source& source) {
  return failure_of([&] { scan_features(source, [](const VectorFeature&) {}); });
}

inline std::int64_t rows_scanned(const Source& source) {
  std::int64_t rows = 0;
  EXPECT_EQ(scan_features(source, [&](const VectorFeature&) { ++rows; }).features, rows);
  return rows;
}

}  // namespace vigie::test
