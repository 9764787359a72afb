// The project as a file of its own beside the GeoPackage, for those who open files by double click.
#pragma once

#include <string>

namespace vigie {

/// out/map.gpkg -> out/map.qgz
std::string qgz_path(const std::string& geopackage);

/// Writes the project inside the GeoPackage beside it, whole or not at all. Throws IoError.
void write_project_beside(const std::string& geopackage);

}  // namespace vigie
