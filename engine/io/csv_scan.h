// All records of a CSV, read by all threads, with the same result as by one.
#pragma once

#include <optional>

#include "engine/io/csv_file.h"
#include "engine/io/csv_windows.h"
#include "engine/io/repeated_records.h"
#include "engine/io/report_batch.h"

namespace vigie {

/// A stretch of the text, from where one record begins to where another one does.
struct CsvStretch {
  std::size_t begin = 0, end = 0;    // bytes of the text
  std::int64_t rows = 0, lines = 0;  // records and physical lines before it
};

/// All records of the file.
CsvStretch whole_stretch(const CsvFile& file);

struct CsvScan {
  ReportsRead read;  // without what is said of the file as a whole; the fingerprint is that of the stretch's bytes
  RepeatedRecords repeats;
  RecordCounts counts;
};

/// What is taken for granted of all rows until one is met that says otherwise.
struct CsvAssumptions {
  TrailingDelimiter trailing = TrailingDelimiter::refused;  // accepted: every row has it, or none
  RepeatSearch search = RepeatSearch::by_record;            // by_identifier: they ascend; the column must be known
};

/// Reads the records that begin in the stretch. Nothing where an assumption turns out wrong; it is then put right.
std::optional<CsvScan> scan_csv(const CsvFile& file, const ReportRules& rules, CsvAssumptions& assumed,
                                const CsvSizes& sizes, const CsvStretch& stretch);

/// A window on the text from `begin` to `end`, and on as much behind it as a record can be long.
CsvWindows windows_on(const CsvFile& file, const RecordLimits& limits, const CsvSizes& sizes,
                      const CsvStretch& stretch);

/// Of the text, as bytes of the file: without the byte order mark, the header, and a Ctrl-Z at its end.
std::size_t text_size(const CsvFile& file);

}  // namespace vigie
