// Overlay results by area, and distances, overlaps and pieces against the slow way over all pairs.
#include "engine/geometry/overlay.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "engine/base/parallel.h"
#include "engine/geometry/geos_handle.h"
#include "tests/geometry/drawn_shapes.h"
#include "tests/geometry/reference_zones.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using test::rectangle;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<MultiPolygon> random_stars(std::uint64_t seed, int count, double field, double size) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, field);
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < count; ++i)
    shapes.push_back(test::star_with_hole(random, {place(random), place(random)}, size, 25));
  return shapes;
}

void expect_valid_and_oriented(const MultiPolygon& shape) {
  const GeosContext geos;
  EXPECT_EQ(GEOSisValid_r(geos.get(), to_geos(geos, shape).get()), 1);
  for (const Polygon& polygon : shape) {
    EXPECT_EQ(polygon.outer.front(), polygon.outer.back());
    EXPECT_GT(signed_area(polygon.outer), 0);
    for (const Ring& hole : polygon.holes) EXPECT_LT(signed_area(hole), 0);
  }
}

TEST(Overlay, UniteCountsOverlapsOnce) {
  // Two overlapping squares, one apart, one that closes a ring around a hole.
  const std::vector<MultiPolygon> shapes{
      rectangle(0, 0, 10, 10), rectangle(5, 5, 15, 15), rectangle(40, 0, 50, 10), {}};
  const MultiPolygon all = unite(shapes);
  expect_valid_and_oriented(all);
  EXPECT_EQ(all.size(), 2u);
  EXPECT_DOUBLE_EQ(area(all), 100 + 100 - 25 + 100);
  const std::vector<MultiPolygon> frame{rectangle(0, 0, 30, 10), rectangle(0, 20, 30, 30), rectangle(0, 10, 10, 20),
                                        rectangle(20, 10, 30, 20)};
  const MultiPolygon ring = unite(frame);
  expect_valid_and_oriented(ring);
  ASSERT_EQ(ring.size(), 1u);
  EXPECT_EQ(ring[0].holes.size(), 1u);
  EXPECT_DOUBLE_EQ(area(ring), 800);
  EXPECT_THAT(unite({}), IsEmpty());
}

// The union that takes nothing for granted.
MultiPolygon careful_union(const std::vector<MultiPolygon>& shapes) {
  const GeosContext geos;
  std::vector<const MultiPolygon*> all;
  for (const MultiPolygon& shape : shapes) all.push_back(&shape);
  return from_geos(geos, *geos.own(GEOSUnaryUnion_r(geos.get(), to_geos_collection(geos, all).get()), "union"));
}

// Shapes that meet edge to edge, and shapes that nearly do, each of which a union without a look at them gets wrong.
TEST(Overlay, UniteIsTheCarefulUnion) {
  std::vector<MultiPolygon> tiles;
  for (int column = 0; column < 6; ++column)
    for (int row = 0; row < 5; ++row)
      if (column != 2 || row != 2) tiles.push_back(rectangle(column, row, column + 1, row + 1));
  const auto with = [&](const MultiPolygon& shape) {
    std::vector<MultiPolygon> more = tiles;
    more.push_back(shape);
    return more;
  };
  for (const std::vector<MultiPolygon>& shapes :
       {tiles, with(rectangle(2, 2, 3, 3)), with(rectangle(0, 0, 1, 1)), with(rectangle(0.2, 0.2, 0.6, 0.6)),
        with(rectangle(0.5, 0.5, 1.5, 1.5)), with(rectangle(2, 2, 3, 2.5)), with(rectangle(2, 2, 3, 3.001)),
        with(rectangle(1, 5, 3, 6)), with(rectangle(2.1, 2.1, 2.9, 2.9)), with(rectangle(-1, -1, 7, 6)),
        with(rectangle(6, 5, 7, 6)), random_stars(62, 30, 100, 40)}) {
    const MultiPolygon united = unite(shapes), careful = careful_union(shapes);
    expect_valid_and_oriented(united);
    EXPECT_EQ(united.size(), careful.size());
    EXPECT_NEAR(area(united), area(careful), 1e-9 * area(careful));
    EXPECT_NEAR(area(subtract(united, careful)) + area(subtract(careful, united)), 0, 1e-9 * area(careful));
  }
}

TEST(Overlay, IntersectAndSubtractPartTheArea) {
  const std::vector<MultiPolygon> shapes = random_stars(61, 12, 100, 60);
  for (std::size_t i = 0; i + 1 < shapes.size(); ++i) {
    const MultiPolygon both = intersect(shapes[i], shapes[i + 1]), rest = subtract(shapes[i], shapes[i + 1]);
    expect_valid_and_oriented(both);
    expect_valid_and_oriented(rest);
    EXPECT_NEAR(area(both) + area(rest), area(shapes[i]), 1e-8);
    EXPECT_NEAR(area(unite(std::vector{shapes[i], shapes[i + 1]})), area(rest) + area(shapes[i + 1]), 1e-8);
  }
  // What only touches leaves no polygon, not a line.
  EXPECT_THAT(intersect(rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)), IsEmpty());
  EXPECT_THAT(subtract(rectangle(0, 0, 1, 1), rectangle(0, 0, 1, 1)), IsEmpty());
  EXPECT_THAT(intersect({}, rectangle(1, 0, 2, 1)), IsEmpty());
}

TEST(SharedAreas, AgreeWithIntersectingEachZone) {
  const std::vector<MultiPolygon> zones = random_stars(67, 150, 1000, 70);
  // Three parts: one holds whole zones, one cuts them, one lies far away.
  MultiPolygon shape = rectangle(0, 0, 500, 400);
  shape.push_back(random_stars(71, 1, 1, 300)[0][0]);
  for (Point& p : shape[1].outer) p = {p.x + 800, p.y + 800};
  for (Point& p : shape[1].holes[0]) p = {p.x + 800, p.y + 800};
  shape.push_back(rectangle(5000, 5000, 6000, 6000)[0]);
  const std::vector<double> areas = shared_areas(zones, shape);
  int partly = 0;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    ASSERT_NEAR(areas[i], area(intersect(zones[i], shape)), 1e-8);
    partly += areas[i] > 1 && areas[i] < area(zones[i]) - 1;
  }
  EXPECT_GT(partly, 20);
  EXPECT_THAT(shared_areas(std::vector<MultiPolygon>(2), shape), ElementsAre(0, 0));
  EXPECT_THAT(shared_areas(std::vector<MultiPolygon>{rectangle(0, 0, 1, 1)}, {}), ElementsAre(0));
}

TEST(Distances, GoToTheNearestOtherShape) {
  const std::vector<MultiPolygon> others{rectangle(0, 0, 10, 10), rectangle(100, 0, 110, 10), {}};
  const std::vector<MultiPolygon> shapes{
      rectangle(13, 14, 20, 20), rectangle(90, 3, 95, 4), rectangle(10, 5, 12, 6), rectangle(2, 2, 3, 3), {}};
  const std::vector<double> found = distances(shapes, others);
  EXPECT_DOUBLE_EQ(found[0], 5);
  EXPECT_DOUBLE_EQ(found[1], 5);
  EXPECT_EQ(found[2], 0);  // touches
  EXPECT_EQ(found[3], 0);  // inside
  EXPECT_TRUE(std::isnan(found[4]));
  EXPECT_TRUE(std::isnan(distances(shapes, {})[0]));
}

TEST(Distances, AgreeWithAllPairs) {
  const std::vector<MultiPolygon> shapes = random_stars(73, 60, 3000, 40), others = random_stars(79, 50, 3000, 60);
  const std::vector<double> found = distances(shapes, others);
  const GeosContext geos;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    double least = std::numeric_limits<double>::infinity();
    for (const MultiPolygon& other : others) {
      double distance = 0;
      GEOSDistance_r(geos.get(), to_geos(geos, shapes[i]).get(), to_geos(geos, other).get(), &distance);
      least = std::min(least, distance);
    }
    ASSERT_NEAR(found[i], least, 1e-9);
  }
}

TEST(Overlaps, ListPairsThatShareMoreThanTheMinimum) {
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 10, 10), rectangle(9, 0, 20, 10), rectangle(20, 0, 30, 10),
                                        rectangle(2, 2, 3, 2.5)};
  const std::vector<Overlap> found = overlaps(zones);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 0u);
  EXPECT_EQ(found[0].second, 1u);
  EXPECT_DOUBLE_EQ(found[0].area, 10);
  ASSERT_EQ(overlaps(zones, 0.4).size(), 2u);
  EXPECT_EQ(overlaps(zones, 0.4)[1].second, 3u);
  EXPECT_DOUBLE_EQ(overlaps(zones, 0.4)[1].area, 0.5);
}

TEST(Overlaps, AgreeWithAllPairs) {
  const std::vector<MultiPolygon> zones = random_stars(83, 70, 700, 60);
  const std::vector<Overlap> found = overlaps(zones, 5);
  std::size_t next = 0;
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (std::size_t j = i + 1; j < zones.size(); ++j) {
      const double shared = area(intersect(zones[i], zones[j]));
      if (shared <= 5) continue;
      ASSERT_LT(next, found.size());
      EXPECT_EQ(std::pair(found[next].first, found[next].second), std::pair(i, j));
      EXPECT_NEAR(found[next++].area, shared, 1e-8);
    }
  EXPECT_EQ(next, found.size());
  EXPECT_GT(found.size(), 50u);
}

TEST(OverlapPieces, NameWhoLiesOverWhat) {
  //  0: x 0..10   1: x 6..16   2: x 8..9 and x 30..31 (two parts)   3: alone, touches 1
  const std::vector<MultiPolygon> shapes{rectangle(0, 0, 10, 10),
                                         rectangle(6, 0, 16, 10),
                                         {rectangle(8, 0, 9, 10)[0], rectangle(30, 0, 31, 10)[0]},
                                         rectangle(16, 0, 20, 10)};
  const std::vector<OverlapPiece> pieces = overlap_pieces(shapes);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_THAT(pieces[0].members, ElementsAre(0, 1));
  EXPECT_DOUBLE_EQ(area(pieces[0].shape), 30);
  EXPECT_EQ(pieces[0].shape.size(), 2u);
  EXPECT_THAT(pieces[1].members, ElementsAre(0, 1, 2));
  EXPECT_DOUBLE_EQ(area(pieces[1].shape), 10);
  EXPECT_THAT(overlap_pieces(std::vector{shapes[0], shapes[3]}), IsEmpty());
  EXPECT_THAT(overlap_pieces({}), IsEmpty());
}

// Depth times area over all pieces, and what only one shape holds, add up to the sum of all areas.
TEST(OverlapPieces, AccountForAllArea) {
  const std::vector<MultiPolygon> shapes = random_stars(89, 25, 300, 70);
  double in_pieces = 0, by_depth = 0, everything = 0;
  for (const OverlapPiece& piece : overlap_pieces(shapes)) {
    ASSERT_GE(piece.members.size(), 2u);
    ASSERT_TRUE(std::ranges::is_sorted(piece.members));
    expect_valid_and_oriented(piece.shape);
    in_pieces += area(piece.shape);
    by_depth += area(piece.shape) * static_cast<double>(piece.members.size());
    MultiPolygon shared = piece.shape;  // each member holds all of it
    for (const std::size_t member : piece.members) shared = intersect(shared, shapes[member]);
    EXPECT_NEAR(area(shared), area(piece.shape), 1e-6);
  }
  for (const MultiPolygon& shape : shapes) everything += area(shape);
  EXPECT_NEAR(by_depth - in_pieces, everything - area(unite(shapes)), 0.05);
  EXPECT_GT(in_pieces, 1000);
}

TEST(InteriorPoint, IsTheCentroidWhereThatLiesInside) {
  EXPECT_EQ(interior_point(rectangle(0, 0, 10, 4)), (Point{5, 2}));
  // A horseshoe: the centroid lies in its mouth.
  const MultiPolygon horseshoe{{{{0, 0}, {30, 0}, {30, 30}, {25, 30}, {25, 5}, {5, 5}, {5, 30}, {0, 30}, {0, 0}}, {}}};
  const Point inside = interior_point(horseshoe);
  EXPECT_FALSE(test::slowly_holds(horseshoe, centroid(horseshoe)));
  EXPECT_TRUE(test::slowly_holds(horseshoe, inside));
  EXPECT_TRUE(std::isnan(interior_point({}).x));
}

TEST(Centroid, WeighsPartsAndHolesByArea) {
  EXPECT_EQ(centroid({rectangle(0, 0, 2, 2)[0], rectangle(10, 0, 16, 2)[0]}), (Point{(4 * 1 + 12 * 13) / 16.0, 1}));
  MultiPolygon holed = rectangle(0, 0, 10, 10);
  holed[0].holes.push_back(test::reversed(test::box_ring(5, 0, 10, 10)));
  EXPECT_EQ(centroid(holed), (Point{2.5, 5}));
  EXPECT_TRUE(std::isnan(centroid({}).y));
}

// coordinates() of spdep 1.2-7.
TEST(Centroid, OfColumbusIsThatOfSpdep) {
  VIGIE_NEEDS_REFERENCE("columbus");
  const test::ReferenceZones zones = test::read_zones(test::reference_file("columbus/columbus.gpkg"), "");
  auto expected = test::read_columns(test::reference_file("columbus/reference/centroids.csv"));
  ASSERT_EQ(expected["x"].size(), zones.shapes.size());
  for (std::size_t i = 0; i < zones.shapes.size(); ++i) {
    EXPECT_NEAR(centroid(zones.shapes[i]).x, std::stod(expected["x"][i]), 1e-12);
    EXPECT_NEAR(centroid(zones.shapes[i]).y, std::stod(expected["y"][i]), 1e-12);
  }
}

TEST(Overlay, IsTheSameOnAnyNumberOfThreads) {
  const std::vector<MultiPolygon> zones = random_stars(97, 300, 1500, 60);
  const MultiPolygon shape = unite(random_stars(101, 20, 1500, 200));
  const auto run = [&](int count) {
    set_threads(count);
    std::vector<double> numbers = shared_areas(zones, shape);
    for (const double distance : distances(zones, random_stars(103, 20, 1500, 30))) numbers.push_back(distance);
    for (const Overlap& overlap : overlaps(zones)) numbers.push_back(overlap.area);
    set_threads(0);
    return numbers;
  };
  EXPECT_EQ(run(1), run(4));
}

TEST(Overlay, NamesItsLibrary) {
  EXPECT_THAT(overlay_library_version(), testing::StartsWith("3."));
}

}  // namespace
}  // namespace vigie
