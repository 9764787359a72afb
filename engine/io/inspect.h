// What a GeoPackage of vigie holds and how it was made: for `vigie show`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie {

struct LayerSummary {
  std::string name, title, kind;  // kind: features, attributes, raster
  std::int64_t rows = 0;
};

struct ManifestRow {
  std::string section, key, value, origin;
};

struct GeoPackageSummary {
  std::vector<LayerSummary> layers;
  std::vector<ManifestRow> manifest;
};

/// Read-only. Throws NoInputError, or DataError if the file is no GeoPackage of vigie.
GeoPackageSummary inspect_geopackage(const std::string& path);

}  // namespace vigie
