// Surfaces as tiled gridded coverages: float32, bit-exact, north up.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// Appends the raster to an existing GeoPackage, with overviews as far as the format allows. Throws IoError.
void append_raster(const std::string& path, const ResultSet& results, const Raster& raster);

}  // namespace vigie
