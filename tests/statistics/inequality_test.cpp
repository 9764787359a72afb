// Concentration indexes by hand, against the slow definition on random areas, and what may not matter.
#include "engine/statistics/inequality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace vigie {
namespace {

using Column = std::vector<double>;

TEST(ConcentrationIndex, GivesThePublishedExample) {
  const RankedAreas areas(Column{.10, .15, .20, .30, .25}, Column(5, 100), Column{1, 2, 3, 4, 5});
  const ConcentrationIndex index = concentration_index(areas);
  EXPECT_NEAR(index.value, 0.18, 1e-12);
  EXPECT_NEAR(index.erreygers, 0.144, 1e-12);
}

// The definition, word by word, with ties sharing the mean of their places.
double slow_index(const Column& c, const Column& people, const Column& rank) {
  double all = 0, mu = 0, sum = 0;
  for (double w : people) all += w;
  for (std::size_t i = 0; i < c.size(); ++i) mu += people[i] / all * c[i];
  for (std::size_t i = 0; i < c.size(); ++i) {
    double before = 0, same = 0;
    for (std::size_t j = 0; j < c.size(); ++j) {
      if (rank[j] < rank[i]) before += people[j] / all;
      if (rank[j] == rank[i]) same += people[j] / all;
    }
    sum += people[i] / all * c[i] * (before + same / 2);
  }
  return 2 / mu * sum - 1;
}

double slow_error(const Column& c, const Column& people, const Column& rank) {
  Column out;
  for (std::size_t left = 0; left < c.size(); ++left) {
    Column a = c, b = people, r = rank;
    a.erase(a.begin() + static_cast<std::ptrdiff_t>(left));
    b.erase(b.begin() + static_cast<std::ptrdiff_t>(left));
    r.erase(r.begin() + static_cast<std::ptrdiff_t>(left));
    out.push_back(slow_index(a, b, r));
  }
  const auto n = static_cast<double>(out.size());
  const double mean = std::accumulate(out.begin(), out.end(), 0.0) / n;
  double squares = 0;
  for (double v : out) squares += (v - mean) * (v - mean);
  return std::sqrt((n - 1) / n * squares);
}

TEST(ConcentrationIndex, EqualsTheSlowDefinitionAndTheSlowJackknife) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 50; ++round) {
    Column c, people, rank;
    for (int i = 0; i < 25; ++i) {
      c.push_back(std::uniform_real_distribution<double>(0, 1)(random));
      people.push_back(std::uniform_int_distribution<int>(1, 900)(random));
      rank.push_back(std::uniform_int_distribution<int>(1, 12)(random));  // many ties
    }
    const ConcentrationIndex index = concentration_index(RankedAreas(c, people, rank));
    EXPECT_NEAR(index.value, slow_index(c, people, rank), 1e-12);
    EXPECT_NEAR(index.standard_error, slow_error(c, people, rank), 1e-12);
  }
}

TEST(ConcentrationIndex, LeavesOutAreasWithoutValueRankOrPeople) {
  const double none = std::nan("");
  const RankedAreas some(Column{.1, none, .2, .3, .9}, Column{10, 10, 10, 10, 0}, Column{1, 2, 3, 4, 5});
  const RankedAreas same(Column{.1, .2, .3}, Column{10, 10, 10}, Column{1, 3, 4});
  EXPECT_EQ(some.size(), 3u);
  EXPECT_EQ(concentration_index(some).value, concentration_index(same).value);
  EXPECT_TRUE(std::isnan(concentration_index(RankedAreas(Column{0, 0}, Column{1, 1}, Column{1, 2})).value));
}

// Cutting an area in two parts of the same rank changes nothing but the jackknife.
TEST(ConcentrationIndex, DoesNotSeeHowFineTheMapIsCut) {
  const RankedAreas whole(Column{.1, .4, .2}, Column{30, 20, 50}, Column{1, 2, 3});
  const RankedAreas cut(Column{.1, .1, .4, .2}, Column{10, 20, 20, 50}, Column{1, 1, 2, 3});
  EXPECT_NEAR(concentration_index(whole).value, concentration_index(cut).value, 1e-14);
  EXPECT_NEAR(inequality_gini(whole), inequality_gini(cut), 1e-14);
  for (std::size_t k = 0; k < 5; ++k)
    EXPECT_NEAR(deprivation_gap(whole).fifth[k], deprivation_gap(cut).fifth[k], 1e-14);
  EXPECT_NEAR(deprivation_gap(whole).slope, deprivation_gap(cut).slope, 1e-14);
}

TEST(Gini, IsZeroForEqualAreasAndNearOneForOneThatHasAll) {
  EXPECT_NEAR(inequality_gini(RankedAreas(Column(10, .3), Column(10, 5), Column(10, 1))), 0, 1e-14);
  Column one(100, 0);
  one.back() = 1;
  EXPECT_NEAR(inequality_gini(RankedAreas(one, Column(100, 1), Column(100, 1))), 0.99, 1e-12);
}

TEST(DeprivationGap, SplitsAreasAcrossTheCuts) {
  // 100 people in fifths of 20: the second area gives 10 to the first fifth and 20 to the second.
  const DeprivationGap gap = deprivation_gap(RankedAreas(Column{1, 2, 3}, Column{10, 30, 60}, Column{1, 2, 3}));
  EXPECT_NEAR(gap.fifth[0], 1.5, 1e-14);
  EXPECT_NEAR(gap.fifth[1], 2, 1e-14);
  EXPECT_NEAR(gap.fifth[4], 3, 1e-14);
  EXPECT_NEAR(gap.gap, 1.5, 1e-14);
  EXPECT_NEAR(gap.ratio, 2, 1e-14);
}

TEST(SlopeIndex, IsTheSlopeOfAStraightLine) {
  Column c, people(20, 7), rank;
  for (int i = 0; i < 20; ++i) {
    rank.push_back(i);
    c.push_back(0.2 + 0.5 * (i + 0.5) / 20);
  }
  EXPECT_NEAR(deprivation_gap(RankedAreas(c, people, rank)).slope, 0.5, 1e-12);
}

}  // namespace
}  // namespace vigie
