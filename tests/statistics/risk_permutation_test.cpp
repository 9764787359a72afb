// Permuted labels: against every dealing of a small town, its level, its power, and the same bits everywhere.
#include "engine/statistics/risk_permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/parallel.h"
#include "tests/statistics/risk_town.h"

namespace vigie {
namespace {

using test::risk_town;
using test::RiskTown;

const RiskSmoothing quartic{Kernel::quartic, 500, EdgeCorrection::uniform};

RiskPermutation permute(const RiskTown& town, int draws, const RiskSmoothing& with = quartic, std::uint64_t seed = 1) {
  std::vector<std::uint8_t> tested;
  for (double share : town.inside) tested.push_back(share > 0.5 ? 1 : 0);
  return permute_risk(town.cases(), town.controls(), with, town.grid, town.inside, tested, draws, seed);
}

// Kernel sums of the cases at a cell for every way to choose them: 4 of 12 points, 495 ways.
TEST(RiskPermutation, ComesCloseToEveryDealingCounted) {
  const RiskTown town = risk_town(4, 8, 0.5, 31);
  constexpr int draws = 20'000;
  const RiskPermutation random = permute(town, draws);
  std::vector<Point> all;
  for (std::size_t i = 0; i < 4; ++i) all.push_back({town.case_x[i], town.case_y[i]});
  for (std::size_t i = 0; i < 8; ++i) all.push_back({town.control_x[i], town.control_y[i]});
  for (Point& p : all) p = town.grid.centre(town.grid.cell_at(p));
  int compared = 0;
  for (std::int64_t cell = 0; cell < town.grid.size(); cell += 3) {
    const auto index = static_cast<std::size_t>(cell);
    if (std::isnan(random.p[index])) continue;
    std::vector<double> value;
    for (Point p : all)
      value.push_back(kernel_value(Kernel::quartic,
                                   std::hypot(town.grid.centre(cell).x - p.x, town.grid.centre(cell).y - p.y), 500));
    const double observed = value[0] + value[1] + value[2] + value[3], slack = 1e-9 * (observed + 1e-9);
    int ways = 0, upper = 0, lower = 0;
    for (unsigned chosen = 0; chosen < 4096; ++chosen) {
      if (std::popcount(chosen) != 4) continue;
      double sum = 0;
      for (std::size_t i = 0; i < 12; ++i) sum += (chosen >> i & 1) != 0 ? value[i] : 0;
      ++ways;
      upper += sum >= observed - slack ? 1 : 0;
      lower += sum <= observed + slack ? 1 : 0;
    }
    ASSERT_EQ(ways, 495);
    const double p = std::min(1.0, 2.0 * std::min(upper, lower) / ways);
    EXPECT_NEAR(random.p[index], p, 5 * std::sqrt(p * (2 - p) / draws) + 2.0 / draws) << cell;
    ++compared;
  }
  EXPECT_GT(compared, 60);
}

// Labels dealt at random: the largest deviation passes 0.05 in one town of twenty.
TEST(RiskPermutation, KeepsItsLevelOverTheWholeMap) {
  int found = 0, uneven = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const RiskPermutation result = permute(risk_town(40, 120, 0, 1000 + seed), 99);
    found += result.overall <= 0.05 ? 1 : 0;
    uneven += result.overall <= 0.5 ? 1 : 0;
  }
  EXPECT_GE(found, 3);  // 10 expected, binomial(200, 0.05)
  EXPECT_LE(found, 20);
  EXPECT_GE(uneven, 75);  // 100 expected
  EXPECT_LE(uneven, 125);
}

TEST(RiskPermutation, FindsACluster) {
  const RiskTown town = risk_town(150, 450, 0.35, 33);
  const RiskPermutation result = permute(town, 999);
  const auto centre = static_cast<std::size_t>(town.grid.cell_at({150'550, 4'500'550}));
  EXPECT_DOUBLE_EQ(result.p[centre], 2 / 1000.0);
  EXPECT_DOUBLE_EQ(result.adjusted[centre], 1 / 1000.0);
  EXPECT_GT(result.deviation[centre], 5);
  EXPECT_DOUBLE_EQ(result.overall, 1 / 1000.0);
  const auto away = static_cast<std::size_t>(town.grid.cell_at({151'550, 4'501'250}));
  EXPECT_LT(result.deviation[away], 0);
}

// One cell alone: its adjusted p counts both tails of the same draws as its own p does.
TEST(RiskPermutation, AdjustedIsNeverBelowTheShareOfItsOwnTail) {
  const RiskTown town = risk_town(60, 180, 0.2, 34);
  const RiskPermutation result = permute(town, 499);
  for (std::size_t i = 0; i < result.p.size(); ++i)
    if (!std::isnan(result.p[i])) {
      EXPECT_GE(result.adjusted[i], result.p[i] / 2 - 1e-12);
      EXPECT_GE(result.adjusted[i], result.overall);
    }
}

// Cases and controls change places: every deviation changes its sign, and no p-value changes. With one of the samples
// larger than the other, this compares dealing cases with dealing the rest.
TEST(RiskPermutation, IsTheSameForControlsAsForCases) {
  const RiskTown town = risk_town(50, 170, 0.3, 35);
  RiskTown swapped = town;
  std::swap(swapped.case_x, swapped.control_x);
  std::swap(swapped.case_y, swapped.control_y);
  for (EdgeCorrection edge : {EdgeCorrection::uniform, EdgeCorrection::diggle}) {
    const RiskSmoothing with{Kernel::quartic, 500, edge};
    const RiskPermutation there = permute(town, 200, with), back = permute(swapped, 200, with);
    for (std::size_t i = 0; i < there.p.size(); ++i) {
      if (std::isnan(there.p[i])) continue;
      EXPECT_EQ(there.p[i], back.p[i]);
      EXPECT_NEAR(there.deviation[i], -back.deviation[i], 1e-9);
      EXPECT_NEAR(there.adjusted[i], back.adjusted[i], 1.5 / 201);  // a tie may fall either way by rounding
    }
  }
}

TEST(RiskPermutation, DoesNotDependOnThreadsOrOrder) {
  const RiskTown town = risk_town(80, 240, 0.2, 36);
  RiskTown reversed = town;
  for (std::vector<double>* axis : {&reversed.case_x, &reversed.case_y, &reversed.control_x, &reversed.control_y})
    std::ranges::reverse(*axis);
  std::vector<RiskPermutation> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    seen.push_back(permute(count == 7 ? reversed : town, 101));  // an odd number leaves one draw without a partner
  }
  set_threads(0);
  for (std::size_t k : {1u, 2u})
    for (std::size_t i = 0; i < town.inside.size(); ++i)
      if (!std::isnan(seen[0].p[i])) {
        EXPECT_EQ(seen[0].p[i], seen[k].p[i]);
        EXPECT_EQ(seen[0].adjusted[i], seen[k].adjusted[i]);
        EXPECT_EQ(seen[0].deviation[i], seen[k].deviation[i]);
      }
  EXPECT_NE(permute(town, 101, quartic, 2).p, seen[0].p) << "another seed, other draws";
}

TEST(RiskPermutation, NothingToTestGivesNothing) {
  const RiskTown town = risk_town(30, 60, 0, 37);
  const std::vector<std::uint8_t> none(town.inside.size(), 0);
  const RiskPermutation result =
      permute_risk(town.cases(), town.controls(), quartic, town.grid, town.inside, none, 99, 1);
  EXPECT_TRUE(std::ranges::all_of(result.p, [](double p) { return std::isnan(p); }));
  EXPECT_EQ(result.overall, 1);
  EXPECT_GT(permutation_effort(town.cases(), town.controls(), quartic, town.grid), 1000);
}

}  // namespace
}  // namespace vigie
