// What is asked of the reports' file, which may be read while the boundaries are.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/background.h"
#include "engine/job/intake.h"

namespace vigie {

/// Which file is read, and what is asked of it.
struct ReportQuestion {
  Source source;
  Preview first_look;
  ReportRequest request;
  std::vector<std::string> messages;  // what was detected and guessed
};

/// Looks at the head of the file and settles the columns that the job leaves open. Throws as take_in.
ReportQuestion ask_for_reports(Job& job, const TimeZone& zone);

/// Reports that are being read while their boundaries are.
struct ReportsAhead {
  ReportsAhead(ReportQuestion asked, const ReadReports& reading)
      : question(std::move(asked)), reports([this, &reading] { return reading(question.source, question.request); }) {}

  const ReportQuestion question;
  Background<ReportsRead> reports;
};

/// Begins to read reports for which nothing of the boundaries is needed: a CSV, in a job that gives the time zone. None
/// where something else is asked for, or is wrong: reading them in their turn will tell. `reading` must outlive them.
std::unique_ptr<ReportsAhead> read_ahead(Job& job, const ReadReports& reading);

}  // namespace vigie
