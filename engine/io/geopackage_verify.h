// A second look at the finished file, through a fresh connection, before anybody else may see it.
#pragma once

#include <string>
#include <vector>

#include "engine/io/geopackage_rows.h"

namespace vigie {

/// Reads the closed file and compares it with what was written: integrity, rows, extents, spatial indexes, format
/// marks. Throws IoError that names the first difference.
void verify_geopackage(const std::string& path, const std::vector<WrittenLayer>& written,
                       const std::vector<std::string>& rasters);

}  // namespace vigie
