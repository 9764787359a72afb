// Which method gives the permutation p, and what it says about itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/statistics/permutation.h"

namespace vigie {
namespace {

using testing::ElementsAre;

// Square cells, row by row.
TailProbabilities on_grid(const std::vector<double>& x, std::int64_t side, double distance,
                          PermutationOptions options) {
  const GridStencil stencil{{CellShape::square, 1, 0, 0, side, side}, std::vector<std::uint8_t>(x.size(), 1), distance};
  return permutation_p(x, neighbor_sums(x, stencil), options);
}

TEST(Permutation, LargeCountsUseTheTransformAndSayWhatTheyCannotResolve) {
  std::mt19937_64 random(28);
  std::vector<double> x(60 * 60);
  for (double& v : x) v = std::floor(std::lognormal_distribution<double>(6, 1.5)(random));
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j) x[(40 + i) * 60 + 40 + j] = 40'000 + static_cast<double>(i * j);
  for (Null null : {Null::total, Null::conditional}) {
    const TailProbabilities p = on_grid(x, 60, 1.5, {.null = null});
    EXPECT_THAT(p.methods, ElementsAre(PValueMethod::exact_fft));
    EXPECT_EQ(p.why, "");
    EXPECT_TRUE(p.floored);
    EXPECT_EQ(p.upper[42 * 60 + 42], 1e-12);
    const TailProbabilities simulated =
        on_grid(x, 60, 1.5, {.inference = Inference::monte_carlo, .null = null, .permutations = 999});
    for (std::size_t i = 0; i < x.size(); i += 29) {
      EXPECT_NEAR(simulated.upper[i], p.upper[i], 5 * std::sqrt(p.upper[i] * (1 - p.upper[i]) / 1000) + 2e-3);
      EXPECT_NEAR(simulated.lower[i], p.lower[i], 5 * std::sqrt(p.lower[i] * (1 - p.lower[i]) / 1000) + 2e-3);
    }
  }
}

TEST(Permutation, BeyondTheBudgetComesTheSaddlepoint) {
  std::mt19937_64 random(29);
  std::vector<double> x(15 * 15);
  for (double& v : x) v = std::floor(std::lognormal_distribution<double>(14, 0.3)(random));
  for (Null null : {Null::total, Null::conditional}) {
    const TailProbabilities p = on_grid(x, 15, 1.5, {.null = null});
    EXPECT_THAT(p.methods, ElementsAre(PValueMethod::saddlepoint));
    EXPECT_EQ(p.why, "the exact table would exceed the memory budget");
    const TailProbabilities simulated =
        on_grid(x, 15, 1.5, {.inference = Inference::monte_carlo, .null = null, .permutations = 9999});
    for (std::size_t i = 0; i < x.size(); ++i) {
      EXPECT_NEAR(p.upper[i], simulated.upper[i], 5 * std::sqrt(p.upper[i] * (1 - p.upper[i]) / 1e4) + 0.012) << i;
      EXPECT_NEAR(p.lower[i], simulated.lower[i], 5 * std::sqrt(p.lower[i] * (1 - p.lower[i]) / 1e4) + 0.012) << i;
    }
  }
}

TEST(PermutationMethods, HaveTheNamesOfTheManifest) {
  EXPECT_EQ(name(PValueMethod::exact), "exact");
  EXPECT_EQ(name(PValueMethod::exact_fft), "exact_fft");
  EXPECT_EQ(name(PValueMethod::saddlepoint), "saddlepoint");
  EXPECT_EQ(name(PValueMethod::monte_carlo), "monte_carlo");
  EXPECT_EQ(name(PValueMethod::normal), "normal");
}

}  // namespace
}  // namespace vigie
