// Styles, column titles and code lists: what turns tables into maps that explain themselves.
#pragma once

#include "engine/data/layer.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {

/// One default style per table and raster in layer_styles (QGIS reads it without asking).
void write_styles(SqliteDatabase& database, const ResultSet& results);

/// gpkg_data_columns and gpkg_data_column_constraints (schema extension) for every layer's columns.
void write_titles(SqliteDatabase& database, const ResultSet& results);

/// "Share of the cell in the study area (share 0..1)"
std::string column_description(const Field& field);

}  // namespace vigie
