// Local Moran against the formula and every placement, what must not matter, and edges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/local_moran.h"
#include "engine/statistics/moran.h"
#include "tests/statistics/enumeration.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::IsNan;

TEST(LocalMoran, FollowsTheFormula) {
  std::mt19937_64 random(41);
  SpatialWeights weights = test::random_weights(50, 1, 7, random);
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link)
    weights.value.push_back(std::uniform_real_distribution<double>(0.2, 2)(random));
  std::vector<double> x(50);
  for (double& v : x) v = std::lognormal_distribution<double>(0, 1)(random);
  const NeighborSums sums = neighbor_sums(x, weights);
  const LocalMoran moran = local_moran(x, sums);
  const LocalMoments moments = local_moran_moments(x, sums, Null::conditional);
  double mean = 0, m2 = 0;
  for (double v : x) mean += v / 50;
  for (double v : x) m2 += (v - mean) * (v - mean) / 50;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double weight = 0, lag = 0;
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) {
      weight += weights.value[link];
      lag += weights.value[link] * (x[weights.neighbor[link]] - mean);
    }
    EXPECT_NEAR(moran.value[i], (x[i] - mean) / m2 * lag / weight, 1e-12) << "place " << i;
    EXPECT_NEAR(moran.z[i], (moran.value[i] - moments.expected[i]) / std::sqrt(moments.variance[i]), 1e-11);
  }
}

// Every value of the other places in turn: with one neighbor, all that the conditional null can do.
//  0 - 1 - 2 - 3 - 4 - 5
TEST(LocalMoran, HasTheMomentsAndTailsOfEveryPlacement) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4}});
  const std::vector<double> x{9, 7, 4, 0, 1, 3};  // mean 4, m2 = (25 + 9 + 0 + 16 + 9 + 1) / 6 = 10
  const NeighborSums sums = neighbor_sums(x, path);
  const LocalMoran moran = local_moran(x, sums);
  EXPECT_NEAR(moran.value[0], 5.0 / 10 * 3, 1e-15);
  EXPECT_NEAR(moran.value[3], -4.0 / 10 * (0 - 3) / 2, 1e-15);
  const LocalMoments moments = local_moran_moments(x, sums, Null::conditional);
  const TailProbabilities tails = permutation_p(x, sums, {.self = Self::excluded, .null = Null::conditional});
  const std::vector<double> p = two_sided(tails);
  for (std::size_t i : {0U, 5U}) {
    const std::vector<double> others = test::without_one(x, i);
    double sum = 0, squares = 0, upper = 0, lower = 0;
    for (double other : others) {
      const double value = (x[i] - 4) / 10 * (other - 4);
      sum += value;
      squares += value * value;
      upper += value >= moran.value[i] - 1e-12 ? 1 : 0;
      lower += value <= moran.value[i] + 1e-12 ? 1 : 0;
    }
    EXPECT_NEAR(moments.expected[i], sum / 5, 1e-14);
    EXPECT_NEAR(moments.variance[i], squares / 5 - sum / 5 * sum / 5, 1e-14);
    // Place 5 lies below the mean: the tails of the neighbor sum are those of I_i, swapped.
    EXPECT_NEAR(x[i] > 4 ? tails.upper[i] : tails.lower[i], upper / 5, 1e-15);
    EXPECT_NEAR(p[i], std::min(1.0, 2 * std::min(upper, lower) / 5), 1e-15);
  }
  EXPECT_THAT(moran.quadrant, ElementsAre(Quadrant::high_high, Quadrant::high_high, Quadrant::undefined,
                                          Quadrant::low_low, Quadrant::low_low, Quadrant::low_low));
}

// The mean of local Moran over places is the global one, row-standardized.
TEST(LocalMoran, AveragesToTheGlobalOne) {
  std::mt19937_64 random(42);
  const SpatialWeights weights = test::random_weights(70, 1, 6, random);
  std::vector<double> x(70);
  for (double& v : x) v = std::normal_distribution<double>(3, 2)(random);
  const NeighborSums sums = neighbor_sums(x, weights);
  double mean = 0;
  for (double value : local_moran(x, sums).value) mean += value / 70;
  EXPECT_NEAR(mean, morans_i(x, sums, link_moments(sums, weights, Standardization::rows)).value, 1e-13);
}

TEST(LocalMoran, DoesNotDependOnOriginAndScale) {
  std::mt19937_64 random(43);
  const SpatialWeights weights = test::random_weights(60, 1, 6, random);
  std::vector<double> x(60), moved(60), turned(60);
  for (std::size_t i = 0; i < 60; ++i) {
    x[i] = std::gamma_distribution<double>(1, 3)(random);
    moved[i] = 40 * x[i] + 700;
    turned[i] = -x[i];
  }
  const LocalMoran moran = local_moran(x, neighbor_sums(x, weights));
  const LocalMoran same = local_moran(moved, neighbor_sums(moved, weights));
  const LocalMoran opposite = local_moran(turned, neighbor_sums(turned, weights));
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_NEAR(same.value[i], moran.value[i], 1e-10);
    EXPECT_NEAR(same.z[i], moran.z[i], 1e-10);
    EXPECT_EQ(same.quadrant[i], moran.quadrant[i]);
    EXPECT_NEAR(opposite.value[i], moran.value[i], 1e-12) << "high and low change places, clusters stay";
  }
}

// ---------------------------------------------------------------- edges

//  0 - 1 - 2 - 3   4 is an island, 5 has no value but touches 3
TEST(LocalMoran, IslandsAndMissingValuesHaveNoResult) {
  const SpatialWeights weights = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 5}, {}, {3}});
  const std::vector<double> x{8, 6, 1, 2, 3, no_number};  // mean 4, of five values
  const LocalMoran moran = local_moran(x, neighbor_sums(x, weights));
  const double m2 = (16 + 4 + 9 + 4 + 1) / 5.0;
  EXPECT_NEAR(moran.value[0], 4 / m2 * 2, 1e-15);
  EXPECT_NEAR(moran.value[3], -2 / m2 * -3, 1e-15) << "the neighbor without value counts for nothing";
  EXPECT_THAT(moran.value, ElementsAre(testing::Gt(0), testing::Gt(0), testing::_, testing::Gt(0), IsNan(), IsNan()));
  EXPECT_EQ(moran.quadrant[4], Quadrant::undefined);
}

TEST(LocalMoran, NoVarianceNoResult) {
  const SpatialWeights all = test::weights_of({{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}});
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2}});
  for (const auto& [x, weights] :
       {std::pair(std::vector<double>{0.1, 0.1, 0.1, 0.1}, path), std::pair(std::vector<double>{1, 2, 3, 9}, all)}) {
    const LocalMoran moran = local_moran(x, neighbor_sums(x, weights));
    EXPECT_THAT(moran.value, testing::Each(IsNan()));
    EXPECT_THAT(moran.z, testing::Each(IsNan()));
    EXPECT_THAT(moran.quadrant, testing::Each(Quadrant::undefined));
  }
}

// Exactly at the mean: neither high nor low, and nothing to standardize.
TEST(LocalMoran, AtTheMeanThereIsNoQuadrant) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3}});
  const std::vector<double> x{1, 3, 9, 2, 0};
  const LocalMoran moran = local_moran(x, neighbor_sums(x, path));
  EXPECT_EQ(moran.value[1], 0);
  EXPECT_TRUE(std::isnan(moran.z[1]));
  EXPECT_EQ(moran.quadrant[1], Quadrant::undefined);
}

TEST(LocalMoran, HasTheSameBitsForAnyNumberOfThreads) {
  std::mt19937_64 random(44);
  const GridStencil stencil{{CellShape::hexagon, 1, 0, 0, 400, 300}, std::vector<std::uint8_t>(120'000, 1), 1};
  std::vector<double> x(120'000);
  for (double& v : x) v = std::gamma_distribution<double>(0.3, 5)(random);
  std::vector<std::vector<double>> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    const LocalMoran moran = local_moran(x, neighbor_sums(x, stencil));
    seen.push_back(moran.value);
    seen.back().insert(seen.back().end(), moran.z.begin(), moran.z.end());
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

}  // namespace
}  // namespace vigie
