// Point lookup against exact ray casting in fractions, and against counts by GEOS on real zones.
#include "engine/geometry/zone_index.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <sstream>

#include "engine/base/parallel.h"
#include "tests/geometry/drawn_shapes.h"
#include "tests/geometry/reference_zones.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::int32_t> slowly_all_at(const std::vector<MultiPolygon>& zones, Point p) {
  std::vector<std::int32_t> found;
  for (std::size_t i = 0; i < zones.size(); ++i)
    if (test::slowly_holds(zones[i], p)) found.push_back(static_cast<std::int32_t>(i));
  return found;
}

TEST(ZoneIndex, AnswersOnADrawnMap) {
  //  +-----+-----+
  //  |     |  1  |     2: a zone around all of it, with a hole under 0
  //  |  0  +-----+
  //  |     |  3  |
  //  +-----+-----+
  MultiPolygon around = test::rectangle(-10, -10, 30, 30);
  around[0].holes.push_back(test::reversed(test::box_ring(0, 0, 10, 20)));
  const std::vector<MultiPolygon> zones{test::rectangle(0, 0, 10, 20), test::rectangle(10, 10, 20, 20), around,
                                        test::rectangle(10, 0, 20, 10)};
  const ZoneIndex index(zones);
  EXPECT_THAT(index.all_at({5, 5}), ElementsAre(0));
  EXPECT_THAT(index.all_at({15, 15}), ElementsAre(1, 2));
  EXPECT_THAT(index.all_at({15, 5}), ElementsAre(2, 3));
  EXPECT_THAT(index.all_at({10, 10}), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(index.all_at({0, 5}), ElementsAre(0, 2));  // the rim of the hole belongs to its zone
  EXPECT_THAT(index.all_at({30, 30}), ElementsAre(2));
  EXPECT_THAT(index.all_at({30.001, 30}), IsEmpty());
  EXPECT_EQ(index.zone_at({10, 15}), 0);
  EXPECT_EQ(index.zone_at({15, 10}), 1);
  EXPECT_EQ(index.zone_at({25, 25}), 2);
  EXPECT_EQ(index.zone_at({-11, 0}), -1);
  EXPECT_EQ(index.zone_at({1e300, -1e300}), -1);
  EXPECT_EQ(index.zone_at({std::nan(""), 5}), -1);
}

TEST(ZoneIndex, HasNoAnswerWithoutZones) {
  EXPECT_EQ(ZoneIndex({}).zone_at({0, 0}), -1);
  const std::vector<MultiPolygon> empty(3);
  EXPECT_THAT(ZoneIndex(empty).all_at({0, 0}), IsEmpty());
}

// Whole coordinates on a small field: nearly every point lies on an edge, a vertex or level with one.
TEST(ZoneIndex, AgreesWithFractionsWherePointsLieOnEdgesAndVertices) {
  std::mt19937_64 random(17);
  std::uniform_real_distribution<double> place(0, 40);
  for (int round = 0; round < 4; ++round) {
    std::vector<MultiPolygon> zones;
    for (int i = 0; i < 6; ++i)
      zones.push_back(test::rounded(test::star_with_hole(random, {place(random), place(random)}, 18, 9)));
    const ZoneIndex index(zones);
    for (int x = -50; x < 130; ++x)
      for (int y = -50; y < 130; ++y) {
        const Point p{x / 2.0, y / 2.0};
        const std::vector<std::int32_t> expected = slowly_all_at(zones, p);
        ASSERT_EQ(index.all_at(p), expected) << p.x << ' ' << p.y;
        ASSERT_EQ(index.zone_at(p), expected.empty() ? -1 : expected.front());
      }
  }
}

// Far from the origin and with points rounded onto edges, where only exact arithmetic tells the sides.
TEST(ZoneIndex, AgreesWithFractionsWithinTheLastBitOfEdges) {
  std::mt19937_64 random(19);
  std::uniform_real_distribution<double> place(-3000, 3000), share(0, 1);
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < 30; ++i)
    zones.push_back(test::star_with_hole(random, {653'000 + place(random), 5'211'000 + place(random)}, 1500, 24));
  const ZoneIndex index(zones);
  for (const MultiPolygon& zone : zones)
    for (const Ring& ring : {zone[0].outer, zone[0].holes[0]})
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double t = share(random);
        const Point a = ring[i], b = ring[i + 1];
        const Point on{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        for (const Point p : {a, on, Point{std::nextafter(on.x, 0), on.y}, Point{on.x, std::nextafter(a.y, 0)},
                              Point{653'000 + place(random), a.y}, Point{a.x, 5'211'000 + place(random)},
                              Point{653'000 + place(random), 5'211'000 + place(random)}})
          ASSERT_EQ(index.all_at(p), slowly_all_at(zones, p));
      }
}

// A fan of triangles leaves no gap and lends no point to two: the first zone takes the border.
TEST(ZoneIndex, GivesEveryPointOfAPartitionToOneZone) {
  std::mt19937_64 random(23);
  const Ring rim = test::star(random, {4000.1, 7000.7}, 900, 1100, 50);
  std::vector<MultiPolygon> zones;
  for (std::size_t i = 0; i + 1 < rim.size(); ++i)
    zones.push_back({{{{4000.1, 7000.7}, rim[i], rim[i + 1], {4000.1, 7000.7}}, {}}});
  const ZoneIndex index(zones);
  std::uniform_real_distribution<double> place(-500, 500);
  for (int i = 0; i < 20'000; ++i) {
    const Point p{4000.1 + place(random), 7000.7 + place(random)};
    ASSERT_EQ(index.all_at(p).size(), 1u);
    ASSERT_EQ(index.zone_at(p), index.all_at(p).front());
  }
  EXPECT_EQ(index.all_at({4000.1, 7000.7}).size(), zones.size());
  EXPECT_EQ(index.zone_at({4000.1, 7000.7}), 0);
}

TEST(ZoneIndex, GivesTheSameAnswersOnAnyNumberOfThreads) {
  std::mt19937_64 random(29);
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < 40; ++i) zones.push_back(test::star_with_hole(random, {i % 8 * 100.0, i / 8 * 100.0}, 90, 40));
  std::uniform_real_distribution<double> place(-100, 900);
  std::vector<double> x(100'000), y(100'000);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = place(random);
    y[i] = place(random);
  }
  const ZoneIndex index(zones);
  set_threads(1);
  const std::vector<std::int32_t> alone = index.zones_at(x, y);
  set_threads(5);
  EXPECT_EQ(index.zones_at(x, y), alone);
  set_threads(0);
  for (std::size_t i = 0; i < x.size(); i += 97) ASSERT_EQ(alone[i], index.zone_at({x[i], y[i]}));
}

// Counts per zone by sf 1.0-9 with GEOS 3.11.1 (st_intersects) on points projected by PROJ 9.1.0.
void expect_counts(const test::ReferenceZones& zones, const std::vector<Point>& points, const std::string& reference) {
  std::map<std::string, int> count;
  for (const std::string& id : zones.ids) count[id] = 0;
  const ZoneIndex index(zones.shapes);
  std::map<std::size_t, std::size_t> depth;
  for (const Point p : points) {
    const std::vector<std::int32_t> holders = index.all_at(p);
    ++depth[holders.size()];
    for (const std::int32_t zone : holders) ++count[zones.ids[static_cast<std::size_t>(zone)]];
  }
  auto expected = test::read_columns(test::reference_file(reference + ".csv"));
  ASSERT_EQ(expected["id"].size(), count.size());
  for (std::size_t i = 0; i < count.size(); ++i)
    EXPECT_EQ(count[expected["id"][i]], std::stoi(expected["n_intersects"][i])) << expected["id"][i];
  auto summary = test::read_columns(test::reference_file(reference + "_summary.csv"));
  EXPECT_EQ(points.size(), std::stoul(summary["value"][0]));
  EXPECT_EQ(depth[1], std::stoul(summary["value"][1]));
  EXPECT_EQ(depth[0], std::stoul(summary["value"][2]));
  EXPECT_EQ(depth[2], std::stoul(summary["value"][3]));
}

std::vector<Point> points_of(const std::string& file, const std::string& x, const std::string& y) {
  auto columns = test::read_columns(test::reference_file(file));
  std::vector<Point> points;
  for (std::size_t i = 0; i < columns[x].size(); ++i)
    if (columns[x][i] != "" && columns[x][i] != "NA")
      points.push_back({std::stod(columns[x][i]), std::stod(columns[y][i])});
  return points;
}

TEST(ZoneIndexGolden, StreetLampsInGroningen) {
  VIGIE_NEEDS_REFERENCE("groningen_buurten");
  std::vector<Point> points = points_of("groningen_buurten/groningen_street_lamps.csv", "longitude", "latitude");
  test::project(points, "EPSG:4326", "EPSG:28992");
  expect_counts(
      test::read_zones(test::reference_file("groningen_buurten/groningen_buurt2017_epsg28992.gpkg"), "BU_CODE"), points,
      "groningen_buurten/reference/lamps_in_buurten_epsg28992");
}

TEST(ZoneIndexGolden, IncidentsInNorthumbria) {
  VIGIE_NEEDS_REFERENCE("northumbria_asb");
  std::ifstream file(test::reference_file("northumbria_asb/northumbria_asb.tab"));
  std::string line, month, longitude, latitude;
  std::vector<Point> points;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    fields >> month >> longitude >> latitude;
    points.push_back({std::stod(longitude), std::stod(latitude)});
  }
  test::project(points, "EPSG:4326", "EPSG:27700");
  expect_counts(test::read_zones(test::reference_file("northumbria_asb/northumbria_wards.gpkg"), "ward_code"), points,
                "northumbria_asb/reference/points_in_wards_epsg27700");
}

TEST(ZoneIndexGolden, TheftsInVancouverWhereTwoZonesOverlap) {
  VIGIE_NEEDS_REFERENCE("vancouver_thefts");
  test::ReferenceZones zones =
      test::read_zones(test::reference_file("vancouver_thefts/vancouver_neighbourhoods.geojson"), "name");
  for (MultiPolygon& zone : zones.shapes) test::project(zone, "EPSG:4326", "EPSG:32610");
  expect_counts(zones, points_of("vancouver_thefts/vancouver_thefts.csv", "X", "Y"),
                "vancouver_thefts/reference/points_in_neighbourhoods_utm");
}

TEST(ZoneIndexGolden, CrimesInHoustonInDegrees) {
  VIGIE_NEEDS_REFERENCE("houston_crime_2010");
  expect_counts(
      test::read_zones(test::reference_file("houston_crime_2010/houston_super_neighborhoods.geojson"), "name"),
      points_of("houston_crime_2010/houston_crime_2010.csv", "lon", "lat"),
      "houston_crime_2010/reference/points_in_super_neighborhoods_lonlat");
}

}  // namespace
}  // namespace vigie
