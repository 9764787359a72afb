// Days and months as calendars have them.
#include "engine/base/calendar_span.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

const TimeZone brussels("Europe/Brussels");

Instant day(int year, int month, int number) {
  return brussels.day_start(year, month, number).instant;
}

TEST(CalendarSpan, ReadsWhatPeopleWrite) {
  const auto is = [](std::string_view text, int months, int days) {
    const std::optional<CalendarSpan> span = parse_span(text);
    return span && span->months == months && span->days == days;
  };
  EXPECT_TRUE(is("28d", 0, 28));
  EXPECT_TRUE(is(" 28 days ", 0, 28));
  EXPECT_TRUE(is("4 weeks", 0, 28));
  EXPECT_TRUE(is("1w", 0, 7));
  EXPECT_TRUE(is("1 month", 1, 0));
  EXPECT_TRUE(is("6 Months", 6, 0));
  EXPECT_TRUE(is("1 quarter", 3, 0));
  EXPECT_TRUE(is("1y", 12, 0));
  for (const char* text : {"", "28", "d", "0d", "-1d", "1.5 months", "3m", "1 fortnight", "101 years", "99999999999d"})
    EXPECT_FALSE(parse_span(text)) << text;
}

TEST(CalendarSpan, MonthsEndWhereTheyEnd) {
  const CalendarSpan month{.months = 1, .days = 0};
  EXPECT_EQ(shift_day(day(2026, 3, 31), month, -1, brussels), day(2026, 2, 28));
  EXPECT_EQ(shift_day(day(2024, 3, 31), month, -1, brussels), day(2024, 2, 29));
  EXPECT_EQ(shift_day(day(2026, 1, 15), month, -1, brussels), day(2025, 12, 15));
  EXPECT_EQ(shift_day(day(2026, 12, 1), month, 1, brussels), day(2027, 1, 1));
  EXPECT_EQ(shift_day(day(2024, 2, 29), {.months = 12, .days = 0}, -1, brussels), day(2023, 2, 28));
  EXPECT_EQ(days_between(day(2026, 2, 1), day(2026, 3, 1), brussels), 28);
}

TEST(CalendarSpan, DaysHaveTheirOwnNumberOfHours) {
  const CalendarSpan week{.months = 0, .days = 7};
  constexpr Instant hour = 3'600'000;
  EXPECT_EQ(shift_day(day(2026, 3, 30), week, -1, brussels), day(2026, 3, 23));
  EXPECT_EQ(day(2026, 3, 30) - day(2026, 3, 23), 7 * 24 * hour - hour);
  EXPECT_EQ(days_between(day(2026, 3, 23), day(2026, 3, 30), brussels), 7);
  EXPECT_EQ(local_day(day(2026, 10, 25) + 24 * hour + hour / 2, brussels), day(2026, 10, 25));
}

}  // namespace
}  // namespace vigie
