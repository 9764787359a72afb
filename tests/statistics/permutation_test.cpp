// Permutation p of neighbor sums against every placement, against simulation and at the edges.
#include "engine/statistics/permutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "tests/statistics/enumeration.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using testing::ElementsAre;

const double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> neighbors_of(const SpatialWeights& weights, const std::vector<double>& x, std::size_t i) {
  std::vector<double> values;
  for (std::uint32_t j : weights.row(i)) values.push_back(x[j]);
  return values;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (double v : values) sum += v;
  return sum;
}

// What is drawn, how many and with which sum, by the definition of each null.
struct Placement {
  std::vector<double> population;
  std::size_t drawn;
  double sum;
};

Placement placement(const SpatialWeights& weights, const std::vector<double>& x, std::size_t i, Self self, Null null) {
  const std::vector<double> near = neighbors_of(weights, x, i);
  if (null == Null::conditional) return {test::without_one(x, i), near.size(), sum_of(near)};
  if (self == Self::excluded) return {x, near.size(), sum_of(near)};
  return {x, near.size() + 1, sum_of(near) + x[i]};
}

struct Design {
  Self self;
  Null null;
};

class ExactPermutation : public testing::TestWithParam<Design> {};

// 13 places with 1 to 11 neighbors: also more than half of all places, where the complement is counted.
TEST_P(ExactPermutation, EqualsEveryPlacement) {
  std::mt19937_64 random(21);
  const SpatialWeights weights = test::random_weights(13, 1, 11, random);
  const std::vector<double> x{-3, -3, 0, 0, 0, 3, 6, 6, 9, 12, 30, 0, 3};
  const NeighborSums sums = neighbor_sums(x, weights);
  const TailProbabilities p = permutation_p(x, sums, {.self = GetParam().self, .null = GetParam().null});
  EXPECT_THAT(p.methods, ElementsAre(PValueMethod::exact));
  EXPECT_EQ(p.why, "");
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Placement at = placement(weights, x, i, GetParam().self, GetParam().null);
    const Tails truth = test::enumerated(at.population, at.drawn, at.sum);
    EXPECT_NEAR(p.upper[i] / truth.upper, 1, 1e-13) << "place " << i;
    EXPECT_NEAR(p.lower[i] / truth.lower, 1, 1e-13) << "place " << i;
  }
}

// Skewed counts, one of them heavy; a million simulated placements, five standard errors.
TEST_P(ExactPermutation, EqualsSimulation) {
  std::mt19937_64 random(22);
  const SpatialWeights weights = test::random_weights(80, 3, 8, random);
  std::vector<double> x(80);
  for (double& v : x) v = std::floor(std::lognormal_distribution<double>(0, 1.3)(random));
  x[5] = 86;
  const NeighborSums sums = neighbor_sums(x, weights);
  const TailProbabilities p = permutation_p(x, sums, {.self = GetParam().self, .null = GetParam().null});
  const int draws = 1'000'000;
  for (std::size_t i : {0U, 5U, 17U, 42U}) {
    const Placement at = placement(weights, x, i, GetParam().self, GetParam().null);
    const Tails simulated = test::shuffled(at.population, at.drawn, at.sum, draws, random);
    const auto error = [](double q) { return std::sqrt(q * (1 - q) / draws); };
    EXPECT_NEAR(p.upper[i], simulated.upper, 5 * error(p.upper[i]) + 1e-9) << "place " << i;
    EXPECT_NEAR(p.lower[i], simulated.lower, 5 * error(p.lower[i]) + 1e-9) << "place " << i;
  }
}

TEST_P(ExactPermutation, AgreesWithMonteCarlo) {
  std::mt19937_64 random(23);
  const SpatialWeights weights = test::random_weights(50, 2, 7, random);
  std::vector<double> x(50);
  for (double& v : x) v = static_cast<double>(std::poisson_distribution<int>(2)(random));
  const NeighborSums sums = neighbor_sums(x, weights);
  PermutationOptions options{.self = GetParam().self, .null = GetParam().null, .permutations = 99'999};
  const TailProbabilities exact = permutation_p(x, sums, options);
  options.inference = Inference::monte_carlo;
  const TailProbabilities drawn = permutation_p(x, sums, options);
  EXPECT_THAT(drawn.methods, ElementsAre(PValueMethod::monte_carlo));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double error = std::sqrt(exact.upper[i] * (1 - exact.upper[i]) / 1e5);
    EXPECT_NEAR(drawn.upper[i], exact.upper[i], 5 * error + 2e-5) << "place " << i;
    EXPECT_GT(drawn.upper[i] + drawn.lower[i], 1) << "ties count in both tails";
  }
}

INSTANTIATE_TEST_SUITE_P(Nulls, ExactPermutation,
                         testing::Values(Design{Self::included, Null::total}, Design{Self::excluded, Null::conditional},
                                         Design{Self::included, Null::conditional},
                                         Design{Self::excluded, Null::total}));

//  x = 0 0 1 2 3 0 1 5, the last place has three neighbors that sum to 5 (first line) and to 1 (second line)
TEST(Permutation, EqualsTheWorkedExample) {
  const std::vector<double> x{0, 0, 1, 2, 3, 0, 1, 5};
  const auto p = [&](const std::vector<std::uint32_t>& neighbors, Design design) {
    std::vector<std::vector<std::uint32_t>> rows(8);
    rows[7] = neighbors;
    return permutation_p(x, neighbor_sums(x, test::weights_of(rows)), {.self = design.self, .null = design.null});
  };
  const Design gi{Self::excluded, Null::conditional}, gi_star{Self::included, Null::total};
  EXPECT_NEAR(p({0, 3, 4}, gi).upper[7], 6.0 / 35, 1e-15);
  EXPECT_NEAR(p({0, 1, 2}, gi).lower[7], 7.0 / 35, 1e-15);
  EXPECT_NEAR(p({0, 3, 4}, gi_star).upper[7], 6.0 / 70, 1e-15);
  EXPECT_THAT(two_sided(p({0, 3, 4}, gi)), testing::Contains(testing::DoubleNear(12.0 / 35, 1e-15)));
}

// Deaths in North Carolina 1974-78 by county, queen contiguity; values of this method as computed independently.
TEST(Permutation, EqualsTheNorthCarolinaTable) {
  VIGIE_NEEDS_REFERENCE("nc_sids/reference/sid74_queen_rates.csv");
  auto table = test::read_columns(test::reference_file("nc_sids/reference/sid74_queen_rates.csv"));
  const SpatialWeights weights =
      test::weights_from(test::reference_file("nc_sids/reference/neighbours_queen.csv"), table["id"]);
  const std::vector<double> x = test::numbers_of(table["events"]);
  const NeighborSums sums = neighbor_sums(x, weights);
  const TailProbabilities conditional = permutation_p(x, sums, {.self = Self::excluded, .null = Null::conditional});
  const TailProbabilities total = permutation_p(x, sums, {});
  struct County {
    const char* id;
    double z, z_star, conditional_upper, conditional_lower, total_upper, total_lower;
  };
  const County counties[] = {
      {"37009", -1.1412359, -1.3562513, 0.95906254, 0.064667291, 0.98318842, 0.026829116},
      {"37155", 2.7138950, 3.6246062, 0.017337507, 0.98434630, 0.0028369248, 0.99746320},
      {"37017", 3.4462694, 3.2458030, 0.0048484306, 0.99564923, 0.0059594780, 0.99461603},
      {"37071", 3.1627150, 3.0377930, 0.010621681, 0.99069168, 0.010838450, 0.99019108},
      {"37113", -1.5719947, -1.7868692, 0.99447702, 0.0091162799, 0.99862306, 0.0024352210},
  };
  for (const County& county : counties) {
    const auto i = static_cast<std::size_t>(std::ranges::find(table["id"], county.id) - table["id"].begin());
    ASSERT_LT(i, x.size());
    EXPECT_NEAR(gi_z(x, sums, Self::excluded)[i], county.z, 6e-8);
    EXPECT_NEAR(gi_z(x, sums, Self::included)[i], county.z_star, 6e-8);
    EXPECT_NEAR(conditional.upper[i] / county.conditional_upper, 1, 5e-8);
    EXPECT_NEAR(conditional.lower[i] / county.conditional_lower, 1, 5e-8);
    EXPECT_NEAR(total.upper[i] / county.total_upper, 1, 5e-8);
    EXPECT_NEAR(total.lower[i] / county.total_lower, 1, 5e-8);
  }
}

// With x_i kept in place Gi and Gi* differ by a constant, so that the own value never counts.
TEST(Permutation, ConditionalPIsTheSameForGiAndGiStar) {
  std::mt19937_64 random(24);
  const SpatialWeights weights = test::random_weights(40, 1, 6, random);
  std::vector<double> x(40);
  for (double& v : x) v = static_cast<double>(std::geometric_distribution<int>(0.2)(random));
  const NeighborSums sums = neighbor_sums(x, weights);
  EXPECT_EQ(permutation_p(x, sums, {.self = Self::excluded, .null = Null::conditional}).upper,
            permutation_p(x, sums, {.self = Self::included, .null = Null::conditional}).upper);
}

// Values of weight 1/k: Monte Carlo must agree with the exact p of binary weights.
TEST(Permutation, UnequalWeightsAreSimulated) {
  std::mt19937_64 random(25);
  const SpatialWeights binary = test::random_weights(30, 2, 5, random), rows = test::row_standardized(binary);
  std::vector<double> x(30);
  for (double& v : x) v = static_cast<double>(std::poisson_distribution<int>(4)(random));
  const PermutationOptions options{.self = Self::excluded, .null = Null::conditional, .permutations = 99'999};
  const TailProbabilities exact = permutation_p(x, neighbor_sums(x, binary), options);
  const TailProbabilities drawn = permutation_p(x, neighbor_sums(x, rows), options, &rows);
  EXPECT_THAT(drawn.methods, ElementsAre(PValueMethod::monte_carlo));
  EXPECT_EQ(drawn.why, "the weights are not all equal");
  for (std::size_t i = 0; i < x.size(); ++i)
    EXPECT_NEAR(drawn.upper[i], exact.upper[i], 5 * std::sqrt(0.25 / 1e5)) << "place " << i;
  EXPECT_THROW(permutation_p(x, neighbor_sums(x, rows), options), std::logic_error);
}

// Weights 3 and 1 on two neighbors: every ordered pair of the other values is listed.
TEST(Permutation, WeightsStayWithTheirNeighbors) {
  SpatialWeights weights = test::weights_of({{1, 2}, {0, 3}, {0, 4}, {0, 1}, {2, 3}});
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link) weights.value.push_back(link % 2 == 0 ? 3 : 1);
  const std::vector<double> x{0.5, 1.25, 4, 2.5, 9};
  const PermutationOptions options{.self = Self::excluded, .null = Null::conditional, .permutations = 199'999};
  const TailProbabilities p = permutation_p(x, neighbor_sums(x, weights), options, &weights);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::vector<double> others = test::without_one(x, i), own = neighbors_of(weights, x, i);
    const double observed = 3 * own[0] + own[1];
    double at_least = 0;
    for (std::size_t a = 0; a < 4; ++a)
      for (std::size_t b = 0; b < 4; ++b)
        if (a != b && 3 * others[a] + others[b] >= observed - 1e-12) at_least += 1;
    EXPECT_NEAR(p.upper[i], at_least / 12, 5 * std::sqrt(0.25 / 2e5) + 1e-5) << "place " << i;
  }
}

TEST(Permutation, FractionsAreSimulated) {
  const SpatialWeights chain = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4}});
  const std::vector<double> x{0.1, 0.2, 0.3, 0.4, 0.5, 1.9};
  const NeighborSums sums = neighbor_sums(x, chain);
  const TailProbabilities p = permutation_p(x, sums, {.permutations = 49'999});
  EXPECT_THAT(p.methods, ElementsAre(PValueMethod::monte_carlo));
  EXPECT_EQ(p.why, "the values are not whole numbers");
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Placement at = placement(chain, x, i, Self::included, Null::total);
    EXPECT_NEAR(p.upper[i], test::enumerated(at.population, at.drawn, at.sum).upper, 5 * std::sqrt(0.25 / 5e4));
  }
  EXPECT_THROW(permutation_p(x, sums, {.permutations = 0}), UsageError);
  // A thousandth of the same counts ties where the counts do, though sums in another order differ in the last bit.
  std::vector<double> tenths(6);
  for (std::size_t i = 0; i < 6; ++i) tenths[i] = static_cast<double>(i % 3) / 10 + 0.1;
  std::vector<double> counts(6);
  for (std::size_t i = 0; i < 6; ++i) counts[i] = static_cast<double>(i % 3) + 1;
  const PermutationOptions draws{.inference = Inference::monte_carlo, .permutations = 9999};
  EXPECT_EQ(permutation_p(tenths, neighbor_sums(tenths, chain), draws).upper,
            permutation_p(counts, neighbor_sums(counts, chain), draws).upper);
}

TEST(Permutation, DrawsDependOnSeedAndPlaceOnly) {
  std::mt19937_64 random(26);
  const SpatialWeights weights = test::random_weights(300, 3, 8, random);
  std::vector<double> x(300);
  for (double& v : x) v = std::gamma_distribution<double>(0.5, 1)(random);
  const NeighborSums sums = neighbor_sums(x, weights);
  PermutationOptions options{.permutations = 199, .seed = 5};
  std::vector<std::vector<double>> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    seen.push_back(permutation_p(x, sums, options).upper);
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
  options.seed = 6;
  EXPECT_NE(seen[0], permutation_p(x, sums, options).upper);
}

TEST(Permutation, NormalPComesFromTheZ) {
  std::mt19937_64 random(27);
  const SpatialWeights weights = test::random_weights(60, 2, 6, random);
  std::vector<double> x(60);
  for (double& v : x) v = static_cast<double>(std::poisson_distribution<int>(5)(random));
  const NeighborSums sums = neighbor_sums(x, weights);
  const TailProbabilities p = permutation_p(x, sums, {.inference = Inference::normal});
  const std::vector<double> z = gi_z(x, sums, Self::included), both = two_sided(p);
  EXPECT_THAT(p.methods, ElementsAre(PValueMethod::normal));
  for (std::size_t i = 0; i < x.size(); ++i)
    EXPECT_NEAR(both[i], std::erfc(std::abs(z[i]) / std::sqrt(2.0)), 1e-15) << "place " << i;
}

//  0 - 1 - 2   3 is an island, 4 has no value, 5 - 6
TEST(Permutation, NoTestNoP) {
  const SpatialWeights weights = test::weights_of({{1}, {0, 2}, {1}, {}, {5}, {4, 6}, {5}});
  const std::vector<double> x{1, 0, 2, 7, nan, 3, 0};
  const TailProbabilities p = permutation_p(x, neighbor_sums(x, weights), {});
  EXPECT_THAT(p.upper, ElementsAre(testing::Gt(0), testing::Gt(0), testing::Gt(0), testing::IsNan(), testing::IsNan(),
                                   testing::Gt(0), testing::Gt(0)));
  // The island's value stays in the population, the missing one is not there: pairs out of 6 values.
  EXPECT_NEAR(p.upper[0], test::enumerated({1, 0, 2, 7, 3, 0}, 2, 1).upper, 1e-14);
  const std::vector<double> same(7, 4);
  const TailProbabilities none = permutation_p(same, neighbor_sums(same, weights), {});
  EXPECT_THAT(none.upper, testing::Each(testing::IsNan()));
  EXPECT_TRUE(none.methods.empty());
  EXPECT_TRUE(std::isnan(two_sided(none)[0]));
}

}  // namespace
}  // namespace vigie
