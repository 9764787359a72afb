// Rank acceptability against draws counted the slow way, by hand, and against simulated truths.
#include "engine/statistics/rank_acceptability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/criterion_draws.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

Criterion exact(std::vector<double> values, Criterion::Direction direction = Criterion::Direction::up) {
  return {.law = Criterion::Law::exact, .direction = direction, .first = std::move(values), .second = {}, .rest = {}};
}

RankQuestion question(std::vector<Criterion> criteria, std::size_t top, std::uint32_t draws = 2000) {
  RankQuestion asked;
  asked.address.resize(criteria.front().first.size());
  std::iota(asked.address.begin(), asked.address.end(), 0U);
  asked.criteria = std::move(criteria);
  asked.top = top;
  asked.draws = draws;
  return asked;
}

double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(RankAcceptability, OrdersExactValues) {
  const RankQuestion asked = question({exact({3, 9, 1, 7})}, 2);
  const RankAcceptability result = rank_acceptability(asked, WeightDraws::around({1}, 20));
  EXPECT_THAT(result.p_top, ElementsAre(0, 1, 0, 1));
  EXPECT_THAT(result.median, ElementsAre(3, 1, 4, 2));
  EXPECT_EQ(result.lowest, result.median);
  EXPECT_EQ(result.highest, result.median);
  EXPECT_THAT(composite_scores(asked, {1}), ElementsAre(DoubleNear(1. / 3, 1e-15), 1, 0, DoubleNear(2. / 3, 1e-15)));
}

TEST(RankAcceptability, TiesShareTheCredit) {
  const RankAcceptability one = rank_acceptability(question({exact({5, 5, 5, 1})}, 1), WeightDraws::around({1}, 20));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(one.p_top[i], 1. / 3, 1e-9);
  EXPECT_EQ(one.p_top[3], 0);
  EXPECT_NEAR(total(one.p_top), 1, 1e-9);
  EXPECT_THAT(one.median, ElementsAre(2, 2, 2, 4));
  const RankAcceptability all = rank_acceptability(question({exact({5, 5, 5, 1})}, 9), WeightDraws::around({1}, 20));
  EXPECT_THAT(all.p_top, ElementsAre(1, 1, 1, 1));
}

TEST(RankAcceptability, DirectionAndMissingValues) {
  RankQuestion asked = question({exact({1, 2, 3, nan_value}, Criterion::Direction::down)}, 1);
  EXPECT_THAT(composite_scores(asked, {1}), ElementsAre(1, 0.5, 0, 0.5));
  asked = question({exact({10, 20, 110, nan_value})}, 1);
  asked.scaling = Scaling::min_max;
  EXPECT_THAT(composite_scores(asked, {1}), ElementsAre(0, DoubleNear(0.1, 1e-15), 1, 0.5));
}

TEST(RankAcceptability, RestOfACriterionUsesTheSameDraw) {
  Criterion rate{.law = Criterion::Law::gamma,
                 .direction = Criterion::Direction::up,
                 .first = {4, 9},
                 .second = {2, 3},
                 .rest = {}};
  Criterion unmet = exact({nan_value, nan_value});
  unmet.rest.push_back({0, {100, 10}, {150, 500}});
  const RankQuestion asked = question({rate, unmet}, 1);
  EXPECT_THAT(asked.criteria[0].means(asked.criteria), ElementsAre(2, 3));
  EXPECT_THAT(asked.criteria[1].means(asked.criteria), ElementsAre(50, 0));
}

// Every step written out: draw, percentile by counting, sum, rank by counting.
TEST(RankAcceptability, EqualsASlowCount) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> uniform(0.5, 30);
  const std::size_t places = 9, top = 3;
  Criterion rate{
      .law = Criterion::Law::gamma, .direction = Criterion::Direction::up, .first = {}, .second = {}, .rest = {}};
  Criterion share{
      .law = Criterion::Law::beta, .direction = Criterion::Direction::down, .first = {}, .second = {}, .rest = {}};
  std::vector<double> fixed;
  for (std::size_t i = 0; i < places; ++i) {
    rate.first.push_back(uniform(random));
    rate.second.push_back(2);
    share.first.push_back(uniform(random));
    share.second.push_back(uniform(random));
    fixed.push_back(std::floor(uniform(random) / 8));
  }
  const RankQuestion asked = question({rate, share, exact(fixed)}, top, 400);
  const WeightDraws weights = WeightDraws::around({0.5, 0.3, 0.2}, 20);
  const RankAcceptability fast = rank_acceptability(asked, weights);
  std::vector<double> slow(places, 0);
  CriterionDraws draws(asked);
  for (std::uint32_t d = 0; d < asked.draws; ++d) {
    draws.take(d);
    const std::vector<double> w = weights.draw(asked.seed, d);
    std::vector<double> score(places, 0);
    for (std::size_t c = 0; c < 3; ++c)
      for (std::size_t i = 0; i < places; ++i) score[i] += w[c] * draws.scaled(c)[i];
    for (std::size_t i = 0; i < places; ++i) {
      double better = 0, equal = 0;
      for (double other : score) {
        better += other > score[i] ? 1 : 0;
        equal += other == score[i] ? 1 : 0;
      }
      slow[i] += std::clamp((static_cast<double>(top) - better) / equal, 0.0, 1.0) / asked.draws;
    }
  }
  for (std::size_t i = 0; i < places; ++i) EXPECT_NEAR(fast.p_top[i], slow[i], 1e-9);
  EXPECT_NEAR(total(fast.p_top), static_cast<double>(top), 1e-9);
}

TEST(RankAcceptability, CentralWeightsSayWhatIsValued) {
  // The first place leads in one criterion, the second in the other.
  const RankAcceptability result =
      rank_acceptability(question({exact({9, 1, 5}), exact({1, 9, 5})}, 1), WeightDraws::around({0.5, 0.5}, 4));
  ASSERT_EQ(result.central[0].size(), 2u);
  EXPECT_GT(result.central[0][0], 0.6);
  EXPECT_GT(result.central[1][1], 0.6);
  EXPECT_NEAR(result.central[0][0] + result.central[0][1], 1, 1e-9);
  EXPECT_TRUE(result.central[2].empty());
}

TEST(RankAcceptability, SameBitsForAnyNumberOfThreads) {
  Criterion rate{
      .law = Criterion::Law::gamma, .direction = Criterion::Direction::up, .first = {}, .second = {}, .rest = {}};
  for (int i = 0; i < 40; ++i) {
    rate.first.push_back(5 + i % 7);
    rate.second.push_back(1);
  }
  const RankQuestion asked = question({rate, exact(rate.first)}, 5, 3000);
  const WeightDraws weights = WeightDraws::around({0.6, 0.4}, 20);
  set_threads(1);
  const RankAcceptability one = rank_acceptability(asked, weights);
  set_threads(3);
  const RankAcceptability three = rank_acceptability(asked, weights);
  set_threads(0);
  EXPECT_EQ(one.p_top, three.p_top);
  EXPECT_EQ(one.median, three.median);
  EXPECT_EQ(one.central, three.central);
}

TEST(RankAcceptability, NoPlaces) {
  RankQuestion none;
  none.criteria.push_back(exact({}));
  EXPECT_TRUE(rank_acceptability(none, WeightDraws::around({1}, 20)).p_top.empty());
}

// Towns are invented: true rates, true weights, reports by chance. What the reports alone say must be right as often
// as it claims: of the places with p_top in [0.6, 0.8], about seven in ten are truly among the first.
TEST(RankAcceptability, IsCalibratedAgainstSimulatedTruths) {
  std::mt19937 random(2024);
  const std::size_t places = 60, top = 6;
  double claimed[5] = {}, right[5] = {}, number[5] = {};
  for (int town = 0; town < 150; ++town) {
    std::gamma_distribution<double> true_rate(4, 0.02 / 4);
    std::vector<double> rate, counts, homes, other;
    for (std::size_t i = 0; i < places; ++i) {
      homes.push_back(std::uniform_real_distribution<double>(200, 3000)(random));
      rate.push_back(true_rate(random));
      counts.push_back(std::poisson_distribution<int>(rate.back() * homes.back())(random));
      other.push_back(std::uniform_real_distribution<double>(0, 1)(random));
    }
    const WeightDraws weights = WeightDraws::around({0.6, 0.4}, 20);
    const std::vector<double> valued = weights.draw(99, static_cast<std::uint32_t>(town));
    const std::vector<double> truth =
        descending_ranks(composite_scores(question({exact(rate), exact(other)}, top), valued));
    const Rates estimated = rates(counts, homes, 1);
    Criterion demand{
        .law = Criterion::Law::gamma, .direction = Criterion::Direction::up, .first = {}, .second = {}, .rest = {}};
    for (std::size_t i = 0; i < places; ++i) {
      demand.first.push_back(estimated.overall * estimated.overall / estimated.variance + counts[i]);
      demand.second.push_back(estimated.overall / estimated.variance + homes[i]);
    }
    RankQuestion asked = question({demand, exact(other)}, top, 400);
    asked.seed = static_cast<std::uint64_t>(town) + 1;
    const RankAcceptability result = rank_acceptability(asked, weights);
    for (std::size_t i = 0; i < places; ++i) {
      const auto bin = std::min<std::size_t>(4, static_cast<std::size_t>(result.p_top[i] * 5));
      claimed[bin] += result.p_top[i];
      right[bin] += truth[i] <= static_cast<double>(top) ? 1 : 0;
      ++number[bin];
    }
  }
  for (std::size_t bin = 0; bin < 5; ++bin) {
    ASSERT_GT(number[bin], 100) << bin;
    const double expected = claimed[bin] / number[bin];
    const double error = std::sqrt(expected * (1 - expected) / number[bin]);
    EXPECT_NEAR(right[bin] / number[bin], expected, 3 * error + 0.02) << bin << ", " << number[bin];
  }
}

TEST(RankShift, IsTheMeanMove) {
  EXPECT_THAT(descending_ranks({0.2, 0.9, 0.2, 0.5}), ElementsAre(3.5, 1, 3.5, 2));
  EXPECT_DOUBLE_EQ(rank_shift({1, 2, 3, nan_value}, {2, 1, 3, 4}), 2. / 3);
  EXPECT_TRUE(std::isnan(rank_shift({nan_value}, {1})));
}

}  // namespace
}  // namespace vigie
