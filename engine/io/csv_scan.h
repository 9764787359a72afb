// All records of a CSV, read by all threads, with the same result as by one.
#pragma once

#include <optional>

#include "engine/io/csv_file.h"
#include "engine/io/report_batch.h"

namespace vigie {

struct CsvScan {
  ReportsRead read;  // without the notes of the file
  RecordCounts counts;
  bool ends_in_line_end = false;
};

/// Nothing if some rows end in a delimiter too many and others do not, and `trailing` accepts it: then it must not.
std::optional<CsvScan> scan_csv(const CsvFile& file, const ReportRules& rules, TrailingDelimiter trailing,
                                const CsvSizes& sizes);

}  // namespace vigie
