// A spatial index packed bottom-up into the tables of SQLite's R-tree, instead of one insert per feature.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {

/// One feature's extent as the index keeps it: single precision, rounded outwards.
struct IndexEntry {
  std::int64_t id = 0;
  float min_x = 0, max_x = 0, min_y = 0, max_y = 0;
};

/// `box` in the coordinates of the layer; each side is moved outwards to the next float.
IndexEntry index_entry(std::int64_t id, const Box& box);

/// Fills the R-tree `table` (its virtual table exists and is empty) with full nodes of neighbors in Hilbert order.
/// Ids must be distinct; call it within a transaction, or every row waits for the disk. Node format:
/// https://www.sqlite.org/src/file/ext/rtree/rtree.c, "Database Format".
void pack_rtree(SqliteDatabase& database, const std::string& table, const std::vector<IndexEntry>& entries);

}  // namespace vigie
