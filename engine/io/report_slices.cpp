// A CSV is cut between records; what only a library can read is one slice.
#include "engine/io/report_slices.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/csv_slices.h"
#include "engine/io/fingerprint.h"
#include "engine/io/standard_input.h"

namespace vigie {

void refuse_unplanned(const Source& source) {
  throw DataError(fmt::format("{} changed since the plan was made; make the plan and all parts again (vigie plan)",
                              source_name(source)));
}

SlicePlan plan_slices(const Source& source, const ReportRequest& request, std::size_t count) {
  if (is_database(source.path))
    throw UsageError(
        fmt::format("{} is a database, which may change between the parts; export the reports to a file first",
                    source_name(source)));
  if (source.path == standard_input)
    throw UsageError("reports from standard input cannot be read twice; write them to a file first");
  if (identify(source) == SourceKind::csv) return plan_csv_slices(source, request, count);
  SlicePlan plan{.kind = SourceKind::vector, .whole = true, .fingerprint = fingerprint(source), .slices = {}};
  plan.slices.resize(count);
  plan.slices.front().sha256 = plan.fingerprint.sha256;
  return plan;
}

SliceRead read_slice(const Source& source, const ReportRequest& request, const SlicePlan& plan, std::size_t slice) {
  if (identify(source) != plan.kind) refuse_unplanned(source);
  if (plan.kind == SourceKind::csv) return read_csv_slice(source, request, plan, slice);
  if (slice > 0) return {};
  SliceRead all{.read = read_reports(source, request), .repeats = {}, .counts = {}};
  if (all.read.fingerprint.sha256 != plan.fingerprint.sha256) refuse_unplanned(source);
  return all;
}

ReportsRead join_slices(const Source& source, const ReportRequest& request, const SlicePlan& plan,
                        const std::function<SliceRead(std::size_t)>& slice) {
  if (plan.kind == SourceKind::csv) return join_csv_slices(source, request, plan, slice);
  return slice(0).read;
}

}  // namespace vigie
