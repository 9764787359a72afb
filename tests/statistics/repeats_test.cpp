// Events that come back: against every pair, and Beta posteriors of shares against their definition.
#include "engine/statistics/repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/base/instants.h"

#include "engine/statistics/share_posterior.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

using test::day;

TEST(Repeats, WithinReachAndTime) {
  const std::vector<double> x{0, 30, 100, 100, 500}, y{0, 0, 0, 0, 0};
  const std::vector<Instant> when{0, 180 * day, 0, 181 * day, no_instant};
  EXPECT_THAT(has_repeat(x, y, when, 30, 180), ElementsAre(1, 1, 0, 0, 0));
  EXPECT_THAT(has_repeat(x, y, when, 29.9, 180), ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(has_repeat(x, y, when, 0, 181), ElementsAre(0, 0, 1, 1, 0));
}

TEST(Repeats, EqualEveryPair) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> place(-150, 150), time(0, 400);
  std::vector<double> x, y;
  std::vector<Instant> when;
  for (int i = 0; i < 300; ++i) {
    x.push_back(i % 40 == 0 ? std::numeric_limits<double>::quiet_NaN() : place(random));
    y.push_back(place(random));
    when.push_back(i % 50 == 1 ? no_instant : std::llround(time(random) * static_cast<double>(day)));
  }
  std::vector<std::uint8_t> slow(x.size(), 0);
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j)
      if (i != j && when[i] != no_instant && when[j] != no_instant && std::hypot(x[i] - x[j], y[i] - y[j]) <= 30 &&
          std::llabs(when[i] - when[j]) <= 20 * day)
        slow[i] = 1;
  EXPECT_EQ(has_repeat(x, y, when, 30, 20), slow);
}

TEST(SharePosterior, DrawsSmallPlacesToTheOverallShare) {
  const std::vector<double> parts{5, 90, 10, 1}, totals{50, 100, 100, 1};
  const SharePosterior result = share_posterior(parts, totals);
  EXPECT_DOUBLE_EQ(result.overall, 106. / 251);
  ASSERT_GT(result.variance, 0);
  const auto mean = [&](std::size_t i) { return result.first[i] / (result.first[i] + result.second[i]); };
  EXPECT_GT(mean(0), 0.1);
  EXPECT_LT(mean(0), result.overall);
  EXPECT_LT(mean(3), 0.9);
  EXPECT_GT(mean(3), result.overall);
  EXPECT_NEAR(mean(1), 0.9, 0.02);
}

TEST(SharePosterior, RecoversThePriorItWasDrawnFrom) {
  std::mt19937 random(8);
  std::gamma_distribution<double> a(3, 1), b(6, 1);
  std::vector<double> parts, totals;
  for (int i = 0; i < 4000; ++i) {
    const double first = a(random), share = first / (first + b(random));
    totals.push_back(20 + i % 60);
    parts.push_back(std::binomial_distribution<int>(20 + i % 60, share)(random));
  }
  const SharePosterior result = share_posterior(parts, totals);
  EXPECT_NEAR(result.overall, 1. / 3, 0.01);
  const double strength = result.first[0] + result.second[0] - totals[0];
  EXPECT_NEAR(strength, 9, 1);
}

TEST(SharePosterior, ShowsNoDifferenceWhereThereIsNone) {
  const SharePosterior same = share_posterior(std::vector<double>{5, 10}, std::vector<double>{10, 20});
  EXPECT_EQ(same.variance, 0);
  EXPECT_TRUE(std::isnan(same.first[0]));
  EXPECT_TRUE(std::isnan(share_posterior(std::vector<double>{0}, std::vector<double>{0}).first[0]));
}

}  // namespace
}  // namespace vigie
