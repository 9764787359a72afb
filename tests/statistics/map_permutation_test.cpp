// Permutation p of global statistics against every order of small maps, and at its edges.
#include "engine/statistics/map_permutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

struct Map {
  SpatialWeights weights;
  std::vector<double> x;

  MapStatistics statistics() const {
    const NeighborSums sums = neighbor_sums(x, weights);
    const LinkMoments rows = link_moments(sums, weights, Standardization::rows);
    return {morans_i(x, sums, rows), gearys_c(x, sums, rows),
            general_g(x, sums, link_moments(sums, weights, Standardization::none))};
  }

  MapPermutation permuted(const MapDraws& draws) const {
    const NeighborSums sums = neighbor_sums(x, weights);
    return permuted_map(
        x, sums, statistics(), link_moments(sums, weights, Standardization::rows),
        link_moments(sums, weights, Standardization::none),
        [&](std::span<const double> values) { return neighbor_sums(values, weights).value; }, draws);
  }
};

// Two-sided p over all orders of the values at `places`.
std::array<double, 3> enumerated(const Map& map, const std::vector<std::size_t>& places) {
  const auto three = [](const MapStatistics& s) {
    return std::array<double, 3>{s.moran.value, s.geary.value, s.general_g.value};
  };
  const std::array<double, 3> observed = three(map.statistics());
  std::vector<std::size_t> order = places;
  std::ranges::sort(order);
  std::array<double, 3> upper{}, lower{};
  double orders = 0;
  Map other = map;
  do {
    for (std::size_t k = 0; k < places.size(); ++k) other.x[places[k]] = map.x[order[k]];
    const std::array<double, 3> values = three(other.statistics());
    orders += 1;
    for (std::size_t k = 0; k < 3; ++k) {
      upper[k] += values[k] >= observed[k] - 1e-9 ? 1 : 0;
      lower[k] += values[k] <= observed[k] + 1e-9 ? 1 : 0;
    }
  } while (std::ranges::next_permutation(order).found);
  std::array<double, 3> p{};
  for (std::size_t k = 0; k < 3; ++k) p[k] = std::min(1.0, 2 * std::min(upper[k], lower[k]) / orders);
  return p;
}

void expect_within_error(const MapPermutation& drawn, const std::array<double, 3>& truth, double draws) {
  const std::array<double, 3> p{drawn.moran, drawn.geary, drawn.general_g};
  for (std::size_t k = 0; k < 3; ++k) {
    const double half = std::min(truth[k] / 2, 0.5);
    EXPECT_NEAR(p[k], truth[k], 2 * 5 * std::sqrt(half * (1 - half) / draws) + 2 / draws) << "statistic " << k;
  }
}

TEST(MapPermutation, EqualsEveryOrder) {
  std::mt19937_64 random(51);
  for (int round = 0; round < 2; ++round) {
    Map map{test::random_weights(7, 1, 3, random), {}};
    for (int i = 0; i < 7; ++i) map.x.push_back(std::floor(std::exponential_distribution<double>(0.3)(random)));
    map.x[0] = 11;
    expect_within_error(map.permuted({.permutations = 10'000}), enumerated(map, {0, 1, 2, 3, 4, 5, 6}), 10'000);
  }
}

// Strong association, so that p is small: a line of rising values.
TEST(MapPermutation, FindsTheTailOfALine) {
  Map line{test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6}, {5}}), {1, 2, 3, 5, 8, 13, 21}};
  const std::array<double, 3> truth = enumerated(line, {0, 1, 2, 3, 4, 5, 6});
  EXPECT_LT(truth[0], 0.01);
  expect_within_error(line.permuted({.permutations = 20'000}), truth, 20'000);
}

//  0 - 1 - 2 - 3 - 4   5 is an island; 6 has no value. Values go to the island for Moran and Geary, not for G.
TEST(MapPermutation, IslandsTakePartInMoranOnly) {
  const Map map{test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3, 6}, {}, {4}}), {9, 7, 4, 2, 2, 1, no_number}};
  const std::array<double, 3> all = enumerated(map, {0, 1, 2, 3, 4, 5}), linked = enumerated(map, {0, 1, 2, 3, 4});
  ASSERT_GT(std::abs(all[2] - linked[2]), 0.01) << "the example must tell the two apart";
  expect_within_error(map.permuted({.permutations = 20'000}), {all[0], all[1], linked[2]}, 20'000);
}

TEST(MapPermutation, DependsOnTheSeedOnly) {
  std::mt19937_64 random(52);
  Map map{test::random_weights(200, 1, 6, random), {}};
  for (int i = 0; i < 200; ++i) map.x.push_back(std::gamma_distribution<double>(1, 1)(random));
  std::vector<std::array<double, 3>> seen;
  const auto three = [](const MapPermutation& p) { return std::array<double, 3>{p.moran, p.geary, p.general_g}; };
  for (int count : {1, 2, 7}) {
    set_threads(count);
    seen.push_back(three(map.permuted({.permutations = 499, .seed = 3})));
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
  EXPECT_NE(seen[0], three(map.permuted({.permutations = 499, .seed = 4})));
}

TEST(MapPermutation, NoTestNoP) {
  const Map same{test::weights_of({{1}, {0, 2}, {1, 3}, {2}}), {2, 2, 2, 2}};
  const MapPermutation p = same.permuted({.permutations = 9});
  EXPECT_TRUE(std::isnan(p.moran) && std::isnan(p.geary) && std::isnan(p.general_g));
  EXPECT_THROW(same.permuted({.permutations = 0}), UsageError);
}

}  // namespace
}  // namespace vigie
