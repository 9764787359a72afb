// Neighbors by distance against all pairs, on lattices full of ties and on clustered points.
#include "engine/geometry/neighbors.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using testing::ElementsAre;

std::vector<std::uint32_t> row(const SpatialWeights& weights, std::size_t i) {
  return {weights.row(i).begin(), weights.row(i).end()};
}

std::vector<Point> lattice(double step, double origin) {
  std::vector<Point> points;
  for (int y = 0; y < 15; ++y)
    for (int x = 0; x < 20; ++x) points.push_back({origin + x * step, origin + y * step});
  return points;
}

// Dense knots in a wide field, every tenth point repeated.
std::vector<Point> knots(std::uint64_t seed, int count) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, 20'000);
  std::normal_distribution<double> spread(0, 30);
  std::vector<Point> points;
  Point knot;
  for (int i = 0; i < count; ++i) {
    if (i % 50 == 0) knot = {place(random), place(random)};
    points.push_back(i % 10 == 9 ? points.back() : Point{knot.x + spread(random), knot.y + spread(random)});
  }
  return points;
}

double squared_distance(Point a, Point b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

void expect_band_of_all_pairs(const std::vector<Point>& points, double distance) {
  const SpatialWeights weights = distance_band(points, distance);
  ASSERT_EQ(weights.size(), points.size());
  EXPECT_TRUE(weights.binary());
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t j = 0; j < points.size(); ++j)
      if (j != i && squared_distance(points[i], points[j]) <= distance * distance * (1 + 1e-12)) expected.push_back(j);
    ASSERT_EQ(row(weights, i), expected) << i;
  }
}

TEST(DistanceBand, JoinsPlacesAtExactlyTheDistance) {
  //  3   4   5
  //  0   1   2     100 m apart
  const std::vector<Point> points{{0, 0}, {100, 0}, {200, 0}, {0, 100}, {100, 100}, {200, 100}};
  EXPECT_THAT(row(distance_band(points, 100), 1), ElementsAre(0, 2, 4));
  EXPECT_THAT(row(distance_band(points, 100 * std::sqrt(2.0)), 1), ElementsAre(0, 2, 3, 4, 5));
  EXPECT_THAT(row(distance_band(points, 99.999), 1), ElementsAre());
}

TEST(DistanceBand, AgreesWithAllPairs) {
  for (const double distance : {0.0, 20.0, 150.0, 5000.0, 40'000.0}) expect_band_of_all_pairs(knots(3, 900), distance);
  // Steps and origin that doubles cannot hold: sums of rounding must not lose neighbors at the exact distance.
  for (const double step : {0.1, 30.48, 100.0 / 3})
    for (const double steps : {1.0, std::sqrt(2.0), 2.0, std::sqrt(5.0)})
      expect_band_of_all_pairs(lattice(step, 0), steps * step);
  const SpatialWeights inner = distance_band(lattice(0.1, 0), 0.1 * std::sqrt(2.0));
  EXPECT_EQ(row(inner, 21).size(), 8u);
  EXPECT_EQ(inner.neighbor.size(), static_cast<std::size_t>(8 * 18 * 13 + 5 * 2 * (18 + 13) + 3 * 4));
}

TEST(DistanceBand, JoinsPlacesAtTheSamePositionAndLeavesOutThoseWithNone) {
  const std::vector<Point> points{{5, 5}, {std::nan(""), 5}, {5, 5}, {6, 5}};
  const SpatialWeights weights = distance_band(points, 0);
  EXPECT_THAT(row(weights, 0), ElementsAre(2));
  EXPECT_THAT(row(weights, 1), ElementsAre());
  EXPECT_THAT(row(weights, 2), ElementsAre(0));
  EXPECT_THAT(row(weights, 3), ElementsAre());
  EXPECT_EQ(distance_band({}, 10).size(), 0u);
}

TEST(DistanceBand, RefusesWhatIsNoDistance) {
  const std::vector<Point> points{{0, 0}};
  for (const double distance : {-1.0, std::nan(""), std::numeric_limits<double>::infinity()})
    EXPECT_THROW(distance_band(points, distance), UsageError);
}

// All others sorted by (distance, index), with distances that differ by rounding alone made equal.
struct SlowNearest {
  std::vector<std::uint32_t> row;
  bool tied;
};
SlowNearest slow_nearest(const std::vector<Point>& points, std::size_t i, std::size_t k) {
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::uint32_t j = 0; j < points.size(); ++j)
    if (j != i) others.emplace_back(squared_distance(points[i], points[j]), j);
  std::ranges::sort(others);
  const double kth = others[k - 1].first;
  for (auto& [distance, j] : others)
    if (std::abs(distance - kth) <= 1e-12 * kth) distance = kth;
  std::ranges::sort(others);
  SlowNearest nearest{{}, k < others.size() && others[k].first == kth};
  for (std::size_t n = 0; n < k; ++n) nearest.row.push_back(others[n].second);
  std::ranges::sort(nearest.row);
  return nearest;
}

TEST(NearestNeighbors, AgreeWithSortingAllDistances) {
  for (const auto& points : {knots(5, 700), lattice(100, 0), lattice(0.1, 0), lattice(30.48, 0)})
    for (const int k : {1, 4, 7, 60}) {
      const NearestNeighbors nearest = k_nearest(points, k);
      std::size_t ties = 0;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const SlowNearest expected = slow_nearest(points, i, static_cast<std::size_t>(k));
        ASSERT_EQ(row(nearest.weights, i), expected.row) << i;
        ties += expected.tied ? 1 : 0;
      }
      EXPECT_EQ(nearest.broken_ties, ties);
    }
}

TEST(NearestNeighbors, BreakTiesByIndexAndCountThem) {
  //      3
  //  2   0   1      place 0 has four neighbors at the same distance
  //      4
  const std::vector<Point> points{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  const NearestNeighbors nearest = k_nearest(points, 2);
  EXPECT_THAT(row(nearest.weights, 0), ElementsAre(1, 2));
  EXPECT_THAT(row(nearest.weights, 1), ElementsAre(0, 3));
  EXPECT_EQ(nearest.broken_ties, 5u);
  EXPECT_EQ(k_nearest(points, 4).broken_ties, 0u);
}

TEST(NearestNeighbors, RefuseMoreThanThereAre) {
  const std::vector<Point> points{{0, 0}, {1, 0}, {std::nan(""), 0}};
  EXPECT_NO_THROW(k_nearest(points, 1));
  EXPECT_THROW(k_nearest(points, 2), UsageError);
  EXPECT_THROW(k_nearest(points, 0), UsageError);
  EXPECT_THROW(k_nearest({}, 1), UsageError);
}

// spdep 1.2-7: knearneigh(coordinates(columbus), k = 5).
TEST(NearestNeighbors, OfColumbusAreThoseOfSpdep) {
  VIGIE_NEEDS_REFERENCE("columbus");
  auto centroids = test::read_columns(test::reference_file("columbus/reference/centroids.csv"));
  std::vector<Point> points;
  for (std::size_t i = 0; i < centroids["x"].size(); ++i)
    points.push_back({std::stod(centroids["x"][i]), std::stod(centroids["y"][i])});
  auto links = test::read_columns(test::reference_file("columbus/reference/neighbours_knn5_centroids.csv"));
  std::vector<std::vector<std::uint32_t>> expected(points.size());
  for (std::size_t i = 0; i < links["i"].size(); ++i)
    expected[std::stoul(links["i"][i]) - 1].push_back(static_cast<std::uint32_t>(std::stoul(links["j"][i]) - 1));
  const NearestNeighbors nearest = k_nearest(points, 5);
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::ranges::sort(expected[i]);
    EXPECT_EQ(row(nearest.weights, i), expected[i]);
  }
}

TEST(NearestDistinct, AgreesWithAllPairsAndSkipsTheSamePlace) {
  std::vector<Point> points = knots(9, 800);
  points.push_back({std::nan(""), 1});
  for (int i = 0; i < 300; ++i) points.push_back({777, 888});
  std::vector<double> x, y;
  for (const Point p : points) {
    x.push_back(p.x);
    y.push_back(p.y);
  }
  const std::vector<double> distances = nearest_distinct(x, y);
  for (std::size_t i = 0; i < points.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point p : points)
      if (squared_distance(points[i], p) > 0) nearest = std::min(nearest, std::sqrt(squared_distance(points[i], p)));
    if (std::isnan(points[i].x)) {
      EXPECT_TRUE(std::isnan(distances[i]));
    } else {
      ASSERT_EQ(distances[i], nearest);
    }
  }
  EXPECT_TRUE(std::isnan(nearest_distinct(std::vector{1.0, 1.0}, std::vector{2.0, 2.0})[0]));
}

TEST(NeighborsByDistance, AreTheSameOnAnyNumberOfThreads) {
  const std::vector<Point> points = knots(13, 40'000);
  set_threads(1);
  const SpatialWeights band = distance_band(points, 60);
  const NearestNeighbors nearest = k_nearest(points, 8);
  set_threads(4);
  EXPECT_EQ(distance_band(points, 60).neighbor, band.neighbor);
  EXPECT_EQ(k_nearest(points, 8).weights.neighbor, nearest.weights.neighbor);
  EXPECT_EQ(k_nearest(points, 8).broken_ties, nearest.broken_ties);
  set_threads(0);
}

}  // namespace
}  // namespace vigie
