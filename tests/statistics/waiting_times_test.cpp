// The product-limit estimator against R, a slow product, and the plain share where nothing is cut off.
#include "engine/statistics/waiting_times.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

// Remission of leukemia under 6-MP in weeks, 21 patients (Freireich et al. 1963).
std::vector<Wait> remission() {
  const std::vector<double> weeks{6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
  const std::vector<int> ended{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
  std::vector<Wait> waits;
  for (std::size_t i = 0; i < weeks.size(); ++i) waits.push_back({weeks[i], ended[i] == 1});
  return waits;
}

std::vector<Wait> all_ended(const std::vector<double>& days) {
  std::vector<Wait> waits;
  for (double day : days) waits.push_back({day, true});
  return waits;
}

std::vector<Wait> drawn(std::mt19937& random, std::size_t n, unsigned days, unsigned cut_off_in_ten) {
  std::vector<Wait> waits;
  for (std::size_t i = 0; i < n; ++i)
    waits.push_back({static_cast<double>(random() % days), random() % 10 >= cut_off_in_ten});
  return waits;
}

// R 4.2.2, survival 3.5-3: survfit(Surv(weeks, ended) ~ 1, conf.type = "log-log"); the median is NA above.
TEST(WaitingCurve, IsThatOfR) {
  const WaitingCurve curve(remission());
  ASSERT_EQ(curve.steps().size(), 7U);
  EXPECT_NEAR(curve.steps()[3].waiting, 0.69019607843137243, 1e-15);
  const WaitEstimate at_20 = curve.ended_within(20);
  EXPECT_NEAR(at_20.value, 1 - 0.62745098039215674, 1e-15);
  EXPECT_NEAR(at_20.lower, 1 - 0.80491218947184118, 1e-14);
  EXPECT_NEAR(at_20.upper, 1 - 0.36751085598750205, 1e-14);
  const WaitEstimate median = curve.median();
  EXPECT_EQ(median.value, 23);
  EXPECT_EQ(median.lower, 13);
  EXPECT_TRUE(std::isnan(median.upper));
  EXPECT_EQ(curve.followed(), 35);
  EXPECT_TRUE(std::isnan(curve.ended_within(36).value));
  EXPECT_FALSE(std::isnan(curve.ended_within(35).value));
}

// One factor for each day, counted anew; Greenwood's sum likewise.
struct SlowCurve {
  double waiting = 1, spread = 0;
};

SlowCurve slow_curve(const std::vector<Wait>& waits, double until) {
  SlowCurve slow;
  for (double day = 0; day <= until; ++day) {
    double at_risk = 0, ends = 0;
    for (const Wait& wait : waits) {
      at_risk += wait.days >= day ? 1 : 0;
      ends += wait.days == day && wait.ended ? 1 : 0;
    }
    if (ends == 0) continue;
    slow.waiting *= 1 - ends / at_risk;
    slow.spread += ends / (at_risk * (at_risk - ends));
  }
  return slow;
}

TEST(WaitingCurve, IsTheProductOfTheSharesThatWaitOn) {
  std::mt19937 random(9);
  for (int trial = 0; trial < 300; ++trial) {
    const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    const std::vector<Wait> waits = drawn(random, 1 + below(60), 1 + below(30), below(10));
    const double last = std::ranges::max_element(waits, {}, &Wait::days)->days;
    const WaitingCurve curve(waits);
    double median = std::nan(""), lower = median, upper = median;
    for (double day = 0; day <= 32; ++day) {
      const SlowCurve slow = slow_curve(waits, day);
      const WaitEstimate found = curve.ended_within(day);
      if (std::isnan(found.value)) {
        EXPECT_TRUE(last < day && slow.waiting > 0);
        continue;
      }
      EXPECT_NEAR(found.value, 1 - slow.waiting, 1e-12);
      if (std::isnan(median) && slow.waiting <= 0.5 + 1e-12) median = day;
      if (slow.waiting <= 1e-12 || slow.waiting >= 1 - 1e-12) continue;
      const double centre = std::log(-std::log(slow.waiting));
      const double reach = 1.959963984540054 * std::sqrt(slow.spread) / std::abs(std::log(slow.waiting));
      const double low = std::exp(-std::exp(centre + reach)), high = std::exp(-std::exp(centre - reach));
      EXPECT_NEAR(found.lower, 1 - high, 1e-12);
      EXPECT_NEAR(found.upper, 1 - low, 1e-12);
      if (std::isnan(lower) && low <= 0.5) lower = day;
      if (std::isnan(upper) && high <= 0.5) upper = day;
    }
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    const WaitEstimate found = curve.median();
    EXPECT_TRUE(same(found.value, median) && same(found.lower, lower) && same(found.upper, upper)) << trial;
  }
}

TEST(WaitingCurve, IsThePlainShareWhereNothingIsCutOff) {
  const WaitingCurve curve(all_ended({4, 1, 2, 3}));
  EXPECT_DOUBLE_EQ(curve.ended_within(1).value, 0.25);
  EXPECT_DOUBLE_EQ(curve.ended_within(3.9).value, 0.75);
  EXPECT_EQ(curve.ended_within(90).value, 1);  // nothing waits any more
  EXPECT_EQ(curve.median().value, 2);          // the first day by which half have ended
  EXPECT_EQ(WaitingCurve(all_ended({5, 9, 7})).median().value, 7);
}

TEST(WaitingCurve, HasExactLimitsWhereNoneOrAllHaveEnded) {
  // Five are followed for 40 days without an end, two were lost on day 10: five are known to have waited 30 days.
  std::vector<Wait> waits(5, {40, false});
  waits.insert(waits.end(), 2, {10, false});
  const WaitEstimate none = WaitingCurve(waits).ended_within(30);
  EXPECT_EQ(none.value, 0);
  EXPECT_EQ(none.lower, 0);
  EXPECT_DOUBLE_EQ(none.upper, binomial_limits(0, 5).upper);
  EXPECT_TRUE(std::isnan(WaitingCurve(waits).median().value));
  waits = all_ended({1, 2, 3});
  waits.push_back({2.5, false});
  const WaitEstimate all = WaitingCurve(waits).ended_within(30);
  EXPECT_EQ(all.value, 1);
  EXPECT_EQ(all.upper, 1);
  EXPECT_DOUBLE_EQ(all.lower, binomial_limits(3, 3).lower);
}

// Who is cut off on the day of an end was still waiting that day: 1/2 of two, not 1/1 of one.
TEST(WaitingCurve, EndsComeBeforeCutsOfTheSameTime) {
  EXPECT_DOUBLE_EQ(WaitingCurve({{7, false}, {7, true}}).ended_within(7).value, 0.5);
  EXPECT_DOUBLE_EQ(WaitingCurve({{0, true}, {5, false}}).ended_within(0).value, 0.5);
}

TEST(WaitingCurve, SaysNothingOfNothing) {
  const WaitingCurve nothing({});
  EXPECT_TRUE(nothing.steps().empty());
  EXPECT_TRUE(std::isnan(nothing.followed()));
  EXPECT_TRUE(std::isnan(nothing.median().value));
  EXPECT_TRUE(std::isnan(nothing.ended_within(30).value));
}

TEST(WaitingCurve, DoesNotDependOnTheOrder) {
  std::mt19937 random(4);
  std::vector<Wait> waits = drawn(random, 200, 50, 3);
  const WaitEstimate before = WaitingCurve(waits).ended_within(20);
  std::ranges::shuffle(waits, random);
  const WaitEstimate after = WaitingCurve(waits).ended_within(20);
  EXPECT_EQ(before.value, after.value);
  EXPECT_EQ(before.lower, after.lower);
}

// Half of 30,000 waits of known distribution: exponential with mean 20, followed for 25 days on average.
TEST(WaitingCurve, FindsTheTruthBehindTheCuts) {
  std::mt19937 random(12);
  std::exponential_distribution<double> wait(1.0 / 20), cut(1.0 / 25);
  int held = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<Wait> waits;
    for (int i = 0; i < 100; ++i) {
      const double end = wait(random), stop = cut(random);
      waits.push_back({std::min(end, stop), end <= stop});
    }
    const WaitEstimate median = WaitingCurve(waits).median();
    held += median.lower <= 20 * std::log(2) && !(median.upper < 20 * std::log(2)) ? 1 : 0;
  }
  EXPECT_GE(held, 276);  // 95 % less three standard deviations
  EXPECT_LE(held, 297);
}

}  // namespace
}  // namespace vigie
