// Validity of watch areas at an instant.
#include "engine/analysis/watch_validity.h"

#include <algorithm>
#include <limits>

namespace vigie {
namespace {

bool is_status(const WatchAreas& watch, std::size_t i, std::string_view word) {
  return i < watch.status.size() && watch.status[i] == word;
}

Instant end_of_verification(const WatchAreas& watch, std::size_t i, int months, const TimeZone& zone) {
  if (watch.last_verified[i] == no_instant) return std::numeric_limits<Instant>::max();
  return add_months(watch.last_verified[i], months, zone);
}

// Suspended areas and ended ones whose end nobody noted cover nothing.
Validity validity(const WatchAreas& watch, std::size_t i) {
  if (is_status(watch, i, "suspended")) return {0, 0};
  if (is_status(watch, i, "ended") && watch.valid_to[i] == no_instant) return {0, 0};
  return {watch.valid_from[i] == no_instant ? std::numeric_limits<Instant>::min() + 1 : watch.valid_from[i],
          watch.valid_to[i] == no_instant ? std::numeric_limits<Instant>::max() : watch.valid_to[i]};
}

}  // namespace

Instant add_months(Instant t, int months, const TimeZone& zone) {
  CivilTime local = zone.local(t);
  const int total = local.year * 12 + local.month - 1 + months;
  local.year = total / 12;
  local.month = total % 12 + 1;
  static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = local.year % 4 == 0 && (local.year % 100 != 0 || local.year % 400 == 0);
  local.day = std::min(local.day, lengths[local.month - 1] + (local.month == 2 && leap ? 1 : 0));
  const ParsedTime moved = zone.instant(local);
  // In the spring gap the hour does not exist: the next one does.
  if (moved.fault == TimeFault::none) return moved.instant;
  ++local.hour;
  return zone.instant(local).instant;
}

Validity watched_when(const WatchAreas& watch, std::size_t i, int stale_after_months, const TimeZone& zone) {
  Validity when = validity(watch, i);
  when.to = std::min(when.to, end_of_verification(watch, i, stale_after_months, zone));
  return when;
}

WatchState watch_state(const Study& study, int stale_after_months) {
  const WatchAreas& watch = study.watch;
  WatchState state;
  for (std::size_t i = 0; i < watch.zones.size(); ++i) {
    if (!study.period.known()) {
      state.active.push_back(is_status(watch, i, "suspended") || is_status(watch, i, "ended") ? 0 : 1);
      state.stale.push_back(0);
      continue;
    }
    const Instant last = study.period.to - 1;
    const Validity dates = validity(watch, i);
    const bool stale = last >= end_of_verification(watch, i, stale_after_months, study.zone);
    state.active.push_back(dates.from <= last && last < dates.to ? 1 : 0);
    state.stale.push_back(stale ? 1 : 0);
  }
  return state;
}

}  // namespace vigie
