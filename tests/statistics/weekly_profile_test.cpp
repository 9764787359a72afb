// Hours of the week drawn by hand: nights out, intervals, and the night of the clock change.
#include "engine/statistics/weekly_profile.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vigie {
namespace {

const TimeZone brussels("Europe/Brussels");

Instant at(int year, int month, int date, int hour, int minute = 0) {
  return brussels.instant({year, month, date, hour, minute}).instant;
}

WeekSchedule evenings() {
  return *parse_week_schedule("Mo-Su 18:00-23:00");
}

TEST(WeeklyProfile, TellsEveningsFromMornings) {
  WeeklyProfile profile;
  profile.add(at(2024, 6, 3, 20), no_instant, brussels, evenings());
  profile.add(at(2024, 6, 4, 9), no_instant, brussels, evenings());
  profile.add(at(2024, 6, 4, 23), no_instant, brussels, evenings());  // the end is no active minute
  EXPECT_NEAR(profile.in_active_hours(), 1.0 / 3, 1e-15);
}

TEST(WeeklyProfile, SpreadsAnIntervalOverItsTime) {
  WeeklyProfile profile;
  profile.add(at(2024, 6, 3, 16), at(2024, 6, 3, 20), brussels, evenings());
  EXPECT_NEAR(profile.in_active_hours(), 0.5, 1e-12);
  EXPECT_NEAR(profile.events(), 1, 1e-15);
  profile.add(at(2024, 6, 3, 16), at(2024, 6, 20, 16), brussels, evenings());
  EXPECT_EQ(profile.events(), 1) << "more than a week says nothing about hours";
  EXPECT_EQ(profile.too_long(), 1);
}

// On the night of 27 October 2024 the hour from 2 to 3 comes twice: 25 hours from midnight to midnight.
TEST(WeeklyProfile, CountsTheHourThatComesTwiceTwice) {
  WeeklyProfile profile;
  profile.add(at(2024, 10, 27, 0), at(2024, 10, 28, 0), brussels, *parse_week_schedule("Su 02:00-03:00"));
  EXPECT_NEAR(profile.in_active_hours(), 2.0 / 25, 1e-12);
}

TEST(WeeklyProfile, HasNoMismatchWherePresenceFollowsEvents) {
  WeeklyProfile follows, opposite;
  const WeekSchedule monday = *parse_week_schedule("Mo 10:00-12:00"), night = *parse_week_schedule("Sa 22:00-24:00");
  for (int hour : {10, 11}) {
    follows.add(at(2024, 6, 3, hour, 30), no_instant, brussels, monday);
    opposite.add(at(2024, 6, 3, hour, 30), no_instant, brussels, night);
  }
  EXPECT_TRUE(std::isnan(follows.mismatch()));
  follows.add_active(monday);
  opposite.add_active(night);
  EXPECT_NEAR(follows.mismatch(), 0, 1e-15);
  EXPECT_NEAR(opposite.mismatch(), 1, 1e-15);
}

}  // namespace
}  // namespace vigie
