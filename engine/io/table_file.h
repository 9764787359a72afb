// Tables without geometry, such as counts by area: named columns as texts, every record accounted for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/rejects.h"
#include "engine/data/row_filter.h"
#include "engine/data/table.h"
#include "engine/io/source.h"

namespace vigie {

/// A column of the file by the role that it plays.
struct TableColumn {
  std::string role;    // name in TableRead::columns
  std::string column;  // in the file
  std::string key;     // of the job file, for messages: "area_counts.count"
};

struct TableRead {
  std::string source;
  Table columns;                   // Texts, one per wanted column; null tokens are NULL
  std::vector<std::int64_t> row;   // 1 = first record after the header; feature id for layers
  Ledger ledger;                   // damaged records, and not_kept by the filter
  std::vector<std::string> notes;  // repairs and detections, one sentence each
  char decimal = '.';              // mark of numbers in a CSV
};

/// Reads the wanted columns of every record that `where` (null: no filter) keeps. Codes keep their zeros: nothing is
/// read as a number here. Throws as read_reports does, DataError for a wanted column that is missing or stands twice.
TableRead read_table(const Source& source, const std::vector<TableColumn>& wanted, const RowFilter* where);

}  // namespace vigie
