// Outlines of cell groups: drawn patterns, and random ones against the union by GEOS.
#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "engine/geometry/geos_handle.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

using testing::ElementsAre;

// Rows of the pattern from north to south; '#' is a cell of the groups.
struct Pattern {
  Grid grid;
  std::vector<std::int64_t> cells;
};
Pattern drawn(const std::vector<std::string>& rows, CellShape shape = CellShape::square, std::int64_t first_row = 7) {
  Pattern pattern;
  pattern.grid = {
      shape, 30.48, 3, first_row, static_cast<std::int64_t>(rows[0].size()), static_cast<std::int64_t>(rows.size())};
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column)
      if (rows[rows.size() - 1 - row][column] == '#')
        pattern.cells.push_back(static_cast<std::int64_t>(row) * pattern.grid.columns +
                                static_cast<std::int64_t>(column));
  return pattern;
}

std::vector<CellGroup> groups(const Pattern& pattern) {
  return cell_groups(pattern.grid, pattern.cells);
}

void expect_valid(const Pattern& pattern, const std::vector<CellGroup>& found) {
  const GeosContext geos;
  std::multiset<std::int64_t> cells;
  for (const CellGroup& group : found) {
    cells.insert(group.cells.begin(), group.cells.end());
    EXPECT_TRUE(std::ranges::is_sorted(group.cells));
    EXPECT_EQ(GEOSisValid_r(geos.get(), to_geos(geos, group.outline).get()), 1);
    EXPECT_NEAR(area(group.outline), static_cast<double>(group.cells.size()) * pattern.grid.cell_area(), 1e-6);
    std::vector<MultiPolygon> outlines;
    for (const std::int64_t cell : group.cells) outlines.push_back({{pattern.grid.outline(cell), {}}});
    EXPECT_NEAR(area(subtract(group.outline, unite(outlines))), 0, 1e-6);
    for (const Polygon& polygon : group.outline) {
      EXPECT_GT(signed_area(polygon.outer), 0);
      for (const Ring& hole : polygon.holes) EXPECT_LT(signed_area(hole), 0);
    }
  }
  EXPECT_EQ(cells, std::multiset<std::int64_t>(pattern.cells.begin(), pattern.cells.end()));
}

TEST(CellGroups, PartWhatDoesNotTouch) {
  const Pattern pattern = drawn({"##...",  //
                                 "....#",  //
                                 "#...#"});
  const std::vector<CellGroup> found = groups(pattern);
  expect_valid(pattern, found);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_THAT(found[0].cells, ElementsAre(0));
  EXPECT_THAT(found[1].cells, ElementsAre(4, 9));
  EXPECT_THAT(found[2].cells, ElementsAre(10, 11));
  EXPECT_EQ(found[1].outline[0].outer.size(), 5u);  // four corners: straight sides in one piece
  EXPECT_EQ(found[0].outline[0].outer[0], pattern.grid.outline(0)[0]);
}

TEST(CellGroups, JoinCornersIntoOneGroupOfTwoPolygons) {
  const Pattern pattern = drawn({".#",  //
                                 "#."});
  const std::vector<CellGroup> found = groups(pattern);
  expect_valid(pattern, found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].outline.size(), 2u);
}

TEST(CellGroups, KeepHolesAndWhatLiesInThem) {
  const Pattern pattern = drawn({"#####",  //
                                 "#...#",  //
                                 "#.#.#",  //
                                 "#...#",  //
                                 "#####"});
  const std::vector<CellGroup> found = groups(pattern);
  expect_valid(pattern, found);
  ASSERT_EQ(found.size(), 2u);
  ASSERT_EQ(found[0].outline.size(), 1u);
  EXPECT_EQ(found[0].outline[0].holes.size(), 1u);
}

// Holes that touch the outside, each other and themselves in corners: the rings must part there.
TEST(CellGroups, StayValidWhereRingsMeetInCorners) {
  for (const auto& rows : std::vector<std::vector<std::string>>{{"###",  //
                                                                 "#.#",  //
                                                                 "##."},
                                                                {"####",  //
                                                                 "#.##",  //
                                                                 "##.#",  //
                                                                 "####"},
                                                                {"#####",  //
                                                                 "#.#.#",  //
                                                                 "##.##",  //
                                                                 "#.#.#",  //
                                                                 "#####"},
                                                                {"#######",  //
                                                                 "##...##",  //
                                                                 "#.###.#",  //
                                                                 "#.###.#",  //
                                                                 "##...##",  //
                                                                 "#######"}}) {
    const Pattern pattern = drawn(rows);
    const std::vector<CellGroup> found = groups(pattern);
    EXPECT_EQ(found.size(), 1u);
    expect_valid(pattern, found);
  }
}

// Odd lattice rows lean east by half a cell: the same letters close around the middle only where that row is even.
TEST(CellGroups, OfHexagonsJoinSixNeighbors) {
  for (const std::int64_t first_row : {6, 7}) {
    const Pattern pattern = drawn({"##.",  //
                                   "#.#",  //
                                   "##."},
                                  CellShape::hexagon, first_row);
    const std::vector<CellGroup> found = groups(pattern);
    expect_valid(pattern, found);
    ASSERT_EQ(found.size(), first_row == 7 ? 1u : 2u);
    EXPECT_EQ(found[0].outline[0].holes.size(), first_row == 7 ? 1u : 0u);
    EXPECT_EQ(found[0].outline[0].outer.size(), 19u);
  }
}

TEST(CellGroups, AreValidAndCompleteForRandomPatterns) {
  std::mt19937_64 random(107);
  for (const CellShape shape : {CellShape::square, CellShape::hexagon})
    for (const double density : {0.3, 0.5, 0.7, 0.9})
      for (int round = 0; round < 5; ++round) {
        std::bernoulli_distribution chosen(density);
        Pattern pattern{{shape, 100, -7, 5 + round, 24, 18}, {}};
        for (std::int64_t cell = 0; cell < pattern.grid.size(); ++cell)
          if (chosen(random)) pattern.cells.push_back(cell);
        expect_valid(pattern, groups(pattern));
      }
}

TEST(CellGroups, AreMaximal) {
  std::mt19937_64 random(109);
  std::bernoulli_distribution chosen(0.35);
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    Pattern pattern{{shape, 100, 0, 0, 30, 30}, {}};
    for (std::int64_t cell = 0; cell < pattern.grid.size(); ++cell)
      if (chosen(random)) pattern.cells.push_back(cell);
    const std::vector<CellGroup> found = groups(pattern);
    const double reach = 100 * (shape == CellShape::square ? std::sqrt(2.0) : 1.0) + 1e-6;
    for (std::size_t a = 0; a < found.size(); ++a)
      for (std::size_t b = a + 1; b < found.size(); ++b)
        for (const std::int64_t i : found[a].cells)
          for (const std::int64_t j : found[b].cells) {
            const Point p = pattern.grid.centre(i), q = pattern.grid.centre(j);
            ASSERT_GT(std::hypot(p.x - q.x, p.y - q.y), reach);
          }
  }
}

TEST(CellGroups, IgnoreOrderAndRepeats) {
  const Grid grid{CellShape::square, 10, 0, 0, 4, 4};
  const std::vector<CellGroup> found = cell_groups(grid, std::vector<std::int64_t>{9, 0, 1, 0, 9});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_THAT(found[0].cells, ElementsAre(0, 1));
  EXPECT_THAT(found[1].cells, ElementsAre(9));
  EXPECT_TRUE(cell_groups(grid, {}).empty());
}

}  // namespace
}  // namespace vigie
