// Whole local days from the first to the last thing that is counted, unless the job says otherwise.
#include "engine/job/study_period.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

Instant given_day(const std::string& text, const TimeZone& zone) {
  const ParsedTime parsed = TimeReader("iso", zone).parse(text);
  return parsed.instant;
}

// The first instant of the local day that holds t.
Instant day_start(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  return zone.day_start(local.year, local.month, local.day).instant;
}

// The first instant of the local day after the one that holds t; days have 23 to 25 hours.
Instant next_day_start(Instant t, const TimeZone& zone) {
  constexpr Instant hour = 3'600'000;
  return day_start(day_start(t, zone) + 26 * hour, zone);
}

std::string day_text(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

double share_of_year(Instant from, Instant to, int year, const TimeZone& zone) {
  const Instant begin = zone.day_start(year, 1, 1).instant, end = zone.day_start(year + 1, 1, 1).instant;
  const Instant low = std::max(from, begin), high = std::min(to, end);
  return high > low ? static_cast<double>(high - low) / static_cast<double>(end - begin) : 0;
}

// Half open, in whole local days.
struct Span {
  Instant from = no_instant, to = no_instant;
  bool known() const { return from != no_instant; }
  void add(Instant begin, Instant end) {
    from = known() ? std::min(from, begin) : begin;
    to = to == no_instant ? end : std::max(to, end);
  }
};

// Days that the reports and the area counts speak of.
Span days_of(const InstantRange& reports, const Study& study) {
  Span all;
  if (reports.known()) all.add(day_start(reports.first, study.zone), next_day_start(reports.last, study.zone));
  for (std::size_t i = 0; i < study.counts.row.size(); ++i)
    if (study.counts.from[i] != no_instant) all.add(study.counts.from[i], study.counts.to[i]);
  return all;
}

}  // namespace

Instant told_until(const Job& job, const Study& study) {
  const Settings& reports = job.section("reports");
  if (reports.given(reports_keys::as_of))
    return next_day_start(given_day(reports.text(reports_keys::as_of), study.zone), study.zone);
  return job.section("study").given(study_keys::to) ? study.period.to : no_instant;
}

double years_of(Instant from, Instant to, const TimeZone& zone) {
  double years = 0;
  for (int year = zone.local(from).year; year <= zone.local(to).year; ++year)
    years += share_of_year(from, to, year, zone);
  return years;
}

Period settle_period(Job& job, const InstantRange& reports, Intake& intake) {
  Settings& settings = job.section("study");
  const Study& study = intake.study;
  Period period;
  if (!study.counted()) return period;
  const bool from_given = settings.given(study_keys::from), to_given = settings.given(study_keys::to);
  const Span seen = days_of(reports, study);
  if (!seen.known() && !(from_given && to_given)) return period;
  period.from = from_given ? given_day(settings.text(study_keys::from), study.zone) : seen.from;
  period.to = to_given ? given_day(settings.text(study_keys::to), study.zone) : seen.to;
  if (period.from >= period.to)
    throw UsageError(fmt::format("[study] from = {} is not before to = {}", day_text(period.from, study.zone),
                                 day_text(period.to, study.zone)));
  if (!from_given) settings.choose(study_keys::from, day_text(period.from, study.zone));
  if (!to_given) settings.choose(study_keys::to, day_text(period.to, study.zone));
  period.years = years_of(period.from, period.to, study.zone);
  return period;
}

}  // namespace vigie
