// Maximal covering: the textbook case, every choice counted out on small instances, and the limits of large ones.
#include "engine/statistics/site_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

// Sites X = {1,3}, Y = {1,2}, Z = {3,4}; demands 5, 4, 5, 4: greedy takes X and finds 14, a swap finds 18.
SiteCover textbook() {
  SiteCover cover;
  cover.candidates = 3;
  cover.add(5, std::vector<std::uint32_t>{0, 1});
  cover.add(4, std::vector<std::uint32_t>{1});
  cover.add(5, std::vector<std::uint32_t>{0, 2});
  cover.add(4, std::vector<std::uint32_t>{2});
  return cover;
}

TEST(SitePlan, SwapsOutOfAGreedyTrap) {
  const SiteCover cover = textbook();
  const ReducedCover reduced = reduce(cover, {});
  const SiteSearch search(reduced);
  const SiteSearch::Greedy greedy = search.greedy(2);
  EXPECT_EQ(search.value(greedy.chosen), 14);
  EXPECT_EQ(greedy.bound[1], 18);
  EXPECT_EQ(search.value(search.swapped(greedy.chosen)), 18);
  const SitePlan plan = plan_sites(cover, {}, 2);
  ASSERT_EQ(plan.steps.size(), 2u);
  EXPECT_EQ(plan.steps[0].candidate, 1u);
  EXPECT_EQ(plan.steps[0].gain, 9);
  EXPECT_EQ(plan.steps[1].candidate, 2u);
  EXPECT_EQ(plan.steps[1].cumulative, 18);
  EXPECT_EQ(plan.steps[1].upper_bound, 18);
  EXPECT_EQ(plan.steps[1].gap, 0);
  EXPECT_EQ(plan.steps[0].upper_bound, 10) << "one site alone can cover 10";
  EXPECT_TRUE(plan.optimal);
}

TEST(SitePlan, KeepsWhatIsThere) {
  const SitePlan plan = plan_sites(textbook(), std::vector<std::uint32_t>{0}, 1);
  EXPECT_EQ(plan.locked, 10);
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].candidate, 1u) << "equal gains: the smaller number";
  EXPECT_EQ(plan.steps[0].gain, 4);
  EXPECT_EQ(plan.steps[0].cumulative, 14);
  EXPECT_EQ(plan.steps[0].gap, 0);
}

TEST(SitePlan, MoreSitesThanCandidates) {
  const SitePlan plan = plan_sites(textbook(), {}, 9);
  ASSERT_EQ(plan.steps.size(), 3u);
  EXPECT_EQ(plan.steps[0].candidate, 0u) << "by what each adds to those before it";
  EXPECT_EQ(plan.steps[0].gain, 10);
  EXPECT_EQ(plan.steps[2].gain, 4);
  EXPECT_EQ(plan.steps[2].cumulative, 18);
  EXPECT_EQ(plan.steps[2].gap, 0);
}

TEST(SitePlan, DemandOutOfReach) {
  SiteCover cover = textbook();
  cover.add(7, {});
  const SitePlan plan = plan_sites(cover, {}, 3);
  EXPECT_EQ(plan.unreachable, 7);
  EXPECT_EQ(plan.total, 25);
  EXPECT_EQ(plan.steps.back().cumulative, 18);
  EXPECT_EQ(plan.steps.back().gap, 0);
  SiteCover nobody;
  nobody.candidates = 2;
  nobody.add(3, {});
  const SitePlan none = plan_sites(nobody, {}, 1);
  EXPECT_EQ(none.steps.at(0).gain, 0);
  EXPECT_EQ(none.steps.at(0).gap, 0);
}

struct Town {
  std::vector<Point> points, candidates;
  std::vector<double> demand;
  double reach;
  SiteCover cover() const { return cover_within(points, demand, candidates, reach); }
};

Town town(std::uint32_t seed, int points, int candidates, double size, double reach, bool whole) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0, size), weight(0, 9);
  Town made;
  made.reach = reach;
  for (int i = 0; i < points; ++i) {
    made.points.push_back({place(random), place(random)});
    made.demand.push_back(whole ? std::floor(weight(random)) : weight(random));
  }
  for (int i = 0; i < candidates; ++i) made.candidates.push_back({place(random), place(random)});
  if (candidates > 3) made.candidates[3] = made.candidates[1];  // two of one place
  return made;
}

double covered(const Town& of, const std::vector<std::size_t>& sites) {
  double sum = 0;
  for (std::size_t i = 0; i < of.points.size(); ++i)
    for (std::size_t j : sites)
      if (std::hypot(of.points[i].x - of.candidates[j].x, of.points[i].y - of.candidates[j].y) <= of.reach) {
        sum += of.demand[i];
        break;
      }
  return sum;
}

// The most that any choice of `sites` candidates beside the locked ones covers, all of them tried.
double best_of_all(const Town& of, std::vector<std::size_t> locked, std::size_t sites, std::size_t from = 0) {
  double best = covered(of, locked);
  if (sites == 0) return best;
  for (std::size_t j = from; j < of.candidates.size(); ++j) {
    locked.push_back(j);
    best = std::max(best, best_of_all(of, locked, sites - 1, j + 1));
    locked.pop_back();
  }
  return best;
}

TEST(SitePlan, EqualsEveryChoiceTriedOut) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const Town made = town(seed, 60, 11, 1000, 120 + 15.0 * (seed % 9), seed % 2 == 0);
    const std::vector<std::uint32_t> locked =
        seed % 3 == 0 ? std::vector<std::uint32_t>{2, 5} : std::vector<std::uint32_t>{};
    const SitePlan plan = plan_sites(made.cover(), locked, 4);
    const std::vector<std::size_t> in_place(locked.begin(), locked.end());
    ASSERT_EQ(plan.steps.size(), 4u);
    const double best = best_of_all(made, in_place, 4);
    EXPECT_NEAR(plan.steps.back().cumulative, best, 1e-9 * best) << seed;
    EXPECT_TRUE(plan.optimal) << seed;
    std::vector<std::size_t> sites = in_place;
    for (std::size_t k = 0; k < 4; ++k) {
      const SitePlan::Step& step = plan.steps[k];
      sites.push_back(step.candidate);
      EXPECT_NEAR(step.cumulative, covered(made, sites), 1e-9 * best) << seed;
      EXPECT_GE(step.upper_bound, best_of_all(made, in_place, k + 1) * (1 - 1e-9)) << seed << ", " << k;
      if (k > 0) {
        EXPECT_LE(step.gain, plan.steps[k - 1].gain * (1 + 1e-9));
      }
    }
  }
}

TEST(SitePlan, GreedyAloneKeepsItsPromiseAndItsBound) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Town made = town(seed, 80, 12, 1000, 200, false);
    const SitePlan plan = plan_sites(made.cover(), {}, 3, {.most_links = 0, .most_nodes = 0});
    const double best = best_of_all(made, {}, 3);
    EXPECT_EQ(plan.method, SitePlan::Method::greedy);
    EXPECT_GE(plan.steps.back().cumulative, (1 - std::exp(-1.0)) * best);
    EXPECT_GE(plan.steps.back().upper_bound, best * (1 - 1e-12));
    EXPECT_NEAR(plan.steps.back().gap,
                (plan.steps.back().upper_bound - plan.steps.back().cumulative) / plan.steps.back().upper_bound, 1e-12);
  }
}

// Branch and bound proves the best; the bound from districts may not fall below it, nor the choice rise above it.
TEST(SitePlan, DistrictsBoundWhatBranchAndBoundFinds) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    const Town made = town(seed, 350, 45, 3000, 420, seed % 2 == 0);
    const SitePlan best = plan_sites(made.cover(), {}, 9);
    ASSERT_TRUE(best.optimal) << seed;
    const SitePlan plan = plan_sites(made.cover(), {}, 9, {.most_links = 0, .district_work = 2e7});
    EXPECT_EQ(plan.method, SitePlan::Method::greedy);
    EXPECT_LE(plan.steps.back().cumulative, best.steps.back().cumulative * (1 + 1e-9)) << seed;
    EXPECT_GE(plan.steps.back().upper_bound, best.steps.back().cumulative * (1 - 1e-9)) << seed;
    EXPECT_LT(plan.steps.back().gap, 0.01) << seed;
  }
}

// What an exchange changes is found in parts; the slow way counts each exchanged choice out.
TEST(SiteSearch, ExchangesUntilNoSingleOneCoversMore) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Town made = town(seed, 120, 18, 1000, 170, seed % 2 == 0);
    const ReducedCover reduced = reduce(made.cover(), {});
    const SiteSearch search(reduced);
    const std::vector<std::uint32_t> ends = search.swapped({0, 1, 2, 3});
    const double value = search.value(ends);
    for (std::size_t slot = 0; slot < ends.size(); ++slot)
      for (std::uint32_t in = 0; in < search.candidates(); ++in) {
        std::vector<std::uint32_t> other = ends;
        other[slot] = in;
        EXPECT_LE(search.value(other), value * (1 + 1e-9)) << seed;
      }
  }
}

// Demand spread over few places, many of them covered several times: single exchanges end below the best choice.
TEST(SiteSearch, LeavesMostTrapsOfSingleExchanges) {
  int trapped = 0, left = 0;
  for (std::uint32_t seed = 1; seed <= 160; ++seed) {
    const Town made = town(seed, 60, 13, 1000, 200, true);
    const ReducedCover reduced = reduce(made.cover(), {});
    const SiteSearch search(reduced);
    const double best = best_of_all(made, {}, 4);
    const std::vector<std::uint32_t> start = search.swapped(search.greedy(4).chosen);
    const double found = search.value(search.searched(start, 200));
    EXPECT_LE(found, best) << seed;
    EXPECT_GE(found, search.value(start)) << seed;
    if (search.value(start) == best) continue;
    ++trapped;
    if (found == best) ++left;
  }
  EXPECT_GT(trapped, 3) << "these towns set too few traps to show anything";
  EXPECT_GE(left, trapped - 1);
}

TEST(SiteCover, ReductionsChangeNoOptimum) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Town made = town(seed, 70, 14, 1000, 160, true);
    const ReducedCover reduced = reduce(made.cover(), {});
    EXPECT_LE(reduced.original.size(), 13u) << "two candidates stand at one place";
    const SiteSearch search(reduced);
    double best = 0;
    for (std::uint32_t a = 0; a < search.candidates(); ++a)
      for (std::uint32_t b = a; b < search.candidates(); ++b) best = std::max(best, search.value({a, b}));
    EXPECT_NEAR(best, best_of_all(made, {}, 2), 1e-9) << seed;
  }
}

TEST(SiteCover, ReachCountsItsEdge) {
  const std::vector<Point> points{{0, 0}, {300, 400}, {300, 400.001}};
  const std::vector<Point> sites{{0, 0}};
  const SiteCover cover = cover_within(points, std::vector<double>{1, 1, 1}, sites, 500);
  EXPECT_EQ(cover.of(1).size(), 1u);
  EXPECT_EQ(cover.of(2).size(), 0u);
}

TEST(SitePlan, SameForAnyNumberOfThreads) {
  const Town made = town(3, 2000, 150, 6000, 500, false);
  const auto run = [&](int count) {
    set_threads(count);
    const SitePlan plan = plan_sites(made.cover(), {}, 8);
    set_threads(0);
    std::vector<double> numbers;
    for (const SitePlan::Step& step : plan.steps)
      for (double v : {double(step.candidate), step.gain, step.cumulative, step.upper_bound}) numbers.push_back(v);
    return numbers;
  };
  EXPECT_EQ(run(1), run(3));
}

// Doubling all demand doubles every number and moves no site.
TEST(SitePlan, ScalesWithDemand) {
  Town made = town(4, 300, 40, 3000, 400, false);
  const SitePlan once = plan_sites(made.cover(), {}, 5);
  for (double& d : made.demand) d *= 2;
  const SitePlan twice = plan_sites(made.cover(), {}, 5);
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_EQ(once.steps[k].candidate, twice.steps[k].candidate);
    EXPECT_DOUBLE_EQ(2 * once.steps[k].cumulative, twice.steps[k].cumulative);
  }
}

}  // namespace
}  // namespace vigie
