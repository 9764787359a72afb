// Interpolated coordinates against PROJ point by point: within a millimetre, for any order and any number of threads.
#include "engine/geometry/projection_lattice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

struct Columns {
  std::vector<double> x, y;
};

Columns random_points(const Box& box, std::size_t count) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> x(box.min_x, box.max_x), y(box.min_y, box.max_y);
  Columns points;
  for (std::size_t i = 0; i < count; ++i) {
    points.x.push_back(x(random));
    points.y.push_back(y(random));
  }
  return points;
}

double largest_difference(const Columns& a, const Columns& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.x.size(); ++i)
    largest = std::max({largest, std::abs(a.x[i] - b.x[i]), std::abs(a.y[i] - b.y[i])});
  return largest;
}

struct Case {
  std::string from, to;
  Box box;  // units of `from`
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.from << " to " << c.to;
}

class SmoothOperations : public testing::TestWithParam<Case> {};

// From cities to whole countries; PROJ itself is the reference.
TEST_P(SmoothOperations, DifferByLessThanAMillimetre) {
  const auto& [from, to, box] = GetParam();
  const Projection projection(crs_from_text(from), crs_from_text(to));
  const Columns stored = random_points(box, 200'000);
  Columns exact = stored, fast = stored;
  const std::vector<std::uint8_t> worked = projection.transform(exact.x, exact.y);
  const Projection::Transformed transformed = projection.transform_points(fast.x, fast.y);
  EXPECT_EQ(transformed.worked, worked);
  EXPECT_GT(std::ranges::count(worked, 1), 190'000);
  EXPECT_GT(transformed.interpolated, 150'000U) << projection.operation();
  EXPECT_LT(largest_difference(exact, fast), 1e-3) << projection.operation();
}

INSTANTIATE_TEST_SUITE_P(Crs, SmoothOperations,
                         testing::Values(Case{"EPSG:4326", "EPSG:31370", {2.5, 49.5, 6.4, 51.5}},
                                         Case{"EPSG:4326", "EPSG:3812", {3.5, 50.9, 4, 51.2}},
                                         Case{"EPSG:31370", "EPSG:3812", {20e3, 20e3, 290e3, 240e3}},
                                         Case{"EPSG:4326", "EPSG:28992", {4.2, 51.5, 6.5, 53.2}},
                                         Case{"EPSG:4326", "EPSG:27700", {-2.5, 52.3, -1.5, 52.7}},
                                         Case{"EPSG:4326", "EPSG:32631", {0.5, 47, 5.5, 49}},
                                         Case{"EPSG:4326", "EPSG:2154", {1, 44, 4, 48}},
                                         Case{"EPSG:4326", "EPSG:25832", {7, 50, 11, 53}},
                                         Case{"EPSG:4326", "EPSG:2263", {-74.2, 40.5, -73.7, 40.9}},
                                         Case{"EPSG:2263", "EPSG:32618", {920e3, 130e3, 1060e3, 270e3}}));

// NTF to RGF93 is a shift by a grid file, which has kinks.
TEST(ProjectionLattice, IsNotUsedForGridFiles) {
  const Projection projection(crs_from_text("EPSG:4275"), crs_from_text("EPSG:2154"));
  ASSERT_THAT(projection.operation(), testing::HasSubstr("NTF"));
  const Columns stored = random_points({.min_x = 2, .min_y = 48, .max_x = 3, .max_y = 49}, 50'000);
  Columns exact = stored, fast = stored;
  projection.transform(exact.x, exact.y);
  EXPECT_EQ(projection.transform_points(fast.x, fast.y).interpolated, 0U) << projection.operation();
  EXPECT_EQ(fast.x, exact.x);
}

TEST(ProjectionLattice, GivesTheSameBitsInAnyOrderAndForAnyThreads) {
  const Projection projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:31370"));
  // Two cities, one with too few points for a tile of its own, and a few points at the end of the world.
  Columns stored = random_points({.min_x = 3.6, .min_y = 50.9, .max_x = 4.2, .max_y = 51.1}, 60'000);
  const Columns few = random_points({.min_x = 5.4, .min_y = 50.5, .max_x = 5.7, .max_y = 50.7}, 3'000);
  stored.x.insert(stored.x.end(), few.x.begin(), few.x.end());
  stored.y.insert(stored.y.end(), few.y.begin(), few.y.end());
  for (double outlier : {1e300, -1e300, 179.9, std::nan(""), 0.0}) {
    stored.x.push_back(outlier);
    stored.y.push_back(outlier / 2);
  }
  set_threads(1);
  Columns first = stored;
  const Projection::Transformed one = projection.transform_points(first.x, first.y);
  EXPECT_GT(one.interpolated, 30'000U);
  EXPECT_LT(one.interpolated, 60'001U);
  std::vector<std::size_t> order(stored.x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937_64(3));
  for (int count : {2, 7}) {
    set_threads(count);
    Columns shuffled;
    for (const std::size_t i : order) {
      shuffled.x.push_back(stored.x[i]);
      shuffled.y.push_back(stored.y[i]);
    }
    const Projection::Transformed other = projection.transform_points(shuffled.x, shuffled.y);
    EXPECT_EQ(other.interpolated, one.interpolated);
    for (std::size_t j = 0; j < order.size(); ++j) {
      ASSERT_EQ(other.worked[j], one.worked[order[j]]);
      if (other.worked[j] == 0) continue;
      ASSERT_EQ(shuffled.x[j], first.x[order[j]]);
      ASSERT_EQ(shuffled.y[j], first.y[order[j]]);
    }
  }
  set_threads(0);
}

// A jump along a line: the cells it crosses are not used, the others are.
TEST(ProjectionLattice, LeavesCellsThatAreNotSmoothToTheOperation) {
  const Columns points = random_points({.min_x = 0, .min_y = 0, .max_x = 1, .max_y = 1}, 40'000);
  const auto with_jump = [](std::span<double> x, std::span<double>) {
    for (double& value : x) value = value * value + (value > 0.55 ? 0.01 : 0.0);
  };
  const ProjectionLattice lattice(points.x, points.y, 0.0625, 1e-9, with_jump);
  ASSERT_FALSE(lattice.empty());
  const auto at = [&](double x, double y) -> std::optional<Point> {
    Point result;
    std::uint8_t known = 0;
    lattice.interpolate({&x, 1}, {&y, 1}, {&result.x, 1}, {&result.y, 1}, {&known, 1});
    return known != 0 ? std::optional(result) : std::nullopt;
  };
  const std::optional<Point> smooth = at(0.2, 0.2), beyond = at(0.9, 0.2);
  ASSERT_TRUE(smooth && beyond);
  EXPECT_NEAR(smooth->x, 0.04, 1e-12);
  EXPECT_NEAR(beyond->x, 0.82, 1e-12);
  for (double x : {0.45, 0.54, 0.56, 0.6}) EXPECT_FALSE(at(x, 0.2)) << x;
}

TEST(ProjectionLattice, TakesStepsOfAPowerOfTwo) {
  EXPECT_EQ(ProjectionLattice::step_for(true, 0), 0.0625);
  EXPECT_EQ(ProjectionLattice::step_for(false, 1), 8192);
  EXPECT_EQ(ProjectionLattice::step_for(false, 0.3048006096), 16384);
}

}  // namespace
}  // namespace vigie
