// Styles, column titles and code lists: what turns tables into maps that explain themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/layer.h"
#include "engine/io/qml_document.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {

/// Rows of layer_styles: a layer's own look is its default, which QGIS reads without asking; views are for choosing.
void write_styles(SqliteDatabase& database, const std::vector<NamedStyle>& styles, const std::string& instant);

/// gpkg_data_columns and gpkg_data_column_constraints (schema extension) for every layer's columns.
void write_titles(SqliteDatabase& database, const ResultSet& results);

/// "Share of the cell in the study area (share 0..1)"
std::string column_description(const Field& field, std::string_view language);

}  // namespace vigie
