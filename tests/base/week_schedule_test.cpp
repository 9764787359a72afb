// Hours of the week as people write them.
#include "engine/base/week_schedule.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

std::size_t minutes(std::string_view text) {
  const auto week = parse_week_schedule(text);
  return week ? week->count() : 0;
}

bool is_active(std::string_view text, int day, int hour, int minute = 0) {
  return parse_week_schedule(text)->test(static_cast<std::size_t>((day * 24 + hour) * 60 + minute));
}

TEST(WeekSchedule, ReadsDaysAndHours) {
  EXPECT_EQ(minutes("Mo-Su 18:00-23:00"), 7u * 300);
  EXPECT_EQ(minutes("18:00-23:00"), 7u * 300);
  EXPECT_EQ(minutes("Mo,We 09:00-12:00,14:00-18:00; Sa 10:00-12:30"), 2u * 420 + 150);
  EXPECT_EQ(minutes("24/7"), 10'080u);
  EXPECT_EQ(minutes("Mo-Fr"), 5u * 1440);
  EXPECT_EQ(minutes("Mo-Fr 00:00-24:00"), 5u * 1440);
  EXPECT_TRUE(is_active("Mo-Su 18:00-23:00", 0, 18));
  EXPECT_FALSE(is_active("Mo-Su 18:00-23:00", 0, 23));
}

TEST(WeekSchedule, RunsPastMidnightAndOverSunday) {
  EXPECT_EQ(minutes("Su 22:00-02:00"), 240u);
  EXPECT_TRUE(is_active("Su 22:00-02:00", 0, 1)) << "Monday morning belongs to Sunday's round";
  EXPECT_FALSE(is_active("Su 22:00-02:00", 6, 1));
  EXPECT_EQ(minutes("Sa-Mo 10:00-11:00"), 180u);
}

TEST(WeekSchedule, RefusesWhatItCannotRead) {
  for (const char* text : {"", "evenings", "Mo 18-23", "Mo 25:00-26:00", "Xx 10:00-11:00", "Mo 10:00",
                           "Mo-Tu-We 10:00-11:00", "Mo 10:00-10:00", ";", "Mo 10:60-11:00"})
    EXPECT_FALSE(parse_week_schedule(text)) << text;
}

}  // namespace
}  // namespace vigie
