// Lengths of time in true calendar units, and local days that are shifted by them.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/calendar.h"

namespace vigie {

/// So many calendar months and days; one of them is 0.
struct CalendarSpan {
  int months = 0, days = 0;
};

/// "28d", "28 days", "4 weeks", "1 month", "2 quarters", "1 year", "1y"; from 1 day to 100 years. Nothing for any other
/// text; "m" alone is none, since it is a metre elsewhere.
std::optional<CalendarSpan> parse_span(std::string_view text);

/// The first instant of the local day of `t`.
Instant local_day(Instant t, const TimeZone& zone);

/// The first instant of the local day that lies `times` spans after (before, if negative) the local day of `t`. A day
/// that a month does not have becomes its last: a month before 31 March is 28 or 29 February. Days have 23 to 25 hours.
Instant shift_day(Instant t, const CalendarSpan& span, int times, const TimeZone& zone);

/// Local calendar days from one day start to another.
std::int64_t days_between(Instant from, Instant to, const TimeZone& zone);

}  // namespace vigie
