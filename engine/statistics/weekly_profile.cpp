// Spreading events over the hours of the local week.
#include "engine/statistics/weekly_profile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigie {
namespace {

constexpr Instant minute = 60'000, week = 168 * 60 * minute;

// Minute of the local week; days from 1970-01-01, a Thursday.
int minute_of_week(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  const std::int64_t days = days_from_civil(local.year, local.month, local.day);
  const auto weekday = static_cast<int>(((days + 3) % 7 + 7) % 7);
  return (weekday * 24 + local.hour) * 60 + local.minute;
}

}  // namespace

void WeeklyProfile::add(Instant from, Instant to, const TimeZone& zone, const WeekSchedule& active) {
  if (to == no_instant || to <= from) {
    const int at = minute_of_week(from, zone);
    events_ += 1;
    events_by_hour_[static_cast<std::size_t>(at / 60)] += 1;
    if (active.test(static_cast<std::size_t>(at))) inside_ += 1;
    return;
  }
  if (to - from > week) {
    too_long_ += 1;
    return;
  }
  events_ += 1;
  const auto length = static_cast<double>(to - from);
  for (Instant t = from; t < to;) {
    // Clocks change on whole minutes, so a piece that ends with its minute has one place in the week.
    const Instant into = ((t % minute) + minute) % minute;
    const Instant end = std::min(to, t - into + minute);
    const auto at = static_cast<std::size_t>(minute_of_week(t, zone));
    const double share = static_cast<double>(end - t) / length;
    events_by_hour_[at / 60] += share;
    if (active.test(at)) inside_ += share;
    t = end;
  }
}

void WeeklyProfile::add_active(const WeekSchedule& active) {
  for (std::size_t at = 0; at < active.size(); ++at)
    if (active.test(at)) active_by_hour_[at / 60] += 1;
  active_ += static_cast<double>(active.count());
}

double WeeklyProfile::in_active_hours() const {
  return events_ > 0 ? inside_ / events_ : std::numeric_limits<double>::quiet_NaN();
}

double WeeklyProfile::mismatch() const {
  if (!(events_ > 0) || !(active_ > 0)) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  for (std::size_t h = 0; h < events_by_hour_.size(); ++h)
    sum += std::abs(events_by_hour_[h] / events_ - active_by_hour_[h] / active_);
  return sum / 2;
}

}  // namespace vigie
