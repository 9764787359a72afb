// The regression against the example of R's manual, the equations that define its summit, and closed forms.
#include "engine/statistics/poisson_regression.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace vigie {
namespace {

TEST(PoissonRegression, GivesWhatTheManualOfRPrints) {
  // Dobson 1990, p. 93, as in the help of glm of R 4: counts by outcome and treatment, three levels each.
  const std::vector<double> counts{18, 17, 15, 20, 10, 20, 25, 13, 12}, one(9, 1);
  std::vector<std::vector<double>> dummies(4, std::vector<double>(9, 0));
  for (std::size_t i = 0; i < 9; ++i) {
    if (i % 3 > 0) dummies[i % 3 - 1][i] = 1;
    if (i / 3 > 0) dummies[1 + i / 3][i] = 1;
  }
  // Nine areas are too few for five coefficients: the same counts twice have the same summit and half the variance.
  std::vector<double> twice = counts;
  twice.insert(twice.end(), counts.begin(), counts.end());
  for (std::vector<double>& column : dummies) column.insert(column.end(), column.begin(), column.begin() + 9);
  EXPECT_EQ(poisson_regression(counts, one, std::vector<std::vector<double>>(4, counts)).areas, 0U);
  const PoissonRegression fit = poisson_regression(twice, std::vector<double>(18, 1), dummies);
  const std::vector<double> coefficient{3.045, -0.4543, -0.2930, 0, 0}, error{0.1709, 0.2022, 0.1927, 0.2, 0.2};
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(fit.coefficient[k], coefficient[k], 5e-4);
    EXPECT_NEAR(std::sqrt(2 * fit.variance[k]), error[k], 5e-5);
  }
}

TEST(PoissonRegression, WithoutCovariatesIsTheOverallRate) {
  const PoissonRegression fit =
      poisson_regression(std::vector<double>{60, 20, 20, 20}, std::vector<double>{100, 100, 200, 200}, {});
  const std::vector<double> expected{20, 20, 40, 40};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(fit.expected[i], expected[i], 1e-9);
  EXPECT_NEAR(fit.dispersion, (1600.0 / 20 + 0 + 400.0 / 40 + 400.0 / 40) / 3, 1e-9);
  EXPECT_NEAR(fit.variance[0], 1.0 / 120, 1e-12);
  // Residuals 40/sqrt(20), 0, 20/sqrt(40), 20/sqrt(40): the median is the last two.
  EXPECT_NEAR(fit.robust_dispersion, 10 / std::pow(0.674489750196082, 2), 1e-9);
}

TEST(PoissonRegression, HasADispersionThatAFewBusyAreasDoNotMove) {
  std::mt19937 random(8);
  std::vector<double> events, homes(200, 100);
  for (std::size_t i = 0; i < homes.size(); ++i)
    events.push_back(std::poisson_distribution<int>(i < 195 ? 50 : 60)(random));
  EXPECT_NEAR(poisson_regression(events, homes, {}).robust_dispersion, 1, 0.35);
  for (std::size_t i = 195; i < 200; ++i) events[i] = 150;
  const PoissonRegression busy = poisson_regression(events, homes, {});
  EXPECT_GT(busy.dispersion, 4);
  EXPECT_LT(busy.robust_dispersion, 1.6);
}

struct FlagShares {
  double pearson = 0, robust = 0;
};

// Share of the ordinary areas of invented towns that lie beyond two standard deviations, 4.6 % by a normal law. Counts
// vary `phi` times as much as chance; three areas of sixty have four times the events that the model can know of.
FlagShares flagged(double phi, bool with_busy_areas, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::lognormal_distribution<double> size(std::log(40), 0.8);
  constexpr std::size_t areas = 60, busy = 3, towns = 600;
  std::size_t ordinary = 0;
  FlagShares shares;
  for (std::size_t town = 0; town < towns; ++town) {
    std::vector<double> events, homes;
    for (std::size_t i = 0; i < areas; ++i) {
      homes.push_back(size(random));
      double mean = homes.back() * (with_busy_areas && i < busy ? 4 : 1);
      if (phi > 1) mean = std::gamma_distribution<double>(mean / (phi - 1), phi - 1)(random);
      events.push_back(mean > 0 ? static_cast<double>(std::poisson_distribution<int>(mean)(random)) : 0);
    }
    const PoissonRegression fit = poisson_regression(events, homes, {});
    for (std::size_t i = with_busy_areas ? busy : 0; i < areas; ++i) {
      if (fit.expected[i] < 5) continue;
      ++ordinary;
      const double gap = std::abs(events[i] - fit.expected[i]) / std::sqrt(fit.expected[i]);
      shares.pearson += gap > 2 * std::sqrt(fit.dispersion) ? 1 : 0;
      shares.robust += gap > 2 * std::sqrt(fit.robust_dispersion) ? 1 : 0;
    }
  }
  shares.pearson /= static_cast<double>(ordinary);
  shares.robust /= static_cast<double>(ordinary);
  return shares;
}

TEST(PoissonRegression, HasDispersionsThatFlagNoMoreThanTheyShould) {
  for (const double phi : {1.0, 4.0}) {
    const FlagShares even = flagged(phi, false, 1), uneven = flagged(phi, true, 2);
    EXPECT_NEAR(even.pearson, 0.040, 0.01) << phi;
    EXPECT_NEAR(even.robust, 0.042, 0.015) << phi;
    EXPECT_LT(uneven.pearson, 0.003) << phi;  // a few busy areas, and hardly any other can stand out
    EXPECT_GT(uneven.robust, 0.01) << phi;
    EXPECT_LT(uneven.robust, 0.046) << phi;
  }
}

TEST(PoissonRegression, StandsOnTheSummit) {
  std::mt19937 random(3);
  for (int town = 0; town < 60; ++town) {
    const std::size_t areas = 12 + random() % 80, columns = random() % 4;
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<std::vector<double>> covariates(columns, std::vector<double>(areas));
    std::vector<double> events(areas), exposure(areas);
    for (std::size_t i = 0; i < areas; ++i) {
      exposure[i] = 10 + 5000 * unit(random);
      double power = -4;
      for (std::size_t k = 0; k < columns; ++k) {
        covariates[k][i] = 1e4 + 300 * unit(random);  // far from 0
        power += (static_cast<double>(k) - 1) * (covariates[k][i] - 1e4) / 200;
      }
      events[i] = std::poisson_distribution<int>(exposure[i] * std::exp(power) + 0.01)(random);
    }
    exposure[5] = 0;
    if (columns > 0) covariates[0][7] = std::nan("");
    const PoissonRegression fit = poisson_regression(events, exposure, covariates);
    ASSERT_EQ(fit.areas, areas - (columns > 0 ? 2 : 1));
    EXPECT_TRUE(std::isnan(fit.expected[5]));
    // The likelihood equations: gaps vanish against every term.
    for (std::size_t term = 0; term <= columns; ++term) {
      double gap = 0, size = 0;
      for (std::size_t i = 0; i < areas; ++i) {
        if (std::isnan(fit.expected[i])) continue;
        const double x = term == 0 ? 1 : covariates[term - 1][i] - 1e4;
        gap += (events[i] - fit.expected[i]) * x;
        size += events[i] * std::fabs(x);
        double power = fit.coefficient[0];
        for (std::size_t k = 0; k < columns; ++k) power += fit.coefficient[k + 1] * covariates[k][i];
        EXPECT_NEAR(fit.expected[i], exposure[i] * std::exp(power), 1e-6 * (1 + fit.expected[i]));
      }
      EXPECT_NEAR(gap, 0, 1e-7 * (1 + size));
    }
  }
}

TEST(PoissonRegression, DoesNotGuessWhereNothingCanBeTold) {
  const std::vector<double> events{5, 6, 7, 8, 9, 10}, homes(6, 100), constant(6, 3), slope{1, 2, 3, 4, 5, 6},
      again{3, 5, 7, 9, 11, 13};
  using Columns = std::vector<std::vector<double>>;
  EXPECT_EQ(poisson_regression(events, homes, Columns{constant}).areas, 0U);
  EXPECT_EQ(poisson_regression(events, homes, Columns{slope, again}).areas, 0U);
  EXPECT_EQ(poisson_regression(events, homes, Columns{slope}).areas, 6U);
  EXPECT_EQ(poisson_regression(std::vector<double>(6, 0), homes, {}).areas, 0U);
  EXPECT_EQ(poisson_regression(std::vector<double>{5}, std::vector<double>{100}, {}).areas, 0U);
  // All events where the column is 1: the ratio has no upper end, so there is no summit.
  const PoissonRegression apart =
      poisson_regression(std::vector<double>{0, 0, 0, 8, 9, 10}, homes, Columns{{0, 0, 0, 1, 1, 1}});
  EXPECT_EQ(apart.areas, 0U);
}

}  // namespace
}  // namespace vigie
