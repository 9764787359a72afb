// Surfaces as tiled gridded coverages: float32, bit-exact, north up.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// Stands for NaN in the file, where nodata must be finite.
inline constexpr float raster_nodata = -9999;

/// Appends the raster to an existing GeoPackage, with overviews as far as the format allows. Throws IoError.
void append_raster(const std::string& path, const ResultSet& results, const Raster& raster);

}  // namespace vigie
