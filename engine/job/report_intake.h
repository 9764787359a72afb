// Reports from file to points in metres.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Which file is read, and what is asked of it.
struct ReportQuestion {
  Source source;
  Preview first_look;
  ReportRequest request;
};

/// Looks at the head of the file and settles the columns that the job leaves open. Throws as take_in.
ReportQuestion ask_for_reports(Job& job, const TimeZone& zone, Intake& intake);

/// Reads the reports and leaves those that can be placed in `intake.study.reports`; all others stand in the ledger.
/// The study's CRS and area must be known.
void take_in_reports(Job& job, Intake& intake, Stopwatch& watch, const ReadReports& reading);

/// Reads the period from the job, or from the reports; then leaves out what lies outside the period or the study area.
/// Throws DataError if nothing is left, if more than max_bad percent are bad, or if more than half lie outside the
/// area.
void settle_period_and_place(Job& job, Intake& intake);

}  // namespace vigie
