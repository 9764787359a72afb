// A surface as an image in memory, ready to be copied into any raster format.
#pragma once

#include <memory>

#include "engine/data/layer.h"

class GDALDataset;

namespace vigie {

/// Stands for NaN in files, where nodata must be finite.
inline constexpr float raster_nodata = -9999;

using DatasetPointer = std::unique_ptr<GDALDataset>;

/// One band of float32, north up, in the study's CRS. Throws IoError where there is no memory for it.
DatasetPointer raster_image(const ResultSet& results, const Raster& raster);

}  // namespace vigie
