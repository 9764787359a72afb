// Rates against spdep 1.2-7 (EBest, EBlocal), against published limits and against the formulas written out.
#include "engine/statistics/rates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/gamma.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "engine/base/error.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::IsNan;
using testing::Pointwise;

const double nan = std::numeric_limits<double>::quiet_NaN();

// Garwood 1936, as tabulated (qchisq of R gives the same).
TEST(PoissonLimits, EqualGarwood) {
  struct Row {
    double count, lower, upper;
  };
  for (const Row& row : {Row{0, 0, 3.688879}, Row{1, 0.025318, 5.571643}, Row{3, 0.618672, 8.767273},
                         Row{10, 4.795389, 18.390356}, Row{100, 81.36399, 121.62678}}) {
    EXPECT_NEAR(poisson_limits(row.count).lower, row.lower, 2e-5) << row.count;
    EXPECT_NEAR(poisson_limits(row.count).upper, row.upper, 2e-5) << row.count;
  }
  EXPECT_TRUE(std::isnan(poisson_limits(-1).lower));
  EXPECT_TRUE(std::isnan(poisson_limits(nan).upper));
}

// The limits are the means for which the count is in the outer 2.5 %.
TEST(PoissonLimits, CoverAsTheyPromise) {
  for (int count : {1, 4, 25, 100}) {
    const auto at_most = [](int most, double mean) {
      double p = 0, term = std::exp(-mean);
      for (int y = 0; y <= most; ++y, term *= mean / y) p += term;
      return p;
    };
    EXPECT_NEAR(at_most(count, poisson_limits(count).upper), 0.025, 1e-12);
    EXPECT_NEAR(1 - at_most(count - 1, poisson_limits(count).lower), 0.025, 1e-12);
  }
}

// EBlocal of spdep takes each neighbor's deviation from that neighbor's own local mean, vigie from the mean of the area
// under study; nothing else differs.
enum class Deviations { from_the_own_mean, from_each_local_mean };

std::vector<double> slow_local(const std::vector<double>& y, const std::vector<double>& e,
                               const SpatialWeights& weights, Deviations deviations) {
  const auto around = [&](std::size_t i) {
    std::vector<std::size_t> places{i};
    for (std::uint32_t j : weights.row(i)) places.push_back(j);
    return places;
  };
  const auto sum = [&](const std::vector<double>& values, std::size_t i) {
    double total = 0;
    for (std::size_t j : around(i)) total += values[j];
    return total;
  };
  const auto mean = [&](std::size_t i) { return sum(y, i) / sum(e, i); };
  std::vector<double> result;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double squares = 0;
    for (std::size_t j : around(i))
      squares += e[j] * std::pow(y[j] / e[j] - mean(deviations == Deviations::from_the_own_mean ? i : j), 2);
    const double mean_exposure = sum(e, i) / static_cast<double>(around(i).size());
    const double a = std::max(0.0, squares / sum(e, i) - mean(i) / mean_exposure);
    result.push_back(a == 0 ? mean(i) : mean(i) + a / (a + mean(i) / e[i]) * (y[i] / e[i] - mean(i)));
  }
  return result;
}

class NorthCarolina : public testing::TestWithParam<const char*> {};

TEST_P(NorthCarolina, EqualsSpdep) {
  const std::string name = std::string("nc_sids/reference/") + GetParam();
  VIGIE_NEEDS_REFERENCE(name);
  auto table = test::read_columns(test::reference_file(name));
  const SpatialWeights weights =
      test::weights_from(test::reference_file("nc_sids/reference/neighbours_queen.csv"), table["id"]);
  const std::vector<double> events = test::numbers_of(table["events"]);
  const std::vector<double> population = test::numbers_of(table["population"]);
  const Rates result = rates(events, population, 1);
  EXPECT_THAT(result.crude, Pointwise(DoubleNear(1e-15), test::numbers_of(table["raw_rate"])));
  EXPECT_THAT(result.eb, Pointwise(DoubleNear(1e-15), test::numbers_of(table["EB_global_marshall"])));
  std::vector<double> percent = result.smr;
  for (double& ratio : percent) ratio *= 100;
  EXPECT_THAT(percent, Pointwise(DoubleNear(1e-11), test::numbers_of(table["relative_risk_SMR_pct"])));
  EXPECT_THAT(slow_local(events, population, weights, Deviations::from_each_local_mean),
              Pointwise(DoubleNear(1e-15), test::numbers_of(table["EB_local_marshall"])));
  EXPECT_THAT(local_empirical_bayes(events, population, weights),
              Pointwise(DoubleNear(1e-16), slow_local(events, population, weights, Deviations::from_the_own_mean)));
}

INSTANTIATE_TEST_SUITE_P(Years, NorthCarolina, testing::Values("sid74_queen_rates.csv", "sid79_queen_rates.csv"));

TEST(Rates, HaveTheOverallMoments) {
  VIGIE_NEEDS_REFERENCE("nc_sids/reference/sid74_queen_rates.csv");
  auto table = test::read_columns(test::reference_file("nc_sids/reference/sid74_queen_rates.csv"));
  const Rates result = rates(test::numbers_of(table["events"]), test::numbers_of(table["population"]), 1);
  EXPECT_NEAR(result.overall, 0.0020214448936544207, 1e-17);  // EBest of spdep 1.2-7
  EXPECT_NEAR(result.variance, 7.6929306470146507e-07, 1e-20);
}

std::vector<double> scattered_counts(std::size_t n, std::mt19937_64& random) {
  std::vector<double> events(n);
  for (double& y : events) {
    const double rate = std::gamma_distribution<double>(4, 5)(random);
    y = static_cast<double>(std::poisson_distribution<int>(rate)(random));
  }
  return events;
}

// EB is the posterior mean (alpha + y) / (beta + e), exceedance a tail of the same posterior.
TEST(Rates, FollowTheGammaPosterior) {
  std::mt19937_64 random(31);
  const std::vector<double> events = scattered_counts(40, random);
  std::vector<double> population(40);
  for (double& p : population) p = std::uniform_real_distribution<double>(300, 3000)(random);
  const double years = 2, factor = 1.25;
  const Rates result = rates(events, population, years, factor);
  ASSERT_GT(result.variance, 0);
  const double m = result.overall, a = result.variance;
  const double shape = m * m / a, rate = m / a;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const double e = population[i] * years;
    EXPECT_NEAR(result.eb[i], (shape + events[i]) / (rate + e), 1e-15);
    const boost::math::gamma_distribution<double> posterior(shape + events[i], 1 / (rate + e));
    EXPECT_NEAR(result.exceedance[i], boost::math::cdf(boost::math::complement(posterior, factor * m)), 1e-12);
    EXPECT_NEAR(result.lower[i], poisson_limits(events[i]).lower / e, 1e-15);
    EXPECT_NEAR(result.upper[i], poisson_limits(events[i]).upper / e, 1e-15);
    // After the minimum time the reliability is 0.7.
    const double needed = population[i] * result.minimum_years[i];
    EXPECT_NEAR(a / (a + m / needed), 0.7, 1e-14);
    EXPECT_NEAR(result.reliability[i], a / (a + m / e), 1e-15);
  }
}

// 20 events per 1000 and year, coefficient of variation 0.5: an area of 700 needs 12 months to reach 0.78.
TEST(Rates, ReliabilityGrowsWithExposure) {
  const double m = 0.020, a = (0.5 * 0.020) * (0.5 * 0.020);
  const auto reliability = [&](double people, double months) {
    // Two large areas at m -+ sqrt(a) carry the moments, the third has no weight to speak of.
    const double big = 1e9;
    const Rates result =
        rates(std::vector<double>{big * (m - std::sqrt(a)) * months / 12, big * (m + std::sqrt(a)) * months / 12, 0},
              std::vector<double>{big, big, people}, months / 12);
    return result.reliability[2];
  };
  EXPECT_NEAR(reliability(700, 1), 0.23, 0.005);
  EXPECT_NEAR(reliability(700, 3), 0.47, 0.005);
  EXPECT_NEAR(reliability(700, 12), 0.78, 0.005);
  EXPECT_NEAR(reliability(300, 12), 0.60, 0.005);
  EXPECT_NEAR(reliability(5000, 1), 0.68, 0.005);
}

// Areas: ordinary, without people, population unknown, no events, ordinary.
TEST(Rates, AreasWithoutExposureTakeNoPart) {
  const std::vector<double> events{4, 3, 2, 0, 40}, people{1000, 0, nan, 500, 2000};
  const Rates all = rates(events, people, 1);
  const Rates used = rates(std::vector<double>{4, 0, 40}, std::vector<double>{1000, 500, 2000}, 1);
  EXPECT_EQ(all.overall, 44.0 / 3500);
  EXPECT_EQ(all.variance, used.variance);
  for (const auto& column : {all.crude, all.lower, all.upper, all.smr, all.eb, all.exceedance, all.reliability})
    EXPECT_THAT(column, ElementsAre(testing::Ge(0), IsNan(), IsNan(), testing::Ge(0), testing::Ge(0)));
  EXPECT_EQ(all.crude[3], 0);
  EXPECT_EQ(all.lower[3], 0);
  EXPECT_NEAR(all.upper[3], 3.688879 / 500, 1e-8);
  double observed = 0, expected = 0;
  for (std::size_t i : {0U, 3U, 4U}) {
    observed += events[i];
    expected += people[i] * all.overall;
    EXPECT_NEAR(all.smr[i] * people[i] * all.overall, events[i], 1e-12);
  }
  EXPECT_NEAR(observed, expected, 1e-12);
}

TEST(Rates, WithoutBetweenAreaVarianceEverybodyIsAverage) {
  const Rates result = rates(std::vector<double>{10, 21, 29}, std::vector<double>{1000, 2000, 3000}, 1);
  EXPECT_EQ(result.variance, 0);
  EXPECT_THAT(result.eb, Each(DoubleNear(0.01, 1e-15)));
  EXPECT_THAT(result.exceedance, Each(IsNan()));
  EXPECT_THAT(result.reliability, Each(0));
  EXPECT_THAT(result.minimum_years, Each(IsNan()));
}

TEST(Rates, NoEventsIsARateOfZero) {
  const Rates result = rates(std::vector<double>{0, 0}, std::vector<double>{100, 300}, 1);
  EXPECT_THAT(result.crude, Each(0));
  EXPECT_THAT(result.eb, Each(0));
  EXPECT_THAT(result.smr, Each(IsNan()));
  EXPECT_THAT(result.exceedance, Each(IsNan()));
  EXPECT_THAT(rates(std::vector<double>{1}, std::vector<double>{0}, 1).crude, Each(IsNan()));
  EXPECT_THROW(rates(std::vector<double>{1}, std::vector<double>{10}, 0), DataError);
}

//  0 - 1 - 2   3 is an island, 4 has no people and is the only neighbor of 5
TEST(LocalEmpiricalBayes, ShrinksTowardTheNeighborhood) {
  const SpatialWeights weights = test::weights_of({{1}, {0, 2}, {1}, {}, {5}, {4}});
  const std::vector<double> events{2, 30, 3, 8, 1, 12}, people{1000, 900, 1200, 800, 0, 1000};
  const std::vector<double> local = local_empirical_bayes(events, people, weights);
  const Rates global = rates(events, people, 1);
  const double m = 32.0 / 1900;
  const double s2 = (1000 * std::pow(0.002 - m, 2) + 900 * std::pow(30.0 / 900 - m, 2)) / 1900;
  const double a = s2 - m / 950;
  ASSERT_GT(a, 0);
  EXPECT_NEAR(local[0], m + a / (a + m / 1000) * (0.002 - m), 1e-16);
  EXPECT_EQ(local[3], global.eb[3]);
  EXPECT_TRUE(std::isnan(local[4]));
  EXPECT_EQ(local[5], global.eb[5]);
}

}  // namespace
}  // namespace vigie
