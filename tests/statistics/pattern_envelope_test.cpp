// The global envelope by hand and against its definition, its error rate, and its verdict on known patterns.
#include "engine/statistics/pattern_envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.h"
#include "tests/statistics/patterns.h"

namespace vigie {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool leaves(const std::vector<double>& curve, const GlobalEnvelope& band) {
  for (std::size_t k = 0; k < curve.size(); ++k)
    if (curve[k] < band.lower[k] || curve[k] > band.upper[k]) return true;
  return false;
}

//  places    1  2      ranks from the nearer end     sorted
//  observed  5  9          1  1                       1 1    the most extreme
//  curve 1   4  1          2  1                       1 2    \ as extreme as
//  curve 2   1  2          1  2                       1 2    / each other
//  curve 3   2  3          2  3                       2 3
//  curve 4   3  4          3  2                       2 3
TEST(GlobalEnvelope, CanBeFollowedByHand) {
  const std::vector<double> observed{5, 9};
  const CurveSet simulated{2, {4, 1, 1, 2, 2, 3, 3, 4}};
  const GlobalEnvelope one = global_envelope(observed, simulated, 0.2);
  EXPECT_DOUBLE_EQ(one.p, 1.0 / 5);
  EXPECT_EQ(one.lower, (std::vector<double>{1, 1})) << "one curve of five goes: the observed";
  EXPECT_EQ(one.upper, (std::vector<double>{4, 4}));
  EXPECT_EQ(one.mean, (std::vector<double>{2.5, 2.5}));
  EXPECT_DOUBLE_EQ(one.deviation[0], std::sqrt(5.0 / 3));
  const GlobalEnvelope two = global_envelope(observed, simulated, 0.4);
  EXPECT_EQ(two.lower, one.lower) << "curves 1 and 2 are as extreme: neither goes without the other";
  const GlobalEnvelope three = global_envelope(observed, simulated, 0.6);
  EXPECT_EQ(three.lower, (std::vector<double>{2, 3}));
  EXPECT_EQ(three.upper, (std::vector<double>{3, 4}));
}

// The definition again, with counts instead of sorting.
double slow_p(const std::vector<std::vector<double>>& curves) {
  std::vector<std::vector<double>> ranks;
  for (const auto& curve : curves) {
    std::vector<double> own;
    for (std::size_t k = 0; k < curve.size(); ++k) {
      double below = 0, above = 0, same = 0;
      for (const auto& other : curves) {
        below += other[k] < curve[k];
        above += other[k] > curve[k];
        same += other[k] == curve[k];
      }
      own.push_back(std::min(below, above) + (same + 1) / 2);
    }
    std::ranges::sort(own);
    ranks.push_back(own);
  }
  const auto as_extreme = std::ranges::count_if(ranks, [&](const auto& own) { return own <= ranks.front(); });
  return static_cast<double>(as_extreme) / static_cast<double>(curves.size());
}

TEST(GlobalEnvelope, EqualsItsDefinitionAndIsLeftExactlyWhereTheTestRejects) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> step(0, 1);
  int rejected = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::vector<double>> curves(40, std::vector<double>(6));
    for (auto& curve : curves) {
      double level = 0;
      for (double& value : curve) value = level += step(random);
    }
    CurveSet simulated{6, {}};
    for (std::size_t i = 1; i < curves.size(); ++i)
      simulated.values.insert(simulated.values.end(), curves[i].begin(), curves[i].end());
    const GlobalEnvelope band = global_envelope(curves.front(), simulated);
    EXPECT_NEAR(band.p, slow_p(curves), 1e-12);
    EXPECT_EQ(leaves(curves.front(), band), band.p <= 0.05);
    rejected += band.p <= 0.05 ? 1 : 0;
  }
  EXPECT_GE(rejected, 4) << "2 of 40 ranks reject: 15 of 300 are expected";
  EXPECT_LE(rejected, 29);
}

TEST(GlobalEnvelope, CountsEqualValuesByTheirMeanRank) {
  const std::vector<std::vector<double>> curves{{1, 1}, {1, 2}, {1, 2}, {2, 3}, {3, 2}};
  EXPECT_DOUBLE_EQ(global_envelope(curves[0], {2, {1, 2, 1, 2, 2, 3, 3, 2}}).p, slow_p(curves));
}

TEST(GlobalEnvelope, LeavesOutPlacesWithoutValue) {
  const GlobalEnvelope band = global_envelope(std::vector<double>{none, 5}, {2, {1, 1, 2, 2, none, 3}});
  EXPECT_TRUE(std::isnan(band.lower[0]));
  EXPECT_DOUBLE_EQ(band.p, 2.0 / 4) << "5 is highest, 1 lowest: equally extreme";
  EXPECT_TRUE(std::isnan(global_envelope(std::vector<double>{1, 5}, {2, {}}).p));
}

double p_of(const test::Pattern& pattern, const std::vector<double>& radii) {
  const RipleyK k(pattern.window, radii, {KCorrection::translation});
  const CurveSet simulated = simulated_k(k, RandomPattern(pattern.window), pattern.x.size(), 199, 1);
  return global_envelope(k.curves(pattern.x, pattern.y).front().k, simulated).p;
}

// Textbook patterns: redwood seedlings cluster, cells keep apart, Japanese pines are random.
TEST(SimulatedK, FindsClustersAndRegularity) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/redwood_points.csv");
  const std::vector<double> radii{0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.24};
  EXPECT_LE(p_of(test::read_pattern("redwood"), radii), 0.01);
  EXPECT_LE(p_of(test::read_pattern("cells"), radii), 0.01);
  EXPECT_GT(p_of(test::read_pattern("japanesepines"), radii), 0.1);
}

TEST(SimulatedK, HasTheExpectationOfRandomPoints) {
  std::mt19937_64 random(11);
  const MultiPolygon window = test::two_islands(random, 20);
  const std::vector<double> radii{20, 40, 80};
  const CurveSet simulated =
      simulated_k(RipleyK(window, radii, {KCorrection::translation}), RandomPattern(window), 100, 2000, 3);
  for (std::size_t r = 0; r < 3; ++r) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
      sum += simulated.curve(i)[r];
      squares += simulated.curve(i)[r] * simulated.curve(i)[r];
    }
    const double mean = sum / 2000, error = std::sqrt((squares / 2000 - mean * mean) / 2000);
    EXPECT_NEAR(mean, std::numbers::pi * radii[r] * radii[r], 4 * error);
  }
}

TEST(SimulatedK, IsTheSameForAnyNumberOfThreads) {
  std::mt19937_64 random(12);
  const MultiPolygon window = test::two_islands(random, 20);
  const RipleyK k(window, {30, 60}, {KCorrection::isotropic});
  const RandomPattern pattern(window);
  set_threads(1);
  const CurveSet one = simulated_k(k, pattern, 80, 50, 9);
  for (const int threads : {2, 7}) {
    set_threads(threads);
    EXPECT_EQ(simulated_k(k, pattern, 80, 50, 9).values, one.values);
  }
  set_threads(0);
}

// With dealt kinds every pair of points is equally likely to be of different kinds, so the mean is K of all points.
TEST(RelabelledCrossK, HasTheExpectationOfAllPointsTogether) {
  std::mt19937_64 random(14);
  const MultiPolygon window = test::two_islands(random, 20);
  const RipleyK k(window, {25, 60}, {KCorrection::translation});
  const Positions points = RandomPattern(window).draw(90, 5, 0);
  const CurveSet simulated = relabelled_cross_k(k, points.x, points.y, 30, 2000, 4);
  const std::vector<double> expected = k.curves(points.x, points.y).front().k;
  for (std::size_t r = 0; r < 2; ++r) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
      sum += simulated.curve(i)[r];
      squares += simulated.curve(i)[r] * simulated.curve(i)[r];
    }
    const double mean = sum / 2000, error = std::sqrt((squares / 2000 - mean * mean) / 2000);
    EXPECT_GT(error, 0);
    EXPECT_NEAR(mean, expected[r], 4 * error);
  }
}

TEST(RelabelledCrossK, IsTheSameForAnyNumberOfThreadsAndAnyOrder) {
  std::mt19937_64 random(15);
  const MultiPolygon window = test::two_islands(random, 20);
  const RipleyK k(window, {30, 60}, {KCorrection::isotropic});
  Positions points = RandomPattern(window).draw(80, 5, 0);
  set_threads(1);
  const CurveSet one = relabelled_cross_k(k, points.x, points.y, 20, 50, 9);
  std::ranges::reverse(points.x);
  std::ranges::reverse(points.y);
  set_threads(7);
  EXPECT_EQ(relabelled_cross_k(k, points.x, points.y, 20, 50, 9).values, one.values);
  EXPECT_NE(relabelled_cross_k(k, points.x, points.y, 20, 50, 10).values, one.values);
  set_threads(0);
}

}  // namespace
}  // namespace vigie
