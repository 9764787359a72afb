// Reports from a CSV: its first look, and all of its records.
#pragma once

#include "engine/io/csv_file.h"
#include "engine/io/reader.h"

namespace vigie {

/// See preview() and read_reports(), for a source that is a CSV.
Preview preview_csv(const Source& source);
ReportsRead read_csv_reports(const Source& source, const ReportRequest& request, CsvExtent extent = CsvExtent::head,
                             const CsvSizes& sizes = {});

}  // namespace vigie
