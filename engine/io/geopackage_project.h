// The table in which a GeoPackage keeps QGIS projects.
#pragma once

#include <string>

#include "engine/io/sqlite_handle.h"

namespace vigie {

/// Creates qgis_projects with the one project of vigie. The table is registered nowhere: either way the file would be
/// invalid. `instant` is the reference instant of the results.
void write_project(SqliteDatabase& database, const std::string& qgs, const std::string& instant);

}  // namespace vigie
