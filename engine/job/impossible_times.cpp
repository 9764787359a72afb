// By calendar and job alone: what a clock says must not reach an output.
#include "engine/job/impossible_times.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/rows_that.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

struct Day {
  int year, month, day;
};

// First days of programs (a zero date, SQL Server, spreadsheets, SAP) before all data of today, and the last day of
// all.
constexpr std::array<Day, 6> first_days{
    {{1, 1, 1}, {1753, 1, 1}, {1899, 12, 30}, {1899, 12, 31}, {1900, 1, 1}, {1901, 1, 1}}};
constexpr int last_year = 9999;
constexpr Instant day_ms = 86'400'000;

class TimeJudge {
 public:
  TimeJudge(const Job& job, const TimeZone& zone) : zone_(zone) {
    const Settings& study = job.section("study");
    from_given_ = study.given(study_keys::from);
    to_given_ = study.given(study_keys::to);
    const auto day = [&](const Settings& settings, const Parameter& parameter) {
      return TimeReader("iso", zone).parse(settings.text(parameter)).instant;
    };
    if (from_given_) from_ = day(study, study_keys::from);
    if (to_given_) to_ = day(study, study_keys::to);
    const Settings& reports = job.section("reports");
    if (reports.given(reports_keys::as_of)) latest_ = day(reports, reports_keys::as_of) + 2 * day_ms;
  }

  /// Instants outside these need a closer look.
  Instant plain_from() const { return days_from_civil(1901, 1, 3) * day_ms; }
  Instant plain_to() const { return std::min(latest_, days_from_civil(last_year, 1, 1) * day_ms); }

  /// Why nothing can have happened then; "" where it can.
  std::string fault(Instant t) const {
    if ((from_given_ && t < from_) || (to_given_ && t >= to_)) return "";  // the period leaves it out
    if (t >= latest_) return "more than a day after as_of";
    const CivilTime local = zone_.local(t);
    const auto is_day = [&](const Day& day) {
      return local.year == day.year && local.month == day.month && local.day == day.day;
    };
    const bool stands_in = (!from_given_ && std::ranges::any_of(first_days, is_day)) ||
                           (!to_given_ && is_day({.year = last_year, .month = 12, .day = 31}));
    return stands_in ? "a day that stands for no date" : "";
  }

 private:
  const TimeZone& zone_;
  bool from_given_ = false, to_given_ = false;
  Instant from_ = no_instant, to_ = no_instant;
  Instant latest_ = std::numeric_limits<Instant>::max();
};

}  // namespace

InstantRange leave_out_impossible_times(const Job& job, Intake& intake, Ledger& ledger) {
  PointSet& points = intake.study.reports;
  const Instants* times = points.attributes.find_as<Instants>("time");
  if (times == nullptr) return {};
  const TimeJudge judge(job, intake.study.zone);
  const Instant from = judge.plain_from(), to = judge.plain_to();
  const InstantRange all = range_of(*times);
  if (!all.known() || (all.first >= from && all.last < to)) return all;
  const std::vector<std::size_t> doubtful = rows_that(points.size(), [&](std::size_t i) {
    const Instant t = times->values[i];
    return t != no_instant && (t < from || t >= to);
  });
  std::vector<std::size_t> left_out;
  for (const std::size_t i : doubtful) {
    const Instant t = times->values[i];
    std::string fault = judge.fault(t);
    if (fault.empty()) continue;
    left_out.push_back(i);
    ledger.rejects.push_back({points.row[i], Reason::bad_date, std::move(fault), iso_text(t)});
  }
  if (left_out.empty()) return all;
  points.leave_out(left_out);
  intake.findings.push_back({ledger.source, "impossible_times", static_cast<double>(left_out.size()), Unit::count,
                             Finding::Level::warning,
                             fmt::format("{}: {} reports are dated on a day that stands for no date, or after as_of; "
                                         "they were left out (bad_date)",
                                         ledger.source, left_out.size())});
  return range_of(*points.attributes.find_as<Instants>("time"));
}

}  // namespace vigie
