// Lift against its formula, exact limits at the ends, and coverage of its interval where watch areas fall at random.
#include "engine/statistics/coverage_lift.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

TEST(Lift, FollowsTheFormula) {
  // 60 of 200 incidents, a fifth of the homes, phi = 2: sd = sqrt(2 * 0.7 / 60).
  const Lift lift = coverage_lift(60, 200, 0.2, 2);
  EXPECT_NEAR(lift.value, 1.5, 1e-15);
  const double sd = std::sqrt(2 * 0.7 / 60);
  EXPECT_NEAR(lift.lower, 1.5 * std::exp(-1.959963984540054 * sd), 1e-12);
  EXPECT_NEAR(lift.upper, 1.5 * std::exp(1.959963984540054 * sd), 1e-12);
}

TEST(Lift, TakesExactLimitsWhereTheLogarithmHasNone) {
  const Lift none = coverage_lift(0, 30, 0.25, 3), all = coverage_lift(30, 30, 0.25, 3);
  EXPECT_EQ(none.value, 0);
  EXPECT_EQ(none.lower, 0);
  // Clopper-Pearson: 1 - 0.025^(1/30).
  EXPECT_NEAR(none.upper, (1 - std::pow(0.025, 1.0 / 30)) / 0.25, 1e-12);
  EXPECT_EQ(all.value, 4);
  EXPECT_NEAR(all.lower, std::pow(0.025, 1.0 / 30) / 0.25, 1e-12);
  EXPECT_EQ(all.upper, 4);
}

TEST(Lift, HasNoValueWithoutIncidentsOrCoveredHomes) {
  EXPECT_TRUE(std::isnan(coverage_lift(0, 0, 0.2, 1).value));
  EXPECT_TRUE(std::isnan(coverage_lift(5, 10, 0, 1).value));
  EXPECT_TRUE(std::isnan(coverage_lift(5, 10, std::nan(""), 1).value));
}

// Doubling every report leaves the ratio and the tipping factor alone.
TEST(Lift, KeepsItsValueWhenEveryReportCountsTwice) {
  EXPECT_EQ(coverage_lift(60, 200, 0.2, 1).value, coverage_lift(120, 400, 0.2, 1).value);
  EXPECT_EQ(tipping_factor(0.2, 60.0 / 200), tipping_factor(0.2, 120.0 / 400));
}

TEST(TippingFactor, IsTheRateRatioBetweenCoveredAndUncovered) {
  // 40 incidents on 20 covered homes, 60 on 80 others: 2 per home against 0.75.
  EXPECT_NEAR(tipping_factor(0.2, 0.4), 2 / 0.75, 1e-14);
  for (double end : {0.0, 1.0}) {
    EXPECT_TRUE(std::isnan(tipping_factor(end, 0.4)));
    EXPECT_TRUE(std::isnan(tipping_factor(0.2, end)));
  }
}

TEST(Overdispersion, IsPearsonOverDegreesOfFreedomAndNeverBelowOne) {
  // Expected 10 each: (100 + 0 + 100) / 10 / 2 = 10. The area without homes takes no part.
  EXPECT_NEAR(overdispersion(std::vector<double>{20, 10, 0, 7}, std::vector<double>{5, 5, 5, 0}), 10, 1e-12);
  EXPECT_EQ(overdispersion(std::vector<double>{10, 10, 10}, std::vector<double>{5, 5, 5}), 1);
  EXPECT_EQ(overdispersion(std::vector<double>{4}, std::vector<double>{5}), 1);
}

TEST(Wilson, GivesThePublishedExample) {
  const ShareLimits limits = wilson_limits(3, 120);
  EXPECT_NEAR(1000 * limits.lower, 8.538, 5e-4);
  EXPECT_NEAR(1000 * limits.upper, 70.930, 5e-4);
  EXPECT_EQ(wilson_limits(0, 20).lower, 0);
  EXPECT_EQ(wilson_limits(20, 20).upper, 1);
  EXPECT_TRUE(std::isnan(wilson_limits(21, 20).upper));
}

// Every order of the shares within a stratum, counted out: with up to two areas per tenth there are few.
TEST(LiftPermutation, AgreesWithCountingOutAllExchanges) {
  std::vector<double> events, homes, covered;
  for (int i = 0; i < 20; ++i) {
    events.push_back(i * 7 % 11 + (i % 2 ? 4.0 : 0.0));
    homes.push_back(100 + 10 * (i / 2));  // ten pairs of equal size
    covered.push_back(i % 2 ? 1 : 0);
  }
  double observed = 0;
  const auto lift = [&](unsigned swaps) {
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < 20; ++i) {
      const std::size_t from = (swaps >> (i / 2)) & 1U ? i ^ 1U : i;
      top += covered[from] * events[i];
      bottom += covered[from] * homes[i];
    }
    return top / bottom;
  };
  observed = lift(0);
  double upper = 0, lower = 0;
  for (unsigned swaps = 0; swaps < 1024; ++swaps) {
    upper += lift(swaps) >= observed - 1e-12 ? 1 : 0;
    lower += lift(swaps) <= observed + 1e-12 ? 1 : 0;
  }
  const double exact = std::min(1.0, 2 * std::min(upper, lower) / 1024);
  const double p = lift_permutation_p(events, homes, covered, 99'999, 7);
  EXPECT_NEAR(p, exact, 4 * std::sqrt(exact / 99'999) + 1e-4);
  EXPECT_EQ(p, lift_permutation_p(events, homes, covered, 99'999, 7));
}

TEST(LiftPermutation, HasNoValueWhereNothingCanChangePlaces) {
  const std::vector<double> events{3, 4, 5}, homes{10, 20, 30};
  EXPECT_TRUE(std::isnan(lift_permutation_p(events, homes, std::vector<double>{1, 0, 0}, 99, 1)));
  EXPECT_TRUE(std::isnan(lift_permutation_p(events, homes, std::vector<double>{1, 1, 1}, 99, 1)));
}

// 400 maps of 120 areas whose rates differ by themselves; watch areas fall on 30 of them at random. The interval should
// hold 1 in 95 of 100: between 91.7 and 98.3 % of 400 with probability 0.998 if it does.
TEST(LiftSimulation, IntervalHoldsOneWhereWatchAreasFallAtRandom) {
  for (double unevenness : {0.0, 0.5}) {
    std::mt19937_64 random(20);
    int held = 0;
    for (int map = 0; map < 400; ++map) {
      std::vector<double> events, homes, share(120, 0);
      for (int i = 0; i < 120; ++i) {
        homes.push_back(std::uniform_int_distribution<int>(200, 800)(random));
        const double rate = unevenness > 0 ? std::gamma_distribution<double>(1 / unevenness, unevenness)(random) : 1.0;
        events.push_back(std::poisson_distribution<int>(0.05 * homes.back() * rate)(random));
      }
      std::fill_n(share.begin(), 30, 1.0);
      std::ranges::shuffle(share, random);
      double covered = 0, all = 0, homes_covered = 0, homes_all = 0;
      for (std::size_t i = 0; i < 120; ++i) {
        covered += share[i] * events[i];
        all += events[i];
        homes_covered += share[i] * homes[i];
        homes_all += homes[i];
      }
      const Lift lift = coverage_lift(covered, all, homes_covered / homes_all, overdispersion(events, homes));
      held += lift.lower <= 1 && 1 <= lift.upper ? 1 : 0;
    }
    EXPECT_GE(held, 367) << unevenness;
    EXPECT_LE(held, 393) << unevenness;
  }
}

}  // namespace
}  // namespace vigie
