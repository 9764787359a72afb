// Invalid boundaries, each fault drawn: what is mended, by how much, and what is refused.
#include "engine/geometry/repair.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/geos_handle.h"
#include "tests/geometry/drawn_shapes.h"
#include "tests/geometry/reference_zones.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using test::box_ring;
using test::rectangle;
using test::reversed;
using ::testing::HasSubstr;

StoredZones zones_of(std::vector<MultiPolygon> shapes) {
  StoredZones zones{.source = "zones.gpkg", .crs = "", .shapes = std::move(shapes), .row = {}, .attributes = {}};
  for (std::size_t i = 0; i < zones.shapes.size(); ++i) zones.row.push_back(static_cast<std::int64_t>(i) + 1);
  return zones;
}

struct Mended {
  MultiPolygon shape;
  std::vector<Repair> repairs;
};

Mended mend(const MultiPolygon& shape, double tolerance = 0.01) {
  StoredZones zones = zones_of({shape});
  std::vector<Repair> repairs = repair_zones(zones, tolerance);
  return {std::move(zones.shapes[0]), std::move(repairs)};
}

std::string refusal(const MultiPolygon& shape) {
  try {
    mend(shape);
  } catch (const DataError& error) {
    return error.what();
  }
  return "";
}

void expect_sound(const MultiPolygon& shape) {
  const GeosContext geos;
  EXPECT_EQ(GEOSisValid_r(geos.get(), to_geos(geos, shape).get()), 1);
  for (const Polygon& polygon : shape) {
    EXPECT_GT(signed_area(polygon.outer), 0);
    EXPECT_EQ(polygon.outer.front(), polygon.outer.back());
    for (const Ring& hole : polygon.holes) EXPECT_LT(signed_area(hole), 0);
  }
}

TEST(Repair, ValidZonesAreOnlyOriented) {
  MultiPolygon clockwise = rectangle(0, 0, 10, 10);
  clockwise[0].outer = reversed(clockwise[0].outer);
  clockwise[0].holes.push_back(box_ring(4, 4, 6, 6));
  const Mended mended = mend(clockwise);
  EXPECT_TRUE(mended.repairs.empty());
  EXPECT_EQ(mended.shape[0].outer, reversed(clockwise[0].outer));
  EXPECT_EQ(mended.shape[0].holes[0], reversed(clockwise[0].holes[0]));
  expect_sound(mended.shape);
}

TEST(Repair, SmallBowTieIsMended) {  // R70
  // A square of 10,000 whose north-east corner is twisted: a lobe of 4 square metres turns the wrong way.
  const MultiPolygon twisted{{{{0, 0}, {100, 0}, {100, 96}, {96, 100}, {100, 100}, {96, 96}, {0, 96}, {0, 0}}, {}}};
  const Mended mended = mend(twisted);
  ASSERT_EQ(mended.repairs.size(), 1u);
  EXPECT_EQ(mended.repairs[0].zone, 0u);
  EXPECT_THAT(mended.repairs[0].reason, HasSubstr("Self-intersection at 98 98"));
  EXPECT_GT(mended.repairs[0].area_change, 0);
  EXPECT_LT(mended.repairs[0].area_change, 0.01);
  expect_sound(mended.shape);
}

TEST(Repair, BowTieThatFlipsALargePartIsRefused) {  // R70
  EXPECT_THAT(refusal({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}}),
              HasSubstr("zones.gpkg feature 1: Self-intersection at 5 5"));
  // Two lobes, 100 and 25.
  EXPECT_THAT(refusal({{{{0, 0}, {20, 0}, {5, 15}, {15, 15}, {0, 0}}, {}}}), HasSubstr("Self-intersection"));
}

TEST(Repair, OpenRingsAreClosed) {  // R71
  const Mended mended = mend({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}});
  ASSERT_EQ(mended.repairs.size(), 1u);
  EXPECT_THAT(mended.repairs[0].reason, HasSubstr("Ring not closed at 0 0"));
  EXPECT_EQ(mended.repairs[0].area_change, 0);
  EXPECT_EQ(area(mended.shape), 100);
  expect_sound(mended.shape);
}

TEST(Repair, PartsWithoutAreaAreDroppedUnlessTheyAreAll) {  // R72, R73, R82
  const Ring line{{20, 20}, {30, 30}, {20, 20}}, flat{{20, 20}, {30, 30}, {40, 40}, {20, 20}};
  const Ring spot{{5, 5}, {5, 5}, {5, 5}, {5, 5}};
  for (const Ring& empty : {line, flat, spot, Ring{}, Ring{{1, 1}}}) {
    MultiPolygon shape = rectangle(0, 0, 10, 10);
    shape.push_back({empty, {}});
    const Mended mended = mend(shape);
    EXPECT_EQ(mended.shape.size(), 1u);
    EXPECT_EQ(mended.repairs.size(), 1u);
    EXPECT_THAT(refusal({{empty, {}}}), HasSubstr("zones.gpkg feature 1"));
  }
  EXPECT_THAT(refusal({}), HasSubstr("encloses no area"));
}

TEST(Repair, SpikesAndDoubledVertices) {  // R74
  const Mended spike = mend({{{{0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}, {0, 0}}, {}}});
  EXPECT_EQ(spike.repairs.size(), 1u);
  EXPECT_DOUBLE_EQ(area(spike.shape), 100);
  for (const Point p : spike.shape[0].outer) EXPECT_LE(p.x, 10);
  expect_sound(spike.shape);

  const Mended doubled = mend({{{{0, 0}, {5, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {}}});
  EXPECT_TRUE(doubled.repairs.empty());
  EXPECT_DOUBLE_EQ(area(doubled.shape), 100);
}

MultiPolygon with_hole(const Ring& hole) {
  MultiPolygon shape = rectangle(0, 0, 10, 10);
  shape[0].holes.push_back(reversed(hole));
  return shape;
}

TEST(Repair, HoleOutsideTheShellMakesNoLand) {  // R75
  // MakeValid would make a second polygon of it: 99.5 becomes 100.5.
  const Mended mended = mend(with_hole(box_ring(20, 20, 21, 20.5)));
  ASSERT_EQ(mended.shape.size(), 1u);
  EXPECT_DOUBLE_EQ(area(mended.shape), 100);
  EXPECT_NEAR(mended.repairs.at(0).area_change, 0.5 / 99.5, 1e-12);
}

TEST(Repair, HolesThatDoNotFitKeepTheAreaRule) {                                         // R75
  EXPECT_THAT(refusal(with_hole(box_ring(8, 0, 12, 5))), HasSubstr("change the area"));  // 80 would become 90
  EXPECT_NE(refusal(with_hole(box_ring(0, 0, 10, 10))), "");                             // the hole is the shell
  const Mended leaving = mend(with_hole(box_ring(9.9, 4, 10.1, 5)));                     // 99.8 becomes 99.9
  EXPECT_NEAR(area(leaving.shape), 99.9, 1e-9);
  expect_sound(leaving.shape);

  MultiPolygon twice = with_hole(box_ring(4, 4, 4.5, 4.5));
  twice[0].holes.push_back(twice[0].holes[0]);
  EXPECT_NEAR(area(mend(twice).shape), 99.75, 1e-9);
  MultiPolygon nested = with_hole(box_ring(2, 2, 8, 8));
  nested[0].holes.push_back(reversed(box_ring(4, 4, 6, 6)));
  EXPECT_THAT(refusal(nested), HasSubstr("change the area"));
}

TEST(Repair, OverlappingPartsAreUnited) {  // R76: the exclusive or would give 150
  MultiPolygon shape = rectangle(0, 0, 10, 10);
  shape.push_back(rectangle(5, 5, 15, 15)[0]);
  const Mended mended = mend(shape);
  EXPECT_DOUBLE_EQ(area(mended.shape), 175);
  EXPECT_EQ(mended.repairs.size(), 1u);
  EXPECT_DOUBLE_EQ(mended.repairs[0].area_change, 0.125);
  expect_sound(mended.shape);
}

TEST(Repair, CoordinatesThatAreNoPlaceAreRefusedFirst) {  // R83
  const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
  for (const double wrong : {nan, infinity, -infinity, 1e267, 2.5e267}) {
    EXPECT_THAT(refusal({{{{0, 0}, {10, 0}, {wrong, 10}, {0, 10}, {0, 0}}, {}}}), HasSubstr("vertex 3"));
    EXPECT_THAT(refusal(with_hole({{2, 2}, {3, wrong}, {3, 3}, {2, 2}})), HasSubstr("no place"));
  }
}

TEST(Repair, ToleranceIsTheCallersChoice) {
  const MultiPolygon leaving = with_hole(box_ring(8, 0, 12, 5));
  EXPECT_THROW(mend(leaving, 0.12), DataError);
  EXPECT_NEAR(mend(leaving, 0.13).repairs.at(0).area_change, 0.125, 1e-12);
}

TEST(Repair, NamesTheFirstBadZoneForAnyNumberOfThreads) {
  std::vector<MultiPolygon> shapes(100, rectangle(0, 0, 10, 10));
  const MultiPolygon bow_tie{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}};
  for (const std::size_t bad : {40u, 41u, 90u}) shapes[bad] = bow_tie;
  for (const int count : {1, 3}) {
    set_threads(count);
    StoredZones zones = zones_of(shapes);
    try {
      repair_zones(zones);
      ADD_FAILURE() << "a bow-tie passed";
    } catch (const DataError& error) {
      EXPECT_THAT(error.what(), HasSubstr("feature 41:"));
    }
  }
  set_threads(0);
}

TEST(Repair, RandomStarsWithATwist) {
  std::mt19937_64 random(5);
  const GeosContext geos;
  std::vector<MultiPolygon> shapes;
  std::vector<std::size_t> invalid;
  for (std::size_t i = 0; i < 200; ++i) {
    Ring ring = test::star(random, {1000.0 * static_cast<double>(i), 0}, 80, 100, 60);
    std::swap(ring[20], ring[21]);
    shapes.push_back({{ring, {}}});
    if (GEOSisValid_r(geos.get(), to_geos(geos, shapes.back()).get()) == 0) invalid.push_back(i);
  }
  StoredZones single = zones_of(shapes), several = single;
  set_threads(1);
  const std::vector<Repair> repairs = repair_zones(single, 0.1);
  set_threads(3);
  repair_zones(several, 0.1);
  set_threads(0);
  std::vector<std::size_t> repaired;
  for (const Repair& repair : repairs) repaired.push_back(repair.zone);
  EXPECT_EQ(repaired, invalid);
  EXPECT_GT(invalid.size(), 20u);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    expect_sound(single.shapes[i]);
    EXPECT_EQ(single.shapes[i][0].outer, several.shapes[i][0].outer);
  }
}

TEST(Repair, ThreeZonesOfAntwerp) {
  VIGIE_NEEDS_REFERENCE("ghent_antwerp_wijken/antwerp.geojson");
  const test::ReferenceZones read =
      test::read_zones(test::reference_file("ghent_antwerp_wijken/antwerp.geojson"), "name");
  StoredZones zones = zones_of(read.shapes);
  const std::vector<Repair> repairs = repair_zones(zones);
  ASSERT_EQ(repairs.size(), 3u);
  for (const Repair& repair : repairs) {
    EXPECT_THAT(repair.reason, HasSubstr("Hole lies outside shell at 4.4"));
    const Polygon& drawn = read.shapes[repair.zone][0];
    EXPECT_DOUBLE_EQ(area(zones.shapes[repair.zone]), std::abs(signed_area(drawn.outer)));
    EXPECT_LT(repair.area_change, 0.05);
  }
  for (const MultiPolygon& shape : zones.shapes) expect_sound(shape);
}

}  // namespace
}  // namespace vigie
