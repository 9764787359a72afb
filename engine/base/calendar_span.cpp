// Months by month arithmetic, days by counting days; hours never enter.
#include "engine/base/calendar_span.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

#include "engine/base/words.h"

namespace vigie {
namespace {

struct UnitWord {
  std::string_view word;
  int months, days;
};

constexpr std::array<UnitWord, 14> units{{{"d", 0, 1},
                                          {"day", 0, 1},
                                          {"days", 0, 1},
                                          {"w", 0, 7},
                                          {"week", 0, 7},
                                          {"weeks", 0, 7},
                                          {"month", 1, 0},
                                          {"months", 1, 0},
                                          {"mo", 1, 0},
                                          {"quarter", 3, 0},
                                          {"quarters", 3, 0},
                                          {"y", 12, 0},
                                          {"year", 12, 0},
                                          {"years", 12, 0}}};

int last_day_of(int year, int month) {
  const int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
  return static_cast<int>(days_from_civil(next_year, next_month, 1) - days_from_civil(year, month, 1));
}

Instant start_of(int year, int month, int day, const TimeZone& zone) {
  const ParsedTime start = zone.day_start(year, month, day);
  if (start.fault == TimeFault::none) return start.instant;
  // A zone that skipped this whole day: its neighbor begins where it would have.
  return zone.day_start(year, month, day == 1 ? 2 : day - 1).instant;
}

}  // namespace

std::optional<CalendarSpan> parse_span(std::string_view text) {
  text = trim(text);
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || number < 1) return std::nullopt;
  const std::string word = lower(trim({end, static_cast<std::size_t>(text.data() + text.size() - end)}));
  const auto unit = std::ranges::find(units, std::string_view(word), &UnitWord::word);
  if (unit == units.end()) return std::nullopt;
  constexpr int longest_months = 1200, longest_days = 36'525;
  const std::int64_t months = std::int64_t{number} * unit->months, days = std::int64_t{number} * unit->days;
  if (months > longest_months || days > longest_days) return std::nullopt;
  return CalendarSpan{static_cast<int>(months), static_cast<int>(days)};
}

Instant local_day(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  return start_of(local.year, local.month, local.day, zone);
}

Instant shift_day(Instant t, const CalendarSpan& span, int times, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  if (span.months != 0) {
    const int month0 = local.year * 12 + local.month - 1 + span.months * times;
    const int year = month0 / 12, month = month0 % 12 + 1;
    return start_of(year, month, std::min(local.day, last_day_of(year, month)), zone);
  }
  constexpr Instant day = 86'400'000;
  static const TimeZone utc("Etc/UTC");
  const CivilTime there =
      utc.local((days_from_civil(local.year, local.month, local.day) + std::int64_t{span.days} * times) * day);
  return start_of(there.year, there.month, there.day, zone);
}

std::int64_t days_between(Instant from, Instant to, const TimeZone& zone) {
  const CivilTime a = zone.local(from), b = zone.local(to);
  return days_from_civil(b.year, b.month, b.day) - days_from_civil(a.year, a.month, a.day);
}

}  // namespace vigie
