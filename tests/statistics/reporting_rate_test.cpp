// The reporting rate on simulated problems whose true rate is known, and the end that must never be the last report.
#include "engine/statistics/reporting_rate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/base/instants.h"

namespace vigie {
namespace {

using test::day;

TEST(Exposure, EndsAtTheFirstOfClosingHorizonAndEndOfData) {
  EXPECT_EQ(exposure_end(10 * day, 15 * day, 30, 100 * day), 15 * day);
  EXPECT_EQ(exposure_end(10 * day, no_instant, 30, 100 * day), 40 * day);
  EXPECT_EQ(exposure_end(90 * day, no_instant, 30, 100 * day), 100 * day);
  // A closing before the first report is a mistake, not an end.
  EXPECT_EQ(exposure_end(10 * day, 9 * day, 30, 100 * day), 40 * day);
  EXPECT_EQ(exposure_end(10 * day, 10 * day, 30, 100 * day), 10 * day);
}

TEST(RepeatRate, HasTheExactLimitsOfACount) {
  const RepeatRate rate = repeat_rate(10, 200);
  EXPECT_NEAR(rate.rate, 0.05, 1e-15);
  EXPECT_NEAR(rate.lower, 4.795389 / 200, 1e-8);
  EXPECT_NEAR(rate.upper, 18.390356 / 200, 1e-8);
  EXPECT_EQ(repeat_rate(0, 50).lower, 0);
  EXPECT_NEAR(repeat_rate(0, 50).upper, 3.688879 / 50, 1e-8);
  EXPECT_TRUE(std::isnan(repeat_rate(3, 0).rate));
}

TEST(Scenario, TurnsReportedProblemsIntoAllOfThemAndStopsAtFive) {
  EXPECT_NEAR(scenario_factor(0.05, 30).value, 1 / (1 - std::exp(-1.5)), 1e-14);
  EXPECT_TRUE(scenario_factor(0.001, 30).capped);
  EXPECT_EQ(scenario_factor(0.001, 30).value, 5);
  EXPECT_TRUE(std::isnan(scenario_factor(0, 30).value));
}

// Problems that arise all through two years, last about 30 days, and are reported at `rate` per day while they last.
struct Simulated {
  double ever_reported, repeats, days, days_to_last;
};

Simulated simulate(double rate, int problems, std::mt19937_64& random) {
  std::exponential_distribution<double> wait(rate), lasts(1.0 / 30);
  std::uniform_real_distribution<double> begins(0, 700);
  Simulated result{0, 0, 0, 0};
  for (int i = 0; i < problems; ++i) {
    const double begin = begins(random), gone = begin + lasts(random);
    const double first = begin + wait(random);
    if (first >= gone) continue;
    result.ever_reported += 1;
    const auto at = static_cast<Instant>(first * day);
    const double end = static_cast<double>(exposure_end(at, static_cast<Instant>(gone * day), 60, 730 * day)) /
                       static_cast<double>(day);
    double last = first;
    for (double t = first + wait(random); t < end; t += wait(random)) {
      result.repeats += 1;
      last = t;
    }
    result.days += end - first;
    result.days_to_last += last - first;
  }
  result.ever_reported /= problems;
  return result;
}

TEST(ReportingRateSimulation, RecoversTheTrueRateWithinItsInterval) {
  // At these rates 38, 64 and 86 % of the problems are ever reported.
  std::mt19937_64 random(11);
  for (double truth : {0.02, 0.06, 0.2}) {
    int held = 0;
    double mean = 0, naive = 0;
    for (int city = 0; city < 200; ++city) {
      const Simulated seen = simulate(truth, 400, random);
      const RepeatRate rate = repeat_rate(seen.repeats, seen.days);
      held += rate.lower <= truth && truth <= rate.upper ? 1 : 0;
      mean += rate.rate / 200;
      naive += seen.repeats / seen.days_to_last / 200;
    }
    // 95 % of 200 is 190; fewer than 180 would come once in ten thousand.
    EXPECT_GE(held, 180) << truth;
    EXPECT_NEAR(mean, truth, 0.03 * truth);
    // Ending at the last report instead, as it must not: half too much and more where problems are reported seldom.
    EXPECT_GT(naive, (truth < 0.1 ? 1.4 : 1.1) * truth);
  }
}

}  // namespace
}  // namespace vigie
