// Random points lie evenly in the area and nowhere else; a random part of a pattern is one.
#include "engine/statistics/random_pattern.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/error.h"
#include "tests/statistics/patterns.h"

namespace vigie {
namespace {

//  +-----------+  40
//  |           |     A square with a square hole: the 12 cells of 10 m around the hole get the same number of points,
//  |   +---+   |     the 4 cells of the hole none.
//  |   | 0 |   |
//  |   +---+   |
//  |           |
//  +-----------+  0
TEST(RandomPattern, IsEvenInTheAreaAndEmptyInTheHole) {
  const MultiPolygon frame{
      {{{0, 0}, {40, 0}, {40, 40}, {0, 40}, {0, 0}}, {{{10, 10}, {10, 30}, {30, 30}, {30, 10}, {10, 10}}}}};
  const Positions made = RandomPattern(frame).draw(120'000, 1, 0);
  std::map<int, int> count;
  for (std::size_t i = 0; i < made.x.size(); ++i)
    ++count[static_cast<int>(made.x[i] / 10) + 4 * static_cast<int>(made.y[i] / 10)];
  EXPECT_EQ(count.size(), 12u);
  double chi2 = 0;
  for (const auto& [cell, n] : count) chi2 += (n - 1e4) * (n - 1e4) / 1e4;
  EXPECT_LT(chi2, 31.3) << "0.1 % of chi-square with 11 degrees of freedom";
  EXPECT_GT(chi2, 1.6) << "too even to be random";
}

TEST(RandomPattern, IsAddressedBySeedAndDraw) {
  const RandomPattern pattern(test::box_shape(5, 5, 6, 7));
  EXPECT_EQ(pattern.draw(50, 1, 3).x, pattern.draw(50, 1, 3).x);
  EXPECT_NE(pattern.draw(50, 1, 3).x, pattern.draw(50, 1, 4).x);
  EXPECT_NE(pattern.draw(50, 1, 3).y, pattern.draw(50, 2, 3).y);
  EXPECT_THROW(RandomPattern(MultiPolygon{}), DataError);
}

TEST(Thinned, KeepsDistinctPointsInAnyOrderOfThem) {
  std::mt19937_64 random(5);
  test::Pattern all = test::random_points(random, test::box_shape(0, 0, 1, 1), 1000);
  const Positions part = thinned(all.x, all.y, 300, 7);
  EXPECT_EQ(std::set<double>(part.x.begin(), part.x.end()).size(), 300u);
  for (std::size_t i = 0; i < 300; ++i) {
    const auto place = std::ranges::find(all.x, part.x[i]) - all.x.begin();
    EXPECT_EQ(all.y[static_cast<std::size_t>(place)], part.y[i]);
  }
  std::ranges::reverse(all.x);
  std::ranges::reverse(all.y);
  EXPECT_EQ(thinned(all.x, all.y, 300, 7).x, part.x);
  EXPECT_NE(thinned(all.x, all.y, 300, 8).x, part.x);
  EXPECT_EQ(thinned(all.x, all.y, 5000, 7).x, all.x) << "nothing to leave out";
}

// Each of the ten pairs of five points comes up about as often as the others.
TEST(Thinned, GivesEverySetTheSameChance) {
  const std::vector<double> x{1, 2, 4, 8, 16}, y(5, 0.0);
  std::map<double, int> count;
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    const Positions pair = thinned(x, y, 2, seed);
    ++count[pair.x[0] + pair.x[1]];
  }
  EXPECT_EQ(count.size(), 10u);
  double chi2 = 0;
  for (const auto& [pair, n] : count) chi2 += (n - 1e3) * (n - 1e3) / 1e3;
  EXPECT_LT(chi2, 27.9) << "0.1 % of chi-square with 9 degrees of freedom";
}

}  // namespace
}  // namespace vigie
