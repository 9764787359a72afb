// When in the week events happen, beside the hours in which somebody is active.
#pragma once

#include <array>

#include "engine/base/calendar.h"
#include "engine/base/week_schedule.h"

namespace vigie {

/// Events by hour of the local week; an event known as an interval is spread over it (aoristic: Ratcliffe 2002). One
/// known to within more than a week says nothing about hours and is left out.
class WeeklyProfile {
 public:
  /// `to` is no_instant, or not after `from`, for an event with one time. `active`: hours in which it counts as met.
  void add(Instant from, Instant to, const TimeZone& zone, const WeekSchedule& active);

  double events() const { return events_; }
  double too_long() const { return too_long_; }
  /// Share of the events' time that lies in active hours; NaN without events.
  double in_active_hours() const;
  /// Half the sum of |p - q| over 168 hours, p the share of events and q that of active time: the share of presence
  /// that would have to move. NaN without events or active hours.
  double mismatch() const;
  /// Adds the hours of one who is active.
  void add_active(const WeekSchedule& active);

 private:
  std::array<double, 168> events_by_hour_{}, active_by_hour_{};
  double events_ = 0, inside_ = 0, active_ = 0, too_long_ = 0;
};

}  // namespace vigie
