// Lorenz curve, Gini and top shares: drawn by hand, by the formulas in shares, and by brute force.
#include "engine/statistics/concentration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "engine/base/error.h"

namespace vigie {
namespace {

using Counts = std::vector<double>;

const Counts many{10, 8, 2, 0, 0, 0, 0, 0, 0, 0};
const Counts few{5, 2, 1, 0, 0, 0, 0, 0, 0, 0};

// Values of the text: ten places, 20 and 8 events.
TEST(Concentration, OfTenPlaces) {
  EXPECT_NEAR(gini(count_levels(many)), 0.78, 1e-15);
  EXPECT_NEAR(generalized_gini(count_levels(many)), 0.78, 1e-15);
  EXPECT_NEAR(gini(count_levels(few)), 0.80, 1e-15);
  EXPECT_NEAR(generalized_gini(count_levels(few)), 0.75, 1e-15);
  EXPECT_NEAR(generalized_gini_small_sample(count_levels(many)), 0.78 * 10 / 9, 1e-15);
  EXPECT_NEAR(generalized_gini_small_sample(count_levels(few)), 0.75 * 8 / 7, 1e-15);
}

TEST(Concentration, AtItsEnds) {
  EXPECT_EQ(gini(count_levels(Counts{7})), 0);
  EXPECT_EQ(gini(count_levels(Counts{3, 3, 3, 3})), 0);
  EXPECT_NEAR(generalized_gini(count_levels(Counts{1, 1, 0, 0, 0})), 0, 1e-15);  // as even as two events can be
  EXPECT_NEAR(generalized_gini(count_levels(Counts{4, 0, 0, 0, 0, 0})), 1 - 1 / 4.0, 1e-15);
  EXPECT_NEAR(generalized_gini_small_sample(count_levels(Counts{4, 0, 0, 0, 0, 0})), 1, 1e-15);
  EXPECT_NEAR(generalized_gini(count_levels(Counts{0, 1, 0})), 0, 1e-15);  // one event is always alone
  EXPECT_EQ(generalized_gini_small_sample(count_levels(Counts{0, 1, 0})), 0);
  for (auto measure : {gini, generalized_gini, generalized_gini_small_sample})
    EXPECT_TRUE(std::isnan(measure(count_levels(Counts{0, 0}))));
}

// The formula in shares p ascending: max(1/c, 1/n) (2 sum i p - n - 1) - max(n/c, 1) + 1, for whole counts.
double by_shares(Counts counts) {
  std::ranges::sort(counts);
  const double c = std::accumulate(counts.begin(), counts.end(), 0.0), n = static_cast<double>(counts.size());
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) sum += static_cast<double>(i + 1) * counts[i] / c;
  return std::max(1 / c, 1 / n) * (2 * sum - n - 1) - std::max(n / c, 1.0) + 1;
}

// Mean absolute difference over all pairs, halved, over the mean.
double by_pairs(const Counts& counts) {
  double sum = 0, total = 0;
  for (double a : counts) {
    total += a;
    for (double b : counts) sum += std::abs(a - b);
  }
  const double n = static_cast<double>(counts.size());
  return sum / (2 * n * total);
}

TEST(Concentration, EqualsOtherFormulasOnRandomCounts) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    Counts counts(1 + random() % 40);
    for (double& count : counts) count = static_cast<double>(random() % 5 == 0 ? random() % 30 : random() % 3);
    counts[0] += 1;
    const CountLevels levels = count_levels(counts);
    EXPECT_NEAR(gini(levels), by_pairs(counts), 1e-13);
    EXPECT_NEAR(generalized_gini(levels), by_shares(counts), 1e-12);
    std::ranges::sort(counts, std::ranges::greater{});
    for (double share : {0.05, 0.1, 0.2, 0.333, 1.0}) {
      double held = 0;
      const double places = share * static_cast<double>(counts.size());
      for (std::size_t i = 0; i < counts.size(); ++i)
        held += counts[i] * std::clamp(places - static_cast<double>(i), 0.0, 1.0);
      EXPECT_NEAR(top_share(levels, share), held / levels.events, 1e-13);
    }
    for (double share : {0.25, 0.5, 0.8, 1.0}) {
      double held = 0;
      std::int64_t needed = 0;
      while (held < share * levels.events * (1 - 1e-12)) held += counts[static_cast<std::size_t>(needed++)];
      EXPECT_EQ(places_holding(levels, share), needed) << round << " " << share;
    }
  }
}

TEST(Concentration, TopSharesInterpolateTheLorenzCurve) {
  const CountLevels levels = count_levels(many);  // 5 % of ten places is half of the first
  EXPECT_NEAR(top_share(levels, 0.05), 0.25, 1e-15);
  EXPECT_NEAR(top_share(levels, 0.10), 0.50, 1e-15);
  EXPECT_NEAR(top_share(levels, 0.20), 0.90, 1e-15);
  EXPECT_EQ(places_holding(levels, 0.25), 1);
  EXPECT_EQ(places_holding(levels, 0.50), 1);
  EXPECT_EQ(places_holding(levels, 0.80), 2);
  EXPECT_EQ(places_holding(levels, 1.00), 3);
  EXPECT_EQ(places_holding(count_levels(Counts{0, 0}), 0.5), 0);
  EXPECT_TRUE(std::isnan(top_share(count_levels(Counts{0, 0}), 0.5)));
}

TEST(Concentration, MissingCountsAreNoPlacesAndNegativeOnesAnError) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(gini(count_levels(Counts{4, nan, 1, nan})), gini(count_levels(Counts{1, 4})));
  EXPECT_EQ(count_levels(Counts{4, nan, 1, nan}).places, 2);
  EXPECT_THROW(count_levels(Counts{1, -1}), DataError);
}

}  // namespace
}  // namespace vigie
