// How late reports come in, by hand.
#include "engine/statistics/lag_completeness.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/base/instants.h"

namespace vigie {
namespace {

using test::day;
using test::hour;

struct LateReports {
  std::vector<Instant> time, registered;
  void add(int count, Instant when, Instant lag) {
    for (int i = 0; i < count; ++i) {
      time.push_back(when);
      registered.push_back(lag == no_instant ? no_instant : when + lag);
    }
  }
};

TEST(LagCompleteness, IsTheDayByWhichNinetyFivePercentAreIn) {
  LateReports reports;
  reports.add(90, 0, 2 * day);
  reports.add(5, 0, 9 * day);
  reports.add(5, 0, 40 * day);
  const LagCompleteness result = lag_completeness(reports.time, reports.registered, 400 * day);
  EXPECT_EQ(result.old_reports, 100);
  EXPECT_EQ(result.days_to_complete, 9);
  reports.add(1, 0, 40 * day);  // now only 95 of 101 are in after nine days
  EXPECT_EQ(lag_completeness(reports.time, reports.registered, 400 * day).days_to_complete, 40);
}

TEST(LagCompleteness, CountsStartedDays) {
  LateReports reports;
  reports.add(50, 0, 25 * hour);
  EXPECT_EQ(lag_completeness(reports.time, reports.registered, 400 * day).days_to_complete, 2);
  LateReports at_once;
  at_once.add(50, 0, -hour);
  EXPECT_EQ(lag_completeness(at_once.time, at_once.registered, 400 * day).days_to_complete, 0);
}

TEST(LagCompleteness, LooksAtOldReportsOnly) {
  LateReports reports;
  reports.add(49, 0, day);
  reports.add(500, 300 * day, 0);  // too young to be all in
  reports.add(20, 0, no_instant);  // no time of registration
  const LagCompleteness result = lag_completeness(reports.time, reports.registered, 400 * day);
  EXPECT_EQ(result.old_reports, 49);
  EXPECT_FALSE(result.days_to_complete);
}

}  // namespace
}  // namespace vigie
