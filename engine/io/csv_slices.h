// A CSV in slices: where they are cut, what one holds, and all of them put together.
#pragma once

#include <functional>

#include "engine/io/csv_file.h"
#include "engine/io/report_slices.h"

namespace vigie {

/// See plan_slices, read_slice and join_slices, for a source that is a CSV.
SlicePlan plan_csv_slices(const Source& source, const ReportRequest& request, std::size_t count,
                          CsvExtent extent = CsvExtent::head, const CsvSizes& sizes = {});
SliceRead read_csv_slice(const Source& source, const ReportRequest& request, const SlicePlan& plan, std::size_t slice,
                         const CsvSizes& sizes = {});
ReportsRead join_csv_slices(const Source& source, const ReportRequest& request, const SlicePlan& plan,
                            const std::function<SliceRead(std::size_t)>& slice, const CsvSizes& sizes = {});

}  // namespace vigie
