// The bound from districts: every set of candidates tried out, and towns where prices of points are too generous.
#include "engine/statistics/site_district.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/site_cover.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

struct Instance {
  SiteCover cover;
  std::vector<double> price;
};

// Discs over a square: points that several candidates cover are the rule.
Instance instance(std::uint32_t seed, int points, int candidates, double reach) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0, 1000), share(0, 1);
  std::vector<Point> at, sites;
  std::vector<double> demand;
  for (int i = 0; i < points; ++i) {
    at.push_back({place(random), place(random)});
    demand.push_back(1 + std::floor(4 * share(random)));
  }
  for (int j = 0; j < candidates; ++j) sites.push_back({place(random), place(random)});
  Instance made{cover_within(at, demand, sites, reach), {}};
  for (double d : demand) made.price.push_back(d * share(random));
  return made;
}

District district(const Instance& of) {
  District made;
  for (std::size_t i = 0; i < of.cover.points(); ++i) made.add_point(of.cover.demand[i], of.price[i], of.cover.of(i));
  return made;
}

// The largest profit of all sets, each of them counted out.
double largest_profit(const Instance& of, const District& with) {
  const std::span<const std::uint32_t> candidates = with.candidates();
  double best = 0;
  for (std::uint32_t set = 0; set < 1U << candidates.size(); ++set) {
    std::vector<std::uint8_t> in(of.cover.candidates, 0);
    double profit = 0;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      if ((set >> k & 1U) == 0) continue;
      in[candidates[k]] = 1;
      profit -= with.costs()[k];
    }
    for (std::size_t i = 0; i < of.cover.points(); ++i)
      if (std::ranges::any_of(of.cover.of(i), [&](std::uint32_t j) { return in[j] != 0; }))
        profit += of.cover.demand[i];
    best = std::max(best, profit);
  }
  return best;
}

TEST(District, CostsBeginAsThePricesOfWhatIsCovered) {
  District made;
  made.add_point(5, 2, std::vector<std::uint32_t>{3, 7});
  made.add_point(4, 1.5, std::vector<std::uint32_t>{7});
  ASSERT_EQ(made.candidates().size(), 2u);
  EXPECT_EQ(made.candidates()[0], 3u);
  EXPECT_EQ(made.costs()[0], 2);
  EXPECT_EQ(made.costs()[1], 3.5);
  EXPECT_EQ(made.links(), 3u);
  // 7 alone: 9 - 3.5; with 3 no more is covered.
  EXPECT_NEAR(made.limit(1e-6, 1, 1e9).profit, 5.5, 2e-6);
  EXPECT_EQ(made.best_remembered().members, std::vector<std::uint32_t>{1});
  EXPECT_EQ(made.best_remembered().covers, 9);
}

TEST(District, LimitIsTheLargestProfitOfAllSets) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    const Instance made = instance(seed, 60, 11, 180 + 10.0 * (seed % 12));
    District tried = district(made);
    std::mt19937 random(seed);
    for (int turn = 0; turn < 3; ++turn) {  // prices and remembered sets stay from turn to turn
      for (double& cost : tried.costs()) cost *= std::uniform_real_distribution<double>(0.4, 1.8)(random);
      const double best = largest_profit(made, tried);
      const District::Limit limit = tried.limit(1e-6, 2, 1e9);
      EXPECT_TRUE(limit.whole);
      EXPECT_GE(limit.profit, best) << seed;
      EXPECT_LE(limit.profit, best + 1.001e-6) << seed;
      EXPECT_NEAR(tried.profit(tried.best_remembered()), best, 1e-6 + 1e-9 * best) << seed;
    }
  }
}

TEST(District, StoppedEarlyTheLimitIsLooseAndNotWrong) {
  int loose = 0;
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    const Instance made = instance(seed, 80, 12, 260);
    for (double work : {0.0, 100.0, 400.0}) {
      District tried = district(made);
      const double best = largest_profit(made, tried);
      const District::Limit limit = tried.limit(1e-6, 0, work);
      EXPECT_GE(limit.profit, best) << seed << ", " << work;
      if (!limit.whole && limit.profit > best + 1e-3) ++loose;
    }
  }
  EXPECT_GT(loose, 10) << "the work was enough everywhere: nothing was shown";
}

TEST(District, TwoBecomeOne) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Instance made = instance(seed, 60, 11, 240);
    District first, second;
    for (std::size_t i = 0; i < made.cover.points(); ++i)
      (i < 25 ? first : second).add_point(made.cover.demand[i], made.price[i], made.cover.of(i));
    const double apart = first.limit(1e-6, 1, 1e9).profit + second.limit(1e-6, 1, 1e9).profit;
    District both = District::joined(first, second), whole = district(made);
    ASSERT_EQ(both.points(), 60u);
    ASSERT_EQ(both.candidates().size(), whole.candidates().size());
    for (std::size_t k = 0; k < both.candidates().size(); ++k) {
      ASSERT_EQ(both.candidates()[k], whole.candidates()[k]);
      EXPECT_NEAR(both.costs()[k], whole.costs()[k], 1e-12 * (1 + whole.costs()[k]));
    }
    const double best = largest_profit(made, both), known = both.profit(both.best_remembered());
    EXPECT_GT(known, 0) << "unions of the two's sets are known: " << seed;
    EXPECT_LE(known, best * (1 + 1e-12)) << seed;
    EXPECT_NEAR(both.limit(1e-6, 0, 1e9).profit, best, 2e-6 + 1e-9 * best) << seed;
    EXPECT_LE(best, apart + 1e-9) << seed;
  }
}

TEST(District, ASuggestedSetCountsWhatItCoversHere) {
  District made;
  made.add_point(5, 2, std::vector<std::uint32_t>{3, 7});
  made.add_point(4, 1.5, std::vector<std::uint32_t>{7});
  made.suggest(std::vector<std::uint32_t>{7, 1, 3});  // 1 reaches nothing here
  made.costs()[0] = made.costs()[1] = 1;
  EXPECT_EQ(made.best_remembered().members, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(made.profit(made.best_remembered()), 9 - 2);
}

// No choice of three covers more than the bound, which is never above the bound from prices.
TEST(SiteSearch, BoundOfDistrictsIsTrue) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Instance made = instance(seed, 150, 20, 240);
    const ReducedCover reduced = reduce(made.cover, {});
    const SiteSearch search(reduced);
    const auto all = static_cast<std::uint32_t>(search.candidates());
    double best = 0;
    for (std::uint32_t a = 0; a < all; ++a)
      for (std::uint32_t b = a + 1; b < all; ++b)
        for (std::uint32_t c = b + 1; c < all; ++c) best = std::max(best, search.value({a, b, c}));
    const std::vector<std::uint32_t> known = search.swapped(search.greedy(3).chosen);
    const SiteSearch::Relaxed relaxed = search.relaxed(known, 60);  // few: prices are left loose
    const SiteSearch::Relaxed tight = search.tightened(relaxed, known, 2e6);
    EXPECT_GE(tight.bound, best * (1 - 1e-9)) << seed;
    EXPECT_LE(tight.bound, relaxed.bound) << seed;
    EXPECT_EQ(search.tightened(relaxed, known, 0).bound, relaxed.bound) << "no work, no change";
  }
}

// Three blocks of 6 candidates and 20 points, one for each three of them. A third of every site covers all 60 points;
// two whole sites cover 16 of a block (those without either are the threes of the other four), so that six cover 48.
TEST(SiteSearch, DistrictsSeeThatSitesAreWhole) {
  SiteCover cover;
  cover.candidates = 18;
  for (std::uint32_t block = 0; block < 18; block += 6)
    for (std::uint32_t a = 0; a < 6; ++a)
      for (std::uint32_t b = a + 1; b < 6; ++b)
        for (std::uint32_t c = b + 1; c < 6; ++c)
          cover.add(1, std::vector<std::uint32_t>{block + a, block + b, block + c});
  const ReducedCover reduced = reduce(cover, {});
  const SiteSearch search(reduced);
  const std::vector<std::uint32_t> known = search.swapped(search.greedy(6).chosen);
  EXPECT_EQ(search.value(known), 48);
  const SiteSearch::Relaxed relaxed = search.relaxed(known, 2000);
  EXPECT_GE(relaxed.bound, 60 * (1 - 1e-9));
  const SiteSearch::Relaxed tight = search.tightened(relaxed, known, 3e6);
  EXPECT_GE(tight.bound, 48);
  EXPECT_LE(tight.bound, 57) << "a quarter of the gap, at least";
  for (int threads : {1, 3}) {
    set_threads(threads);
    EXPECT_EQ(search.tightened(relaxed, known, 3e6).bound, tight.bound) << threads << " threads";
  }
  set_threads(0);
}

}  // namespace
}  // namespace vigie
