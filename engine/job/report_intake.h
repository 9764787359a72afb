// Reports from file to points in metres.
#pragma once

#include <memory>
#include <optional>

#include "engine/geometry/zone_index.h"
#include "engine/job/intake.h"
#include "engine/job/report_question.h"

namespace vigie {

/// From the CRS of the reports to that of the study.
struct ReportOperation {
  Crs from;
  Projection projection;
  Box expected;  // where reports should lie, as they are stored
};

/// What reports need of the boundaries.
struct ReportGround {
  ZoneIndex places;                          // the study area, or the neighbourhoods where these are it
  std::optional<ReportOperation> operation;  // where the job names the one CRS of all reports
};

/// What can be done before the reports are read. The study's CRS and area must be known. Throws UsageError or DataError
/// for a CRS that cannot be used.
ReportGround prepare_for_reports(const Job& job, const Intake& intake);

/// Reads the reports, unless they are read `ahead`, and leaves those that can be placed in `intake.study.reports`; all
/// others stand in the ledger.
void take_in_reports(Job& job, const ReportGround& ground, Intake& intake, Stopwatch& watch, const ReadReports& reading,
                     std::unique_ptr<ReportsAhead> ahead);

/// Reads the period from the job, or from what is read. `ground`: of the reports, where there are any, which are then
/// placed. Throws DataError if nothing is left of them, if more than max_bad percent are bad, or if more than half lie
/// outside the area.
void settle_period_and_place(Job& job, const ReportGround* ground, Intake& intake);

}  // namespace vigie
