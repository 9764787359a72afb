// Shares of cells against GEOS, cell by cell, and against the area they must add up to.
#include "engine/geometry/cell_shares.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "engine/base/parallel.h"
#include "engine/geometry/overlay.h"
#include "tests/geometry/drawn_shapes.h"

namespace vigie {
namespace {

constexpr std::initializer_list<CellShape> both_shapes{CellShape::square, CellShape::hexagon};

void expect_as_geos(const Grid& grid, const MultiPolygon& shape) {
  const std::vector<double> shares = cell_shares(grid, shape);
  ASSERT_EQ(shares.size(), static_cast<std::size_t>(grid.size()));
  double covered = 0;
  for (std::int64_t cell = 0; cell < grid.size(); ++cell) {
    const MultiPolygon outline{{grid.outline(cell), {}}};
    const double expected = area(intersect(shape, outline)) / area(outline);
    const double share = shares[static_cast<std::size_t>(cell)];
    ASSERT_NEAR(share, expected, 1e-9) << grid.id(cell);
    ASSERT_TRUE(share >= 0 && share <= 1);
    covered += share * grid.cell_area();
  }
  MultiPolygon window;
  for (std::int64_t cell = 0; cell < grid.size(); ++cell) window.push_back({grid.outline(cell), {}});
  EXPECT_NEAR(covered, area(intersect(shape, unite(std::span(&window, 1)))), 1e-8 * area(shape) + 1e-6);
}

TEST(CellShares, AreReadOffADrawnMap) {
  const Grid grid{CellShape::square, 10, 0, 0, 4, 3};
  // A rectangle from (5, 10) to (30, 25) without the square (10, 10) to (20, 20):
  MultiPolygon shape = test::rectangle(5, 10, 30, 25);
  EXPECT_EQ(cell_shares(grid, shape), (std::vector<double>{0, 0, 0, 0,    //
                                                           0.5, 1, 1, 0,  //
                                                           0.25, 0.5, 0.5, 0}));
  shape = test::rectangle(0, 0, 40, 30);
  shape[0].holes.push_back(test::reversed(test::box_ring(10, 10, 20, 20)));
  EXPECT_EQ(cell_shares(grid, shape), (std::vector<double>{1, 1, 1, 1,  //
                                                           1, 0, 1, 1,  //
                                                           1, 1, 1, 1}));
}

TEST(CellShares, DoNotDependOnTheOrientationOfRings) {
  const Grid grid{CellShape::square, 10, 0, 0, 3, 3};
  MultiPolygon shape = test::rectangle(1, 1, 29, 29);
  shape[0].holes.push_back(test::reversed(test::box_ring(12, 12, 17, 25)));
  const std::vector<double> shares = cell_shares(grid, shape);
  std::ranges::reverse(shape[0].outer);
  std::ranges::reverse(shape[0].holes[0]);
  EXPECT_EQ(cell_shares(grid, shape), shares);
}

TEST(CellShares, AreAllOrNothingAwayFromTheShape) {
  for (const CellShape cells : both_shapes) {
    const Grid grid{cells, 25, 26'000, 208'000, 7, 9};
    const Box extent = grid.extent();
    const auto around = [&](double margin) {
      return test::rectangle(extent.min_x - margin, extent.min_y - margin, extent.max_x + margin,
                             extent.max_y + margin);
    };
    EXPECT_EQ(cell_shares(grid, around(1234.5)), std::vector<double>(63, 1.0));
    EXPECT_EQ(cell_shares(grid, around(0)), std::vector<double>(63, 1.0));
    EXPECT_EQ(cell_shares(grid, test::rectangle(0, 0, 1000, 1000)), std::vector<double>(63, 0.0));
    EXPECT_EQ(cell_shares(grid, {}), std::vector<double>(63, 0.0));
    // A hole as large as the window leaves nothing.
    MultiPolygon frame = around(500);
    frame[0].holes.push_back(test::reversed(around(1)[0].outer));
    EXPECT_EQ(cell_shares(grid, frame), std::vector<double>(63, 0.0));
  }
  EXPECT_TRUE(cell_shares(Grid{}, test::rectangle(0, 0, 1, 1)).empty());
}

TEST(CellShares, AgreeWithGeosOnRandomShapesWithHoles) {
  std::mt19937_64 random(31);
  std::uniform_real_distribution<double> place(-300, 300);
  for (const CellShape cells : both_shapes)
    for (int round = 0; round < 6; ++round) {
      const Point centre{151'000 + place(random), 4'206'000 + place(random)};
      const MultiPolygon shape = test::star_with_hole(random, centre, 700, 15 + 20 * round);
      Box box = bounds(shape);
      if (round % 2 == 1) box = {centre.x - 200, centre.y - 300, centre.x + 900, centre.y + 100};  // cuts the shape
      expect_as_geos(grid_over(box, cells, 60), shape);
    }
}

// Corners on lattice lines and edges along them: where cutting folds rings back on themselves.
TEST(CellShares, AgreeWithGeosWhereEdgesRunAlongTheLattice) {
  const Grid grid{CellShape::square, 10, -1, -1, 10, 10};
  // A comb with teeth of one and two cells, a bridge of half a cell, and a second part.
  const MultiPolygon comb{{{{0, 0},
                            {80, 0},
                            {80, 50},
                            {70, 50},
                            {70, 10},
                            {60, 10},
                            {60, 70},
                            {40, 70},
                            {40, 5},
                            {30, 5},
                            {30, 30},
                            {20, 30},
                            {20, 10},
                            {10, 10},
                            {10, 40},
                            {0, 40},
                            {0, 0}},
                           {}},
                          {test::box_ring(10, 50, 30, 65), {test::reversed(test::box_ring(20, 50 + 5, 25, 60))}}};
  expect_as_geos(grid, comb);
  expect_as_geos({CellShape::hexagon, 10, -1, -1, 12, 12}, comb);
}

TEST(CellShares, AddUpToTheAreaOfTheShape) {
  std::mt19937_64 random(37);
  const MultiPolygon shape = test::star_with_hole(random, {153'000, 5'212'000}, 9000, 5000);
  for (const CellShape cells : both_shapes) {
    const Grid grid = grid_over(bounds(shape), cells, 50);
    const std::vector<double> shares = cell_shares(grid, shape);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    EXPECT_NEAR(sum * grid.cell_area() / area(shape), 1, 1e-11);
  }
}

TEST(CellShares, AreTheSameOnAnyNumberOfThreads) {
  std::mt19937_64 random(41);
  const MultiPolygon shape = test::star_with_hole(random, {3000, 2000}, 5000, 400);
  for (const CellShape cells : both_shapes) {
    const Grid grid = grid_over(bounds(shape), cells, 70);
    set_threads(1);
    const std::vector<double> alone = cell_shares(grid, shape);
    set_threads(3);
    EXPECT_EQ(cell_shares(grid, shape), alone);
    set_threads(0);
  }
}

}  // namespace
}  // namespace vigie
