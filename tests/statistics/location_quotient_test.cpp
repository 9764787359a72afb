// The location quotient by hand, and its limits against a published example, a slow search, and simulated towns.
#include "engine/statistics/location_quotient.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace vigie {
namespace {

// The same statistic, with the most likely shares found by narrowing down the likelihood instead of by a formula.
double slow_contradiction(double a, double m, double b, double n, double ratio) {
  const auto likelihood = [&](double second) {
    const double first = ratio * second;
    return (a > 0 ? a * std::log(first) : 0) + (m > a ? (m - a) * std::log1p(-first) : 0) +
           (b > 0 ? b * std::log(second) : 0) + (n > b ? (n - b) * std::log1p(-second) : 0);
  };
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = 1e-14, high = std::min(1.0, 1 / ratio) - 1e-14;
  for (int i = 0; i < 120; ++i) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    likelihood(left) < likelihood(right) ? low = left : high = right;
  }
  const double second = (low + high) / 2, first = ratio * second;
  return std::pow(a - m * first, 2) / (m * first * (1 - first)) +
         std::pow(b - n * second, 2) / (n * second * (1 - second));
}

TEST(ScoreLimits, AreThoseOfThePublishedExample) {
  // Koopman 1984: 36 of 40 against 16 of 80 gives 2.94 to 7.15.
  const RatioLimits limits = score_limits_of_ratio(36, 40, 16, 80);
  EXPECT_NEAR(limits.lower, 2.94, 0.005);
  EXPECT_NEAR(limits.upper, 7.15, 0.005);
}

TEST(ScoreLimits, StandWhereASlowSearchFindsTheBorder) {
  std::mt19937 random(11);
  for (int i = 0; i < 200; ++i) {
    const int m = 1 + static_cast<int>(random() % 300), n = 1 + static_cast<int>(random() % 3000);
    const int a = static_cast<int>(random() % static_cast<unsigned>(m + 1));
    const int b = static_cast<int>(random() % static_cast<unsigned>(n + 1));
    if (a + b == 0 || (a == m && b == n)) continue;
    const RatioLimits limits = score_limits_of_ratio(a, m, b, n);
    EXPECT_LE(limits.lower, (double(a) / m) / (double(b) / n) * (1 + 1e-9));
    if (a > 0) {
      EXPECT_NEAR(slow_contradiction(a, m, b, n, limits.lower), 3.841459, 2e-3)
          << a << "/" << m << " " << b << "/" << n;
    }
    if (b > 0) {
      EXPECT_NEAR(slow_contradiction(a, m, b, n, limits.upper), 3.841459, 2e-3)
          << a << "/" << m << " " << b << "/" << n;
    }
  }
}

TEST(ScoreLimits, AreOpenWhereNothingLimitsThem) {
  EXPECT_EQ(score_limits_of_ratio(0, 10, 5, 100).lower, 0);
  EXPECT_TRUE(std::isinf(score_limits_of_ratio(5, 10, 0, 100).upper));
  EXPECT_TRUE(std::isnan(score_limits_of_ratio(0, 10, 0, 100).upper));
  const RatioLimits all = score_limits_of_ratio(10, 10, 100, 100);
  EXPECT_LT(all.lower, 1);
  EXPECT_GT(all.upper, 1);
}

TEST(LocationQuotient, IsARatioOfShares) {
  // 30 of 40 here, 60 of 200 in all: 0.75 / 0.3.
  const LocationQuotient noise = location_quotient(30, 40, 60, 200);
  EXPECT_NEAR(noise.expected, 12, 1e-12);
  EXPECT_NEAR(noise.value, 2.5, 1e-12);
  const RatioLimits elsewhere = score_limits_of_ratio(30, 40, 30, 160);
  EXPECT_NEAR(noise.lower, elsewhere.lower / (0.2 * elsewhere.lower + 0.8), 1e-12);
  EXPECT_NEAR(noise.upper, elsewhere.upper / (0.2 * elsewhere.upper + 0.8), 1e-12);
  EXPECT_GT(noise.lower, 1);
}

TEST(LocationQuotient, HasLimitsWithoutEventsOfTheKind) {
  const LocationQuotient absent = location_quotient(0, 40, 60, 200);
  EXPECT_EQ(absent.value, 0);
  EXPECT_EQ(absent.lower, 0);
  EXPECT_GT(absent.upper, 0);
  EXPECT_LT(absent.upper, 1);
  // All of the kind lie here: it cannot be more concentrated.
  EXPECT_NEAR(location_quotient(30, 40, 30, 200).upper, 5, 1e-12);
}

TEST(LocationQuotient, HasNoValueWithoutEvents) {
  EXPECT_TRUE(std::isnan(location_quotient(0, 0, 60, 200).value));
  EXPECT_TRUE(std::isnan(location_quotient(0, 40, 0, 200).value));
  const LocationQuotient alone = location_quotient(60, 200, 60, 200);  // one area is the whole
  EXPECT_EQ(alone.value, 1);
  EXPECT_TRUE(std::isnan(alone.lower));
}

TEST(LocationQuotient, HoldsTheTruthInNinetyFiveOfAHundred) {
  // Poisson counts of two kinds in an area and in the rest, few and many.
  std::mt19937 random(5);
  for (const double scale : {1.0, 4.0, 40.0}) {
    std::poisson_distribution<int> kind_here(4 * scale), other_here(16 * scale), kind_else(30 * scale),
        other_else(270 * scale);
    const double truth = (4.0 / 20) / (34.0 / 320);
    int held = 0, drawn = 0;
    while (drawn < 4000) {
      const double a = kind_here(random), b = other_here(random), c = kind_else(random), d = other_else(random);
      const LocationQuotient found = location_quotient(a, a + b, a + c, a + b + c + d);
      if (std::isnan(found.value)) continue;
      ++drawn;
      held += found.lower <= truth && truth <= found.upper ? 1 : 0;
    }
    EXPECT_NEAR(held / 4000.0, 0.95, 0.02) << scale;
  }
}

}  // namespace
}  // namespace vigie
