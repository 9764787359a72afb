// What is asked of the reports' file, and reading it while the boundaries are read.
#include "engine/job/report_question.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/reader.h"
#include "engine/job/column_guess.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

using namespace reports_keys;

// Whether one of these analyses is asked for, or none in particular.
bool may_run(const Job& job, std::initializer_list<std::string_view> analyses) {
  const std::vector<std::string> asked = job.analyses();
  const auto is_asked = [&](std::string_view name) { return std::ranges::find(asked, name) != asked.end(); };
  return asked.empty() || std::ranges::any_of(analyses, is_asked);
}

// Columns that no analysis uses are read only if the reports themselves are written; the key of the reporter, read for
// analyses, never is.
ReportColumns columns_of(const Job& job) {
  const Settings& settings = job.section("reports");
  ReportColumns columns{
      .x = settings.text(x),
      .y = settings.text(y),
      .wkt = settings.text(wkt),
      .id = "",
      .time = settings.text(time),
      .time_end = may_run(job, {"coverage"}) ? settings.text(time_end) : "",
      .category = settings.text(category),
      .origin = settings.text(origin),
      .channel = may_run(job, {"reporters", "answers", "reporting_rate", "equity", "mediation_priority"})
                     ? settings.text(channel)
                     : "",
      .incident = settings.text(incident),
      .closed =
          settings.text(link) == "auto" || may_run(job, {"answers", "reporting_rate", "equity", "mediation_priority"})
              ? settings.text(closed)
              : "",
      .answered = may_run(job, {"answers"}) ? settings.text(answered) : "",
      .registered = settings.text(registered),
      .reporter =
          is_public(job) || may_run(job, {"reporters", "reporting_rate", "equity"}) ? settings.text(reporter) : "",
      .precision = settings.text(precision),
      .crs = settings.text(crs_column),
      .weight = ""};
  if (job.section("output").text(output_keys::reports) != "include") return columns;
  columns.id = settings.text(id);
  columns.time_end = settings.text(time_end);
  columns.channel = settings.text(channel);
  columns.closed = settings.text(closed);
  columns.answered = settings.text(answered);
  return columns;
}

void require_place(const ReportColumns& columns, const Preview& first_look, const std::string& name) {
  if (columns.x.empty() != columns.y.empty())
    throw UsageError(fmt::format("[reports] {} is given without {}; name both", columns.x.empty() ? "y" : "x",
                                 columns.x.empty() ? "x" : "y"));
  if (first_look.kind == SourceKind::vector || !columns.x.empty() || !columns.wkt.empty()) return;
  throw DataError(
      fmt::format("{} has no columns that look like coordinates; set [reports] x and y (or wkt). Its columns are {}",
                  name, listed(first_look.columns)));
}

}  // namespace

ReportQuestion ask_for_reports(Job& job, const TimeZone& zone) {
  ReportQuestion question{.source = source_of(job, "reports"), .first_look = {}, .request = {}, .messages = {}};
  const Preview& first_look = question.first_look = preview(question.source);
  settle_columns(job, "reports", first_look, guess_report_columns(first_look), question.messages);
  for (const std::string& note : first_look.notes) question.messages.push_back(note);
  const Settings& settings = job.section("reports");
  question.request = {.columns = columns_of(job),
                      .time = std::nullopt,
                      .keep = settings.list(keep),
                      .where = filter_of(settings, where),
                      .identifier = settings.text(id),
                      .deduplicate = settings.choice<Deduplicate>(deduplicate)};
  require_place(question.request.columns, first_look, source_name(question.source));
  question.request.time.emplace(settings.text(time_format), zone);
  return question;
}

std::unique_ptr<ReportsAhead> read_ahead(Job& job, const ReadReports& reading) {
  const Settings& study = job.section("study");
  if (!job.asks_for("reports") || !study.given(study_keys::time_zone)) return nullptr;
  try {
    if (identify(source_of(job, "reports")) != SourceKind::csv) return nullptr;
    const TimeZone zone(study.text(study_keys::time_zone));
    return std::make_unique<ReportsAhead>(ask_for_reports(job, zone), reading);
  } catch (const Error&) {
    return nullptr;
  }
}

}  // namespace vigie
