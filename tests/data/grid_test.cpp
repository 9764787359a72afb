// Cells tile the plane: every point has one owner, corners match to the bit, windows cover what they must.
#include "engine/data/grid.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "engine/base/error.h"
#include "engine/data/shapes.h"

namespace vigie {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

Grid window(CellShape shape, double size, std::int64_t first_column, std::int64_t first_row, std::int64_t columns,
            std::int64_t rows) {
  return {shape, size, first_column, first_row, columns, rows};
}

// Points anywhere, on lattice lines as they round, and where no cell is.
TEST(GridCells, OfManyPointsAreThoseOfEach) {
  std::mt19937_64 dice(5);
  std::uniform_real_distribution<double> unit(-0.1, 1.1);
  for (const CellShape shape : {CellShape::square, CellShape::hexagon})
    for (const double size : {100.0, 33.3, 0.1, 7777.77}) {
      const Grid grid = window(shape, size, -40, 12'345, 150, 130);
      const double row_step = shape == CellShape::hexagon ? size * std::sqrt(3) / 2 : size;
      std::vector<double> x, y;
      for (int i = 0; i < 20'000; ++i) {
        double column = -40 + 150 * unit(dice), row = 12'345 + 130 * unit(dice);
        if (i % 3 == 0) column = std::round(column);
        if (i % 4 == 0) row = std::round(row);
        x.push_back(column * size);
        y.push_back(row * row_step);
        if (i % 3 == 0 && i % 2 == 0) x.back() = std::nextafter(x.back(), i % 12 == 0 ? -1e300 : 1e300);
      }
      for (const double odd : {std::nan(""), 1e300, -1e300, 1e16, HUGE_VAL, -HUGE_VAL, 0.0}) {
        x.insert(x.end(), {odd, 10 * size});
        y.insert(y.end(), {12'400 * row_step, odd});
      }
      std::vector<std::int32_t> cells(x.size());
      grid.cells_at(x, y, cells);
      std::size_t inside = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        ASSERT_EQ(cells[i], grid.cell_at({x[i], y[i]})) << size << ": " << x[i] << " " << y[i];
        inside += cells[i] >= 0 ? 1 : 0;
      }
      EXPECT_GT(inside, cells.size() / 2);
      EXPECT_LT(inside, cells.size());
    }
}

TEST(SquareCells, OwnTheirWestAndSouthEdge) {
  const Grid grid = window(CellShape::square, 100, 10, 20, 3, 2);
  // 3 4 5
  // 0 1 2     south-west corner at (1000, 2000)
  EXPECT_EQ(grid.cell_at({1000, 2000}), 0);
  EXPECT_EQ(grid.cell_at({1099.999, 2099.999}), 0);
  EXPECT_EQ(grid.cell_at({1100, 2000}), 1);
  EXPECT_EQ(grid.cell_at({1000, 2100}), 3);
  EXPECT_EQ(grid.cell_at({1299.999, 2199.999}), 5);
  EXPECT_EQ(grid.cell_at({999.999, 2000}), -1);
  EXPECT_EQ(grid.cell_at({1300, 2000}), -1);
  EXPECT_EQ(grid.cell_at({1000, 1999.999}), -1);
  EXPECT_EQ(grid.cell_at({1000, 2200}), -1);
  EXPECT_EQ(grid.cell_at({std::nan(""), 2000}), -1);
  EXPECT_EQ(grid.cell_at({1e300, 2000}), -1);
}

TEST(SquareCells, NegativeCoordinatesBelongToTheCellBelow) {
  const Grid grid = window(CellShape::square, 100, -2, -2, 4, 4);
  EXPECT_EQ(grid.cell_at({-0.001, -0.001}), 1 * 4 + 1);
  EXPECT_EQ(grid.cell_at({-100, -100}), 1 * 4 + 1);
  EXPECT_EQ(grid.cell_at({0, 0}), 2 * 4 + 2);
}

// Sizes that are no round binary number make lattice lines that division misses by one unit in the last place.
TEST(SquareCells, OutlineCornersBelongToTheirOwnCellForAnySize) {
  std::mt19937_64 random(7);
  for (const double size : {0.1, 0.3, 30.48, 91.44, 100.0 / 3, 250.0, 1609.344}) {
    const Grid grid = window(CellShape::square, size, -50'000, 100'000, 100'000, 100'000);
    std::uniform_int_distribution<std::int64_t> any(0, grid.size() - 1);
    for (int i = 0; i < 2000; ++i) {
      const std::int64_t cell = any(random);
      const Ring outline = grid.outline(cell);
      const Point west_south = outline[0], east_north = outline[2];
      ASSERT_EQ(grid.cell_at(west_south), cell) << size;
      ASSERT_EQ(grid.cell_at({std::nextafter(east_north.x, -1e9), std::nextafter(east_north.y, -1e9)}), cell) << size;
    }
  }
}

TEST(HexagonCells, BelongToTheNearestCentre) {
  const Grid grid = window(CellShape::hexagon, 120, 40, 50, 12, 11);
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> x(40 * 120.0 + 100, 51 * 120.0), y(50 * 104.0 + 60, 60 * 103.9);
  for (int i = 0; i < 20'000; ++i) {
    const Point p{x(random), y(random)};
    std::int64_t nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (std::int64_t cell = 0; cell < grid.size(); ++cell) {
      const Point c = grid.centre(cell);
      const double distance = std::hypot(p.x - c.x, p.y - c.y);
      if (distance < least) {
        least = distance;
        nearest = cell;
      }
    }
    ASSERT_EQ(grid.cell_at(p), nearest);
  }
}

// Index of the cell with the centre that comes last by (y, x) among those within rounding of the nearest distance.
std::int64_t last_of_nearest(const Grid& grid, Point p) {
  double least = std::numeric_limits<double>::infinity();
  for (std::int64_t cell = 0; cell < grid.size(); ++cell)
    least = std::min(least, std::hypot(p.x - grid.centre(cell).x, p.y - grid.centre(cell).y));
  std::int64_t last = -1;
  for (std::int64_t cell = 0; cell < grid.size(); ++cell)  // row by row: ascending by (y, x)
    if (std::hypot(p.x - grid.centre(cell).x, p.y - grid.centre(cell).y) <= least + 1e-8) last = cell;
  return last;
}

TEST(HexagonCells, PointsOnEdgesAndCornersGoToTheLastCentreByRowThenColumn) {
  for (const std::int64_t far : {std::int64_t{0}, std::int64_t{51'235}})
    for (const double size : {100.0, 30.48}) {
      const Grid grid = window(CellShape::hexagon, size, far, 2 * far, 7, 7);
      for (std::int64_t row = 1; row < 5; ++row)
        for (std::int64_t column = 1; column < 5; ++column) {
          const Ring outline = grid.outline(row * 7 + column);
          for (std::size_t i = 0; i < 6; ++i) {
            ASSERT_EQ(grid.cell_at(outline[i]), last_of_nearest(grid, outline[i])) << "corner " << i;
            const Point middle{(outline[i].x + outline[i + 1].x) / 2, (outline[i].y + outline[i + 1].y) / 2};
            ASSERT_EQ(grid.cell_at(middle), last_of_nearest(grid, middle)) << "edge " << i;
          }
        }
    }
}

TEST(Cells, CentresLieInTheirOwnCellAndInTheMiddleOfTheOutline) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const Grid grid = window(shape, 75, 1'001, 2'001, 9, 8);
    for (std::int64_t cell = 0; cell < grid.size(); ++cell) {
      EXPECT_EQ(grid.cell_at(grid.centre(cell)), cell);
      const Ring outline = grid.outline(cell);
      ASSERT_EQ(outline.front(), outline.back());
      Point sum;
      for (std::size_t i = 0; i + 1 < outline.size(); ++i) sum = {sum.x + outline[i].x, sum.y + outline[i].y};
      const auto corners = static_cast<double>(outline.size() - 1);
      EXPECT_NEAR(sum.x / corners, grid.centre(cell).x, 1e-7);
      EXPECT_NEAR(sum.y / corners, grid.centre(cell).y, 1e-7);
      EXPECT_NEAR(signed_area(outline), grid.cell_area(), 1e-6);  // positive: counter-clockwise
    }
  }
}

// Inside a tiling every corner belongs to four squares or three hexagons; a corner that differed in the last bit would
// stand alone.
TEST(Cells, NeighborsShareCornersToTheLastBit) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon})
    for (const double size : {100.0, 30.48, 0.1}) {
      const Grid grid = window(shape, size, 40'003, 71'007, 8, 8);
      std::map<std::pair<double, double>, int> cells_at;
      for (std::int64_t cell = 0; cell < grid.size(); ++cell) {
        const Ring outline = grid.outline(cell);
        for (std::size_t i = 0; i + 1 < outline.size(); ++i) ++cells_at[{outline[i].x, outline[i].y}];
      }
      const std::size_t corners = shape == CellShape::square ? 9 * 9 : 2 * 8 * 9 + 2 * 8;
      EXPECT_EQ(cells_at.size(), corners);
      const int full = shape == CellShape::square ? 4 : 3;
      const auto inner = std::ranges::count_if(cells_at, [&](const auto& entry) { return entry.second == full; });
      EXPECT_EQ(inner, shape == CellShape::square ? 7 * 7 : 2 * 7 * 7);
    }
}

TEST(Cells, HexagonOutlineStartsSouth) {
  const Grid grid = window(CellShape::hexagon, 2, 0, 0, 2, 2);
  const double reach = 2 / std::sqrt(3.0);
  const Ring first = grid.outline(0), odd = grid.outline(2);
  EXPECT_DOUBLE_EQ(first[0].x, 0);
  EXPECT_DOUBLE_EQ(first[0].y, -reach);
  EXPECT_DOUBLE_EQ(first[1].x, 1);
  EXPECT_DOUBLE_EQ(first[1].y, -reach / 2);
  EXPECT_DOUBLE_EQ(odd[0].x, 1);  // half a cell further east, and on the even row's upper corner
  EXPECT_EQ(odd[0], first[2]);
  EXPECT_EQ(odd[5], first[3]);
}

TEST(Cells, IdsNameShapeSizeAndLatticePosition) {
  EXPECT_EQ(window(CellShape::square, 100, 1489, 1705, 3, 3).id(0), "s100_1489_1705");
  EXPECT_EQ(window(CellShape::square, 100, 1488, 1704, 9, 9).id(10), "s100_1489_1705");  // another window, same cell
  EXPECT_EQ(window(CellShape::hexagon, 62.5, -3, -4, 3, 3).id(4), "h62.5_-2_-3");
}

TEST(GridExtent, IsTheBoxOfAllOutlines) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon})
    for (const std::int64_t rows : {1, 2, 5})
      for (const std::int64_t first_row : {6, 7}) {
        const Grid grid = window(shape, 130, 4, first_row, 3, rows);
        Box box;
        for (std::int64_t cell = 0; cell < grid.size(); ++cell)
          for (const Point p : grid.outline(cell)) box.add(p);
        const Box extent = grid.extent();
        EXPECT_EQ(extent.min_x, box.min_x);
        EXPECT_EQ(extent.min_y, box.min_y);
        EXPECT_EQ(extent.max_x, box.max_x);
        EXPECT_EQ(extent.max_y, box.max_y);
      }
  EXPECT_TRUE(window(CellShape::square, 100, 0, 0, 0, 0).extent().empty());
}

TEST(GridOver, CoversTheBoxWithTheSmallestWindow) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> place(-9000, 9000), length(0, 900);
  for (const CellShape shape : {CellShape::square, CellShape::hexagon})
    for (const double size : {100.0, 33.3})
      for (int round = 0; round < 60; ++round) {
        Box box;
        box.add(Point{place(random), place(random)});
        box.add(Point{box.min_x + length(random), box.min_y + length(random)});
        const Grid grid = grid_over(box, shape, size);
        std::set<std::int64_t> rows, columns;
        std::uniform_real_distribution<double> share(0, 1);
        for (int i = 0; i < 3000; ++i) {
          // Corners and sides first, then anywhere.
          const double u = i < 4 ? i % 2 : i < 500 ? std::round(share(random)) : share(random);
          const double v = i < 4 ? i / 2 : share(random);
          const std::int64_t cell = grid.cell_at(
              {std::min(box.max_x, box.min_x + u * box.width()), std::min(box.max_y, box.min_y + v * box.height())});
          ASSERT_GE(cell, 0);
          rows.insert(cell / grid.columns);
          columns.insert(cell % grid.columns);
        }
        if (shape == CellShape::square) {  // hexagons of a row or column at the rim may only just reach the box
          EXPECT_EQ(rows.size(), static_cast<std::size_t>(grid.rows));
          EXPECT_EQ(columns.size(), static_cast<std::size_t>(grid.columns));
        }
        EXPECT_LE(grid.rows, static_cast<std::int64_t>(box.height() / (size * 0.866)) + 3);
        EXPECT_LE(grid.columns, static_cast<std::int64_t>(box.width() / size) + (shape == CellShape::square ? 2 : 3));
      }
}

TEST(GridOver, CellsDoNotDependOnTheWindow) {
  const Grid one = grid_over({1000, 1000, 1500, 1500}, CellShape::hexagon, 50);
  const Grid other = grid_over({777, 901, 1633, 1621}, CellShape::hexagon, 50);
  const Point p{1234.5, 1345.6};
  EXPECT_EQ(one.id(one.cell_at(p)), other.id(other.cell_at(p)));
  EXPECT_EQ(one.outline(one.cell_at(p)), other.outline(other.cell_at(p)));
}

TEST(GridOver, RefusesMoreCellsThanTheLimit) {
  const Box box{0, 0, 999, 999};
  EXPECT_EQ(grid_over(box, CellShape::square, 100, 100).size(), 100);
  EXPECT_THAT(([&] { grid_over(box, CellShape::square, 100, 99); }),
              ThrowsMessage<DataError>(AllOf(HasSubstr("999 by 999 m"), HasSubstr("grid.cell_size"))));
  EXPECT_THROW(grid_over(box, CellShape::hexagon, 100, 99), DataError);
  EXPECT_THROW(grid_over({0, 0, 1e300, 1e300}, CellShape::square, 100), DataError);
  EXPECT_THROW(grid_over({0, 0, 1e12, 0}, CellShape::square, 100), DataError);
  EXPECT_THROW(grid_over(Box{}, CellShape::square, 100), DataError);
  EXPECT_THROW(grid_over(box, CellShape::square, 0), UsageError);
  EXPECT_THROW(grid_over(box, CellShape::square, std::nan("")), UsageError);
}

}  // namespace
}  // namespace vigie
