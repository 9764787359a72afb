// Drawn weights: sums, means, ranges, and refusals.
#include "engine/statistics/weight_draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/base/error.h"

namespace vigie {
namespace {

constexpr std::uint32_t many = 20'000;

struct Sample {
  std::vector<double> mean, variance;
};

Sample sample(const WeightDraws& draws) {
  Sample result{std::vector<double>(draws.size(), 0), std::vector<double>(draws.size(), 0)};
  for (std::uint32_t d = 0; d < many; ++d) {
    const std::vector<double> weights = draws.draw(5, d);
    EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-12);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      result.mean[i] += weights[i] / many;
      result.variance[i] += weights[i] * weights[i] / many;
    }
  }
  for (std::size_t i = 0; i < result.mean.size(); ++i) result.variance[i] -= result.mean[i] * result.mean[i];
  return result;
}

TEST(WeightDraws, DirichletHasItsMoments) {
  const std::vector<double> centre{0.5, 0.3, 0.2, 0};
  const Sample drawn = sample(WeightDraws::around(centre, 20));
  for (std::size_t i = 0; i < centre.size(); ++i) {
    EXPECT_NEAR(drawn.mean[i], centre[i], 0.003);
    EXPECT_NEAR(drawn.variance[i], centre[i] * (1 - centre[i]) / 21, 0.0006);
  }
  EXPECT_EQ(WeightDraws::around({3, 1}, 20).central(), (std::vector<double>{0.75, 0.25}));
}

// Uniform on the simplex, drawn the slow way: kept where every weight lies in its range.
TEST(WeightDraws, RangesEqualRejectionFromTheWholeSimplex) {
  struct Case {
    std::vector<double> lower, upper;
  };
  for (const Case& c : {Case{{0.2, 0.1, 0}, {0.6, 0.3, 1}}, Case{{0.1, 0.1, 0.1, 0.1}, {0.9, 0.9, 0.9, 0.9}},
                        Case{{0.3, 0.2, 0.25}, {0.4, 0.45, 0.5}}, Case{{0.2, 0, 0}, {0.2, 1, 0.5}}}) {
    const WeightDraws draws = WeightDraws::within(c.lower, c.upper);
    const Sample fast = sample(draws);
    const WeightDraws simplex = WeightDraws::around(std::vector<double>(c.lower.size(), 1), double(c.lower.size()));
    std::vector<double> slow(c.lower.size(), 0);
    double kept = 0;
    const bool fixed = c.lower[0] == c.upper[0];
    for (std::uint32_t d = 0; d < 20 * many; ++d) {
      std::vector<double> w = simplex.draw(9, d);
      if (fixed) {  // the others share the rest
        const double scale = (1 - c.lower[0]) / (1 - w[0]);
        for (double& each : w) each *= scale;
        w[0] = c.lower[0];
      }
      bool inside = true;
      for (std::size_t i = 0; i < w.size(); ++i) inside = inside && w[i] >= c.lower[i] && w[i] <= c.upper[i];
      if (!inside) continue;
      ++kept;
      for (std::size_t i = 0; i < w.size(); ++i) slow[i] += w[i];
    }
    ASSERT_GT(kept, 3000);
    for (std::size_t i = 0; i < slow.size(); ++i) EXPECT_NEAR(fast.mean[i], slow[i] / kept, 0.007) << i;
    for (std::uint32_t d = 0; d < 100; ++d) {
      const std::vector<double> w = draws.draw(1, d);
      for (std::size_t i = 0; i < w.size(); ++i) EXPECT_TRUE(w[i] >= c.lower[i] - 1e-12 && w[i] <= c.upper[i] + 1e-12);
    }
  }
}

TEST(WeightDraws, RangesWithoutChoice) {
  EXPECT_EQ(WeightDraws::within({0.25, 0.75}, {0.25, 0.75}).draw(1, 0), (std::vector<double>{0.25, 0.75}));
  const std::vector<double> at_top = WeightDraws::within({0, 0}, {0.4, 0.6}).draw(1, 0);
  EXPECT_NEAR(at_top[0], 0.4, 1e-12);
  const std::vector<double> at_bottom = WeightDraws::within({0.4, 0.6}, {1, 1}).draw(1, 3);
  EXPECT_NEAR(at_bottom[0], 0.4, 1e-12);
  EXPECT_EQ(WeightDraws::within({0}, {1}).draw(1, 0), (std::vector<double>{1}));
}

TEST(WeightDraws, RefusesWhatCannotSumToOne) {
  EXPECT_THROW(WeightDraws::within({0.6, 0.6}, {1, 1}), UsageError);
  EXPECT_THROW(WeightDraws::within({0, 0}, {0.4, 0.4}), UsageError);
  EXPECT_THROW(WeightDraws::within({0.5, 0}, {0.4, 1}), UsageError);
  EXPECT_THROW(WeightDraws::around({0, 0}, 20), UsageError);
  EXPECT_THROW(WeightDraws::around({-1, 2}, 20), UsageError);
}

TEST(WeightDraws, AreTheSameForTheSameAddress) {
  const WeightDraws draws = WeightDraws::around({0.3, 0.7}, 20);
  EXPECT_EQ(draws.draw(4, 17), draws.draw(4, 17));
  EXPECT_NE(draws.draw(4, 17), draws.draw(4, 18));
  EXPECT_NE(draws.draw(4, 17), draws.draw(5, 17));
}

}  // namespace
}  // namespace vigie
