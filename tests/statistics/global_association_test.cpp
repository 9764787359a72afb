// Moran's I, Geary's c and the general G against the sums written out and all orders of a small map, what must not
// matter, and edges.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/moran.h"
#include "tests/statistics/global_tests.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using test::dense;
using test::g;
using test::geary;
using test::moran;

TEST(GlobalAssociation, FollowsTheSumsWrittenOut) {
  std::mt19937_64 random(33);
  const SpatialWeights weights = test::unequal_weights(50, random);
  std::vector<double> x(50);
  for (double& v : x) v = std::lognormal_distribution<double>(1, 1)(random);
  x[7] = x[21] = no_number;
  for (Standardization standardization : {Standardization::none, Standardization::rows}) {
    const auto w = dense(weights, x, standardization);
    double count = 0, sum = 0, squares = 0, s0 = 0, cross = 0, differences = 0, joined = 0, pairs = 0, linked = 0;
    const auto links = [&](std::size_t i) { return std::ranges::any_of(w[i], [](double v) { return v > 0; }); };
    for (double v : x)
      if (!std::isnan(v)) count += 1, sum += v;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (std::isnan(x[i])) continue;
      squares += (x[i] - sum / count) * (x[i] - sum / count);
      linked += links(i) ? 1 : 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        if (std::isnan(x[j])) continue;
        s0 += w[i][j];
        cross += w[i][j] * (x[i] - sum / count) * (x[j] - sum / count);
        differences += w[i][j] * (x[i] - x[j]) * (x[i] - x[j]);
        joined += w[i][j] * x[i] * x[j];
        pairs += i != j && links(i) && links(j) ? x[i] * x[j] : 0;
      }
    }
    ASSERT_LT(linked, count) << "the map should hold an island";
    EXPECT_SHARE(moran(x, weights, standardization).value, linked / s0 * cross / squares, 1e-11);
    EXPECT_SHARE(geary(x, weights, standardization).value, (linked - 1) / (2 * s0) * differences / squares, 1e-11);
    EXPECT_SHARE(g(x, weights, standardization).value, joined / pairs, 1e-11);
  }
}

// All 5040 orders of seven values: expectation and variance under randomization are exact.
TEST(GlobalAssociation, HasTheMomentsOfAllOrders) {
  std::mt19937_64 random(34);
  SpatialWeights weights = test::random_weights(7, 1, 4, random);
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link) weights.value.push_back(link % 3 == 0 ? 2.5 : 1);
  std::vector<double> x{0, 1, 1, 2, 5, 8, 20};
  for (Standardization standardization : {Standardization::none, Standardization::rows}) {
    double orders = 0;
    std::array<double, 3> sum{}, squares{};
    std::ranges::sort(x);
    do {
      const std::array<double, 3> values{moran(x, weights, standardization).value,
                                         geary(x, weights, standardization).value,
                                         g(x, weights, standardization).value};
      orders += 1;
      for (std::size_t k = 0; k < 3; ++k) sum[k] += values[k], squares[k] += values[k] * values[k];
    } while (std::ranges::next_permutation(x).found && orders < 1e5);
    const std::array<GlobalTest, 3> tests{moran(x, weights, standardization), geary(x, weights, standardization),
                                          g(x, weights, standardization)};
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(tests[k].expected, sum[k] / orders, 1e-12);
      EXPECT_SHARE(tests[k].variance, squares[k] / orders - sum[k] * sum[k] / orders / orders, 1e-10);
    }
  }
}

// ---------------------------------------------------------------- what must not matter, and edges

TEST(GlobalAssociation, DoesNotDependOnOriginScaleAndOrder) {
  std::mt19937_64 random(35);
  const std::size_t n = 80;
  const SpatialWeights weights = test::random_weights(n, 1, 6, random);
  std::vector<double> x(n), moved(n), scaled(n), shuffled(n);
  std::vector<std::uint32_t> place(n);
  for (std::uint32_t i = 0; i < n; ++i) place[i] = i;
  std::ranges::shuffle(place, random);
  std::vector<std::vector<std::uint32_t>> rows(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = std::gamma_distribution<double>(2, 1)(random);
    moved[i] = x[i] + 1000;
    scaled[i] = x[i] * 7;
    shuffled[place[i]] = x[i];
    for (std::uint32_t j : weights.row(i)) rows[place[i]].push_back(place[j]);
    std::ranges::sort(rows[place[i]]);
  }
  const SpatialWeights renamed = test::weights_of(rows);
  const GlobalTest i = moran(x, weights, Standardization::rows), c = geary(x, weights, Standardization::rows);
  const GlobalTest of_g = g(x, weights, Standardization::none);
  for (const auto& same : {moved, scaled}) {
    EXPECT_SHARE(moran(same, weights, Standardization::rows).z, i.z, 1e-10);
    EXPECT_SHARE(geary(same, weights, Standardization::rows).z, c.z, 1e-10);
  }
  EXPECT_SHARE(g(scaled, weights, Standardization::none).z, of_g.z, 1e-12);
  EXPECT_SHARE(moran(shuffled, renamed, Standardization::rows).z, i.z, 1e-12);
  EXPECT_SHARE(geary(shuffled, renamed, Standardization::rows).z, c.z, 1e-12);
  EXPECT_SHARE(g(shuffled, renamed, Standardization::none).z, of_g.z, 1e-12);
}

TEST(GlobalAssociation, HasTheSameBitsForAnyNumberOfThreads) {
  std::mt19937_64 random(36);
  const GridStencil stencil{
      {CellShape::square, 1, 0, 0, 300, 290}, std::vector<std::uint8_t>(300 * 290, 1), std::sqrt(2)};
  std::vector<double> x(300 * 290);
  for (double& v : x) v = std::gamma_distribution<double>(0.3, 5)(random);
  std::vector<std::vector<double>> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    seen.push_back({moran(x, stencil, Standardization::rows).z, geary(x, stencil, Standardization::rows).z,
                    g(x, stencil, Standardization::none).z});
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

//  0 - 1 - 2 - 3 - 4   5 is an island: it stays in mean and variance, but lowers n; some programs keep n = 6.
TEST(Moran, IslandsLowerN) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3}, {}});
  const std::vector<double> x{4, 3, 3, 1, 1, 0};  // mean 2: z = 2 1 1 -1 -1 -2
  const GlobalTest test = moran(x, path, Standardization::none);
  // Sum over the eight links: 2 (2 + 1 - 1 + 1) = 6; squares 4 + 1 + 1 + 1 + 1 + 4 = 12.
  EXPECT_NEAR(test.value, 5.0 / 8 * 6 / 12, 1e-15);
  EXPECT_NEAR(test.expected, -1.0 / 4, 1e-15);
}

TEST(GlobalAssociation, NoVarianceNoResult) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3}});
  const SpatialWeights all = test::weights_of({{1, 2, 3, 4}, {0, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 4}, {0, 1, 2, 3}});
  const SpatialWeights none = test::weights_of({{}, {}, {}, {}, {}});
  const std::vector<double> x{1, 2, 4, 8, 9}, same{0.3, 0.3, 0.3, 0.3, 0.3}, lone{0, 0, 7, 0, 0};
  for (const auto& [values, weights] :
       {std::pair(same, path), std::pair(x, all), std::pair(x, none),
        std::pair(std::vector<double>{1, 2, 5}, test::weights_of({{1}, {0, 2}, {1}})),
        std::pair(std::vector<double>{no_number, no_number, no_number, no_number, no_number}, path)}) {
    EXPECT_TRUE(std::isnan(moran(values, weights, Standardization::rows).z));
    EXPECT_TRUE(std::isnan(moran(values, weights, Standardization::rows).value));
    EXPECT_TRUE(std::isnan(geary(values, weights, Standardization::rows).z));
    EXPECT_TRUE(std::isnan(g(values, weights, Standardization::none).z));
  }
  EXPECT_TRUE(std::isnan(g(lone, path, Standardization::none).value)) << "no pair of places has values above 0";
  EXPECT_FALSE(std::isnan(moran(lone, path, Standardization::rows).z));
}

}  // namespace
}  // namespace vigie
