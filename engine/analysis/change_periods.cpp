// Windows of whole local days, and the delay with which reports come in.
#include "engine/analysis/change_periods.h"

#include <algorithm>

namespace vigie {
namespace {

// Four weeks, where delay cannot be judged.
constexpr int cautious_days = 28;

Instant time_of_run(const Study& study, const std::vector<Instant>& registered) {
  Instant latest = no_instant;
  for (Instant t : registered) latest = std::max(latest, t);
  if (latest == no_instant || latest < study.period.to) return study.period.to;
  return shift_day(latest, {.months = 0, .days = 1}, 1, study.zone);
}

}  // namespace

Completeness completeness_of(const Study& study) {
  Completeness result{.judged = false, .lag = {}, .days_left_out = 0, .complete_to = study.period.to};
  const Instants* times = study.reports.attributes.find_as<Instants>("time");
  const Instants* registered = study.reports.attributes.find_as<Instants>("registered");
  if (times == nullptr || registered == nullptr || !study.period.known()) return result;
  result.judged = true;
  const Instant now = time_of_run(study, registered->values);
  result.lag = lag_completeness(times->values, registered->values, now);
  result.days_left_out = result.lag.days_to_complete.value_or(cautious_days);
  const Instant complete = shift_day(now, {.months = 0, .days = result.days_left_out}, -1, study.zone);
  result.complete_to = std::min(study.period.to, complete);
  return result;
}

WindowPair windows_of(const Study& study, Versus versus, const CalendarSpan& span, Instant end) {
  WindowPair pair;
  pair.now = {shift_day(end, span, -1, study.zone), end};
  if (versus == Versus::year_before) {
    const CalendarSpan year{.months = 12, .days = 0};
    pair.before = {shift_day(pair.now.from, year, -1, study.zone), shift_day(end, year, -1, study.zone)};
  } else {
    pair.before = {shift_day(end, span, -2, study.zone), pair.now.from};
  }
  pair.covered = pair.before.from >= study.period.from && end <= study.period.to;
  return pair;
}

std::vector<double> counts_in(const Study& study, const Window& window) {
  std::vector<double> counts(study.neighbourhoods.zones.size(), 0);
  const Instants* times = study.reports.attributes.find_as<Instants>("time");
  if (times == nullptr) return counts;
  for (std::size_t i = 0; i < study.reports.size(); ++i)
    if (study.zone_of[i] >= 0 && times->values[i] != no_instant && times->values[i] >= window.from &&
        times->values[i] < window.to)
      ++counts[static_cast<std::size_t>(study.zone_of[i])];
  return counts;
}

}  // namespace vigie
