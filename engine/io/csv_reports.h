// Reports from a CSV: its first look, and all of its records.
#pragma once

#include "engine/io/csv_file.h"
#include "engine/io/csv_scan.h"
#include "engine/io/reader.h"

namespace vigie {

/// See preview() and read_reports(), for a source that is a CSV.
Preview preview_csv(const Source& source);
ReportsRead read_csv_reports(const Source& source, const ReportRequest& request, CsvExtent extent = CsvExtent::head,
                             const CsvSizes& sizes = {});

/// The steps of the latter, which a reading in slices takes one by one. By what records are judged:
ReportRules begin_reading(const CsvFile& file, const Source& source, const ReportRequest& request);
/// A delimiter at the end is forgiven only where every row has it; a row of the head without one settles that.
TrailingDelimiter trailing_by_head(const CsvFile& file);
/// True where so many records are no UTF-8 that the whole file must be asked for its encoding.
bool may_be_no_utf8(const CsvFile& file, const RecordCounts& counts);
/// All records were read: what is to be said of the file as a whole.
ReportsRead finish_reading(const CsvFile& file, const ReportRules& rules, CsvScan scan);

}  // namespace vigie
