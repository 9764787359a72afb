// The nearest neighbor index against spatstat, by hand, and against the plain double loop.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/parallel.h"
#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/nearest_neighbor.h"
#include "tests/statistics/patterns.h"

namespace vigie {
namespace {

NearestNeighborResult of(const test::Pattern& pattern, Coincident coincident = Coincident::kept) {
  return nearest_neighbors(pattern.x, pattern.y, area(pattern.window), perimeter(pattern.window), coincident);
}

std::map<std::string, double> summary(const std::string& name) {
  auto columns = test::read_columns(test::reference_file("spatstat_patterns/reference/" + name + "_summary.csv"));
  const std::vector<double> values = test::numbers_of(columns["value"]);
  std::map<std::string, double> all;
  for (std::size_t i = 0; i < values.size(); ++i) all[columns["statistic"][i]] = values[i];
  return all;
}

class PatternNeighbors : public testing::TestWithParam<const char*> {};

// spatstat.explore 3.0-6, clarkevans; its Donnelly constant is 0.0412, ours 0.041.
TEST_P(PatternNeighbors, EqualSpatstat) {
  const std::string name = GetParam();
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/reference/" + name + "_summary.csv");
  auto theirs = summary(name);
  const test::Pattern pattern = test::read_pattern(name);
  const NearestNeighborResult ours = of(pattern);
  const double n = theirs["n_points"];
  EXPECT_EQ(static_cast<double>(ours.points), n);
  EXPECT_NEAR(ours.mean, theirs["mean_nn_distance"], 1e-10 * ours.mean);
  EXPECT_NEAR(ours.plain.index, theirs["clark_evans_naive"], 1e-10);
  if (!theirs.contains("clark_evans_Donnelly")) return;  // spatstat has it for rectangles only
  const double other_expected = ours.edge.expected + 0.0002 / std::sqrt(n) * perimeter(pattern.window) / n;
  EXPECT_NEAR(ours.mean / other_expected, theirs["clark_evans_Donnelly"], 1e-10);
}

INSTANTIATE_TEST_SUITE_P(Spatstat, PatternNeighbors,
                         testing::Values("cells", "redwood", "japanesepines", "swedishpines", "humberside"));

// The formulas evaluated for n = 42, A = 1, U = 4 and spatstat's mean distance.
TEST(NearestNeighbors, HaveThePublishedFormsOnCells) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/cells_points.csv");
  const NearestNeighborResult cells = of(test::read_pattern("cells"));
  EXPECT_NEAR(cells.mean, 0.1289728746, 1e-10);
  EXPECT_NEAR(cells.plain.z, 8.327557, 1e-6);
  EXPECT_NEAR(cells.edge.index, 1.560481, 1e-6);
  EXPECT_NEAR(cells.edge.z, 6.375, 1e-3);
  EXPECT_EQ(cells.coincident, 0u);
}

//  The corners of a 3-4-5 triangle and a second point at one of them, in 100 x 100 m: distances 0, 0, 3, 4, so the
//  mean is 1.75 m where 0.5 sqrt(10000 / 4) = 25 m are expected. Collapsed: 3, 3, 4 over three points.
TEST(NearestNeighbors, CanBeFollowedByHand) {
  const test::Pattern four{{50, 50, 53, 50}, {50, 50, 50, 54}, test::box_shape(0, 0, 100, 100)};
  const NearestNeighborResult kept = of(four), collapsed = of(four, Coincident::collapsed);
  EXPECT_DOUBLE_EQ(kept.mean, 1.75);
  EXPECT_DOUBLE_EQ(kept.plain.expected, 25);
  EXPECT_DOUBLE_EQ(kept.plain.index, 0.07);
  EXPECT_NEAR(kept.plain.z, (1.75 - 25) / (0.26136 / std::sqrt(16 / 1e4)), 1e-12);
  EXPECT_NEAR(kept.edge.expected, 25 + (0.0514 + 0.0205) * 100, 1e-12);
  EXPECT_NEAR(kept.plain.error, 6.534 / 25, 1e-12);
  EXPECT_NEAR(kept.plain.p, 3.73e-4, 1e-6) << "two-sided";
  EXPECT_EQ(kept.coincident, 2u);
  EXPECT_EQ(kept.places, 3u);
  EXPECT_DOUBLE_EQ(collapsed.mean, 10.0 / 3);
  EXPECT_NEAR(collapsed.plain.expected, 0.5 * std::sqrt(1e4 / 3), 1e-12);
}

TEST(NearestNeighbors, EqualThePlainLoop) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<int> street(0, 60);
  test::Pattern pattern{{}, {}, test::box_shape(0, 0, 60, 60)};
  for (int i = 0; i < 800; ++i) {
    pattern.x.push_back(street(random));
    pattern.y.push_back(street(random) * 0.7);
  }
  double sum = 0;
  for (std::size_t i = 0; i < pattern.x.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < pattern.x.size(); ++j)
      if (i != j) nearest = std::min(nearest, std::hypot(pattern.x[i] - pattern.x[j], pattern.y[i] - pattern.y[j]));
    sum += nearest;
  }
  EXPECT_NEAR(of(pattern).mean, sum / 800, 1e-12);
  EXPECT_GT(of(pattern).coincident, 50u);
}

TEST(NearestNeighbors, AreTheSameForAnyThreadsAndOrder) {
  std::mt19937_64 random(4);
  test::Pattern pattern = test::random_points(random, test::box_shape(0, 0, 1000, 1000), 50'000);
  set_threads(1);
  const double one = of(pattern).mean;
  std::ranges::reverse(pattern.x);
  std::ranges::reverse(pattern.y);
  set_threads(7);
  EXPECT_EQ(of(pattern).mean, one);
  set_threads(0);
}

TEST(NearestNeighbors, NeedTwoPoints) {
  const test::Pattern one{{5}, {5}, test::box_shape(0, 0, 10, 10)}, twice{{5, 5}, {5, 5}, one.window};
  EXPECT_TRUE(std::isnan(of(one).plain.z));
  EXPECT_EQ(of(twice).mean, 0);
  EXPECT_TRUE(std::isnan(of(twice, Coincident::collapsed).mean));
}

}  // namespace
}  // namespace vigie
