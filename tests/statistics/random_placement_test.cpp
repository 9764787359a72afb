// Random placement: exact multinomial counts, against one event after the other, and the published size of chance.
#include "engine/statistics/random_placement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>

#include "engine/base/parallel.h"
#include "engine/statistics/alias_table.h"

namespace vigie {
namespace {

const std::vector<double> halves{0.5};

RandomConcentration of_chance(const std::vector<double>& weights, std::int64_t events, int draws,
                              double observed = 0.5) {
  return random_concentration(RandomPlacement(weights, events), observed, halves, draws, 1, 0);
}

struct Chance {
  int events;
  double mean, lower, upper;
};

class HundredPlaces : public testing::TestWithParam<Chance> {};

// Mean and limits of the generalized Gini for events placed at random over 100 equal places, known to two digits.
TEST_P(HundredPlaces, HaveTheConcentrationOfChance) {
  const Chance chance = GetParam();
  const RandomConcentration found = of_chance(std::vector<double>(100, 3.5), chance.events, 9999);
  EXPECT_NEAR(found.mean, chance.mean, 0.0075);
  EXPECT_NEAR(found.lower, chance.lower, 0.012);
  EXPECT_NEAR(found.upper, chance.upper, 0.012);
}

INSTANTIATE_TEST_SUITE_P(Events, HundredPlaces,
                         testing::Values(Chance{20, 0.16, 0, 0.34}, Chance{50, 0.34, 0.21, 0.46},
                                         Chance{100, 0.52, 0.46, 0.58}, Chance{300, 0.32, 0.27, 0.36},
                                         Chance{1000, 0.18, 0.15, 0.20}));

// Every outcome of five events in three unlike places and two alike, by levels: probability by hand from the
// multinomial.
TEST(RandomPlacement, HasTheProbabilitiesOfTheMultinomial) {
  const std::vector<double> weights{1, 4, 1, 2, 0};  // the two of weight 1 are alike, the last is never chosen
  constexpr int events = 5, draws = 200'000;
  std::map<std::vector<double>, double> truth;
  const std::vector<double> p{1.0 / 8, 4.0 / 8, 1.0 / 8, 2.0 / 8};
  for (int code = 0; code < 1024; ++code) {  // 4^5 sequences
    std::vector<double> counts(4, 0);
    double probability = 1;
    for (int e = 0, rest = code; e < events; ++e, rest /= 4) {
      ++counts[static_cast<std::size_t>(rest % 4)];
      probability *= p[static_cast<std::size_t>(rest % 4)];
    }
    counts.push_back(0);
    std::ranges::sort(counts, std::ranges::greater{});
    truth[counts] += probability;
  }
  std::map<std::vector<double>, double> seen;
  const RandomPlacement placement(weights, events);
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    std::vector<double> counts;
    for (const CountLevel& level : placement.draw(9, 0, draw).levels)
      counts.insert(counts.end(), static_cast<std::size_t>(level.places), level.count);
    seen[counts] += 1.0 / draws;
  }
  for (const auto& [counts, probability] : truth)
    EXPECT_NEAR(seen[counts], probability, 5 * std::sqrt(probability / draws)) << counts[0] << counts[1] << counts[2];
  EXPECT_EQ(seen.size(), truth.size());
}

// The slow way: every event by its own.
CountLevels one_by_one(const std::vector<double>& weights, std::int64_t events, std::mt19937_64& random) {
  std::discrete_distribution<std::size_t> place(weights.begin(), weights.end());
  std::vector<double> counts(weights.size(), 0);
  for (std::int64_t e = 0; e < events; ++e) ++counts[place(random)];
  return count_levels(counts);
}

struct Town {
  std::vector<double> weights;
  std::int64_t events;
};

class Placement : public testing::TestWithParam<int> {
 protected:
  static Town town(int which) {
    std::mt19937_64 random(21);
    std::vector<double> weights;
    switch (which) {
      case 0:  // equal cells and a border of parts
        weights.assign(400, 1);
        for (int i = 0; i < 60; ++i) weights.push_back(static_cast<double>(random() % 1000) / 1000);
        return {weights, 3000};
      case 1:  // neighbourhoods of unequal size, many events each
        for (int i = 0; i < 30; ++i) weights.push_back(std::pow(1.3, i % 17));
        return {weights, 20'000};
      case 2:  // hardly any event
        weights.assign(1000, 2);
        return {weights, 40};
      default:  // nearly everything in one place
        weights.assign(300, 0.01);
        weights.push_back(50);
        return {weights, 5000};
    }
  }
};

TEST_P(Placement, EqualsOneEventAfterTheOther) {
  const Town places = town(GetParam());
  constexpr int draws = 1500;
  std::mt19937_64 random(22);
  double sum = 0, squares = 0, holding = 0, holding_squares = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const CountLevels levels = one_by_one(places.weights, places.events, random);
    const double g = generalized_gini(levels), held = static_cast<double>(places_holding(levels, 0.5));
    sum += g;
    squares += g * g;
    holding += held;
    holding_squares += held * held;
  }
  const double mean = sum / draws, variance = squares / draws - mean * mean;
  const double mean_held = holding / draws, held_variance = holding_squares / draws - mean_held * mean_held;
  const RandomConcentration fast = of_chance(places.weights, places.events, draws);
  EXPECT_NEAR(fast.mean, mean, 5 * std::sqrt(2 * variance / draws) + 1e-12);
  EXPECT_NEAR(fast.upper - fast.lower, 2 * 1.96 * std::sqrt(variance), 0.15 * 2 * 1.96 * std::sqrt(variance) + 1e-12);
  EXPECT_NEAR(fast.holding[0], mean_held, 5 * std::sqrt(2 * held_variance / draws) + 1e-12);
}

TEST_P(Placement, PlacesEveryEvent) {
  const Town places = town(GetParam());
  const RandomPlacement placement(places.weights, places.events);
  for (std::uint32_t draw = 0; draw < 50; ++draw) {
    const CountLevels levels = placement.draw(4, 2, draw);
    double events = 0;
    std::int64_t count = 0;
    for (const CountLevel& level : levels.levels) {
      events += level.count * static_cast<double>(level.places);
      count += level.places;
    }
    EXPECT_EQ(events, static_cast<double>(places.events));
    EXPECT_EQ(levels.events, events);
    EXPECT_EQ(count, static_cast<std::int64_t>(places.weights.size()));
    EXPECT_TRUE(std::ranges::is_sorted(levels.levels, std::ranges::greater{}, &CountLevel::count));
  }
}

INSTANTIATE_TEST_SUITE_P(Towns, Placement, testing::Values(0, 1, 2, 3));

// If the events were placed at random, p is even: 1 in 20 below 0.05.
TEST(RandomConcentration, HasItsLevel) {
  std::mt19937_64 random(23);
  const std::vector<double> weights(60, 1);
  int small = 0, half = 0;
  for (int round = 0; round < 400; ++round) {
    const double observed = generalized_gini(one_by_one(weights, 500, random));
    const double p =
        random_concentration(RandomPlacement(weights, 500), observed, halves, 199, 7, static_cast<std::uint32_t>(round))
            .p;
    small += p <= 0.05 ? 1 : 0;
    half += p <= 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(small, 20, 18);
  EXPECT_NEAR(half, 200, 45);
}

TEST(RandomConcentration, CountsDrawsInBothTails) {
  const std::vector<double> weights(50, 1);
  EXPECT_DOUBLE_EQ(of_chance(weights, 1000, 199, 0.9).p, 2 / 200.0);
  EXPECT_DOUBLE_EQ(of_chance(weights, 1000, 199, 0.0).p, 2 / 200.0);
  EXPECT_DOUBLE_EQ(of_chance({1, 0, 0}, 10, 199, 1 - 2 / 3.0 + 1 / 3.0).p, 1) << "every draw is the same";
}

TEST(RandomConcentration, DoesNotDependOnThreadsOrOrder) {
  std::vector<double> weights(300, 1);
  for (int i = 0; i < 40; ++i) weights.push_back(0.02 * i);
  std::vector<RandomConcentration> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    if (count == 7) std::ranges::reverse(weights);
    seen.push_back(of_chance(weights, 5000, 101));
  }
  set_threads(0);
  for (std::size_t k : {1u, 2u}) {
    EXPECT_EQ(seen[0].mean, seen[k].mean);
    EXPECT_EQ(seen[0].lower, seen[k].lower);
    EXPECT_EQ(seen[0].upper, seen[k].upper);
    EXPECT_EQ(seen[0].p, seen[k].p);
    EXPECT_EQ(seen[0].holding, seen[k].holding);
  }
  EXPECT_NE(random_concentration(RandomPlacement(weights, 5000), 0.5, halves, 101, 2, 0).mean, seen[0].mean);
  EXPECT_NE(random_concentration(RandomPlacement(weights, 5000), 0.5, halves, 101, 1, 1).mean, seen[0].mean);
}

TEST(RandomConcentration, WithoutWeightsThereIsNoBaseline) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(RandomPlacement(std::vector<double>{0, nan, 0}, 5).possible());
  EXPECT_TRUE(std::isnan(of_chance({0, nan, 0}, 5, 99).mean));
  EXPECT_TRUE(std::isnan(of_chance({1, 2}, 5, 0).p));
  EXPECT_FALSE(std::isnan(of_chance({1, nan}, 5, 9).mean));
  EXPECT_GT(RandomPlacement(std::vector<double>{1, 2}, 5).effort(), 2);
}

TEST(AliasTable, PicksByWeight) {
  const std::vector<double> weights{5, 0, 1, 3, 1};
  const AliasTable table(weights);
  std::vector<double> picked(5, 0);
  AddressedRandom random(3, RandomPurpose::random_placement, 0, 0);
  for (int i = 0; i < 100'000; ++i) ++picked[table.pick(random)];
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(picked[i], weights[i] * 1e4, 5 * std::sqrt(weights[i] * 1e4)) << i;
}

}  // namespace
}  // namespace vigie
