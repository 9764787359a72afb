// Ratios of two counts against sums of the binomial with 60 digits, and against an independent slow search.
#include "engine/statistics/rate_ratio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "engine/statistics/fdr.h"

namespace vigie {
namespace {

const double infinity = std::numeric_limits<double>::infinity();

// Tails summed with Python's decimal at 60 digits, limits by bisection of these sums. The first row is the textbook
// example of 15 against 8 (1.875, 0.7462 to 5.1064).
TEST(RateRatio, EqualsBinomialSums) {
  struct Row {
    double y0, e0, y1, e1, ratio, lower, upper, p;
  };
  constexpr double no = std::numeric_limits<double>::quiet_NaN();
  for (const Row& row : {Row{8, 1, 15, 1, 1.875, 0.74624894431, 5.10636313517, 0.210039615631},
                         {15, 1, 8, 1, 0.533333333333, 0.19583409435, 1.34003539653, 0.210039615631},
                         {0, 1, 7, 1, no, 1.44130851884, infinity, 0.015625},
                         {7, 1, 0, 1, 0, 0, 0.693813980096, 0.015625},
                         {5, 31, 3, 28, 0.664285714286, 0.1031580811, 3.41433192201, 0.840321084433},
                         {3, 28, 5, 31, 1.50537634409, 0.292883065514, 9.69386003828, 0.840321084433},
                         {90, 28, 120, 28, 1.33333333333, 1.00604166863, 1.7724302502, 0.0451140878648},
                         {1000, 365, 1200, 366, 1.19672131148, 1.09946931047, 1.30279035253, 2.89837857357e-05},
                         {1, 1, 1, 1, 1, 0.0127393670837, 78.4968353163, 1}}) {
    const RateRatio result = rate_ratio(row.y0, row.e0, row.y1, row.e1);
    if (std::isnan(row.ratio)) {
      EXPECT_TRUE(std::isnan(result.ratio));
    } else {
      EXPECT_NEAR(result.ratio, row.ratio, 1e-11);
    }
    EXPECT_NEAR(result.lower, row.lower, 1e-10 * row.lower);
    if (std::isinf(row.upper)) {
      EXPECT_EQ(result.upper, infinity);
    } else {
      EXPECT_NEAR(result.upper, row.upper, 1e-10 * row.upper);
    }
    EXPECT_NEAR(result.p, row.p, 1e-11 * row.p);
  }
}

double slow_p(int y0, int y1, double pi) {
  const int n = y0 + y1;
  double below = 0, above = 0;
  for (int k = 0; k <= n; ++k) {
    const double log_weight =
        std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(pi) + (n - k) * std::log1p(-pi);
    if (k <= y1) below += std::exp(log_weight);
    if (k >= y1) above += std::exp(log_weight);
  }
  return std::min(1.0, 2 * std::min(below, above));
}

TEST(RateRatio, EqualsTheSlowSumOnRandomCounts) {
  std::mt19937 dice(7);
  for (int i = 0; i < 500; ++i) {
    const int y0 = static_cast<int>(dice() % 200), y1 = static_cast<int>(dice() % 200);
    const double e0 = 1 + static_cast<double>(dice() % 400), e1 = 1 + static_cast<double>(dice() % 400);
    if (y0 + y1 == 0) continue;
    const RateRatio result = rate_ratio(y0, e0, y1, e1);
    EXPECT_NEAR(result.p, slow_p(y0, y1, e1 / (e0 + e1)), 1e-10) << y0 << " " << y1;
    // At a limit the ratio is just not refused: the tail is 2.5 %.
    if (y1 > 0) {
      EXPECT_NEAR(slow_p(y0, y1, result.lower * e1 / (result.lower * e1 + e0)), 0.05, 1e-8);
    }
    // Exchanging the periods turns the ratio over.
    const RateRatio other = rate_ratio(y1, e1, y0, e0);
    EXPECT_NEAR(other.p, result.p, 1e-12);
    if (y1 > 0) {
      EXPECT_NEAR(other.upper * result.lower, 1, 1e-8);
    }
  }
}

TEST(RateRatio, HasNoResultWithoutCounts) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const RateRatio& none : {rate_ratio(0, 1, 0, 1), rate_ratio(nan, 1, 3, 1), rate_ratio(3, 0, 3, 1),
                                rate_ratio(3, 1, -1, 1), rate_ratio(3, 1, 3, nan)}) {
    EXPECT_TRUE(std::isnan(none.ratio));
    EXPECT_TRUE(std::isnan(none.lower));
    EXPECT_TRUE(std::isnan(none.upper));
    EXPECT_TRUE(std::isnan(none.p));
  }
}

// Quiet nights: 36 places with the same mean twice. Any of them is called changed on at most one night in twenty.
TEST(RateRatio, CallsAtMostOneQuietNightInTwentyChanged) {
  std::mt19937_64 dice(11);
  constexpr int nights = 2000;
  int called = 0;
  for (int night = 0; night < nights; ++night) {
    std::vector<double> p;
    for (int place = 0; place < 36; ++place) {
      std::poisson_distribution<int> counts(2.0 + place);
      p.push_back(rate_ratio(counts(dice), 1, counts(dice), 1).p);
    }
    const std::vector<double> q = q_values(p, Correction::fdr);
    called += std::ranges::any_of(q, [](double value) { return value <= 0.05; }) ? 1 : 0;
  }
  // 5 % of 2000 is 100; four standard deviations above are 139.
  EXPECT_LE(called, 139);
  EXPECT_GE(called, 10) << "a test that never alarms finds nothing either";
}

}  // namespace
}  // namespace vigie
