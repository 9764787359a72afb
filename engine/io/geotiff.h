// Rasters as cloud-optimized GeoTIFF, for programs that do not read gridded coverages.
#pragma once

#include <string>
#include <vector>

#include "engine/data/layer.h"

namespace vigie {

/// One FOLDER/NAME.tif per raster: written under temporary names first, moved into place together. What is not
/// published is removed.
class GeoTiffs {
 public:
  /// Makes the folder where it is missing. Same results, same bytes. Throws CannotCreateError, IoError.
  GeoTiffs(const ResultSet& results, const std::string& folder);
  ~GeoTiffs();
  GeoTiffs(const GeoTiffs&) = delete;
  GeoTiffs& operator=(const GeoTiffs&) = delete;

  /// Puts them in place; throws IoError.
  void publish();

 private:
  std::string folder_;
  std::vector<std::string> names_;  // of those not published yet
};

}  // namespace vigie
