// Rows of a layer through one prepared statement, with the extents that the spatial index needs.
#pragma once

#include <cstdint>

#include "engine/data/layer.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {

/// What was written, to be found again when the file is verified.
struct WrittenLayer {
  std::string table;
  bool is_spatial = false;
  std::int64_t rows = 0, shapes = 0;  // shapes: rows whose geometry is not NULL
  Box extent = {};                    // units of the CRS; empty without shapes
};

/// Number of features, or of table rows where there is no geometry.
std::int64_t row_count(const Layer& layer);

/// Writes all rows with fid 1, 2, ... into the layer's empty table, fills its spatial index, extent and count.
/// The connection's triggers must be off. Throws IoError, Interrupted.
WrittenLayer write_rows(SqliteDatabase& database, const Layer& layer, double metres_per_unit);

}  // namespace vigie
