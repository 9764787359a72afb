// How each layer was made, where QGIS and other programs look for it.
#pragma once

#include <vector>

#include "engine/data/map_plan.h"
#include "engine/io/geopackage_rows.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {

/// gpkg_metadata and gpkg_metadata_reference (metadata extension): for each layer a record that QGIS shows under
/// Information (title, abstract, extent, period, one line of history per setting), and for the file its run_manifest
/// as JSON, where the results have one.
void write_metadata(SqliteDatabase& database, const ResultSet& results, const MapPlan& plan,
                    const std::vector<WrittenLayer>& written);

}  // namespace vigie
