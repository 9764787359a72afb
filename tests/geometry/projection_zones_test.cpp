// Boundaries in metres: vertex by vertex, the same along shared edges, refused where astray.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/projection.h"
#include "engine/geometry/repair.h"
#include "tests/geometry/drawn_shapes.h"
#include "tests/geometry/reference_zones.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using test::rectangle;
using ::testing::HasSubstr;

StoredZones stored_zones(const std::vector<MultiPolygon>& shapes) {
  StoredZones zones{.source = "zones.gpkg", .crs = "EPSG:4326", .shapes = shapes, .row = {}, .attributes = {}};
  for (std::size_t i = 0; i < shapes.size(); ++i) zones.row.push_back(static_cast<std::int64_t>(i) + 1);
  return zones;
}

std::vector<std::string> ids_for(const StoredZones& zones) {
  std::vector<std::string> ids;
  for (const std::int64_t row : zones.row) ids.push_back("z" + std::to_string(row));
  return ids;
}

ZoneSet project(const StoredZones& zones, const Projection& projection) {
  return project_zones(zones, ids_for(zones), projection);
}

Projection wgs84_to_lambert() {
  return Projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:31370"));
}

TEST(ProjectZones, EachVertexIsProjectedAndNoneIsAdded) {
  const StoredZones zones = stored_zones({rectangle(3, 50, 5, 51)});
  const Projection projection = wgs84_to_lambert();
  const ZoneSet projected = project(zones, projection);
  const Ring &stored = zones.shapes[0][0].outer, &ring = projected.shapes[0][0].outer;
  ASSERT_EQ(ring.size(), stored.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    Point p = stored[i];
    ASSERT_EQ(projection.transform({&p.x, 1}, {&p.y, 1}).front(), 1);
    EXPECT_EQ(ring[i], p);
  }
  EXPECT_EQ(projected.id, std::vector<std::string>{"z1"});
  EXPECT_EQ(projected.row, zones.row);
}

TEST(ProjectZones, SharedEdgesStayShared) {
  const ZoneSet projected =
      project(stored_zones({rectangle(3, 50, 4, 51), rectangle(4, 50, 5, 51)}), wgs84_to_lambert());
  const Ring &west = projected.shapes[0][0].outer, &east = projected.shapes[1][0].outer;
  EXPECT_EQ(west[1], east[0]);
  EXPECT_EQ(west[2], east[3]);
}

TEST(ProjectZones, HolesAreProjectedToo) {
  MultiPolygon ring = rectangle(3.6, 51.0, 3.8, 51.2);
  ring[0].holes.push_back(test::reversed(test::box_ring(3.68, 51.08, 3.72, 51.12)));
  const ZoneSet projected = project(stored_zones({ring}), wgs84_to_lambert());
  ASSERT_EQ(projected.shapes[0][0].holes.size(), 1u);
  // 0.2 by 0.2 degrees less 0.04 by 0.04, at 111.2 km and 69.9 km a degree: 311.0 - 12.4 square kilometres.
  EXPECT_NEAR(area(projected.shapes[0]) / 1e6, 298.6, 1);
}

TEST(ProjectZones, RefusesZonesAstray) {
  try {
    project(stored_zones({rectangle(3, 50, 4, 51), rectangle(-74.1, 40.6, -74.0, 40.7)}), wgs84_to_lambert());
    FAIL() << "New York is not in Belgium";
  } catch (const DataError& error) {
    EXPECT_THAT(error.what(), HasSubstr("zones.gpkg feature 2"));
    EXPECT_THAT(error.what(), HasSubstr("-74.1 40.6"));
  }
}

TEST(ProjectZones, RefusesZonesThatSeemToCrossTheAntimeridian) {
  const Projection utm(crs_from_text("EPSG:4326"), crs_from_text("EPSG:32760"));
  EXPECT_THROW(project(stored_zones({rectangle(-179.9, -17, 179.9, -16)}), utm), DataError);
}

TEST(ProjectZones, SameBitsForAnyNumberOfThreads) {
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < 40; ++i) shapes.push_back(rectangle(3 + 0.04 * i, 50, 3.04 + 0.04 * i, 51));
  const StoredZones zones = stored_zones(shapes);
  const Projection projection = wgs84_to_lambert();
  set_threads(1);
  const ZoneSet single = project(zones, projection);
  set_threads(3);
  const ZoneSet several = project(zones, projection);
  set_threads(0);
  for (std::size_t i = 0; i < zones.shapes.size(); ++i)
    EXPECT_EQ(single.shapes[i][0].outer, several.shapes[i][0].outer) << i;
}

// Areas by shapely on vertices projected by pyproj (PROJ 9.1). In three zones of Antwerp a hole lies outside the
// shell; there the reference counts it as land, and vigie drops it.
void expect_reference_areas(const std::string& city, std::size_t expected_repairs) {
  const test::ReferenceZones read =
      test::read_zones(test::reference_file("ghent_antwerp_wijken/" + city + ".geojson"), "name");
  StoredZones zones = stored_zones(read.shapes);
  const std::vector<Repair> repairs = repair_zones(zones);
  EXPECT_EQ(repairs.size(), expected_repairs);
  const ZoneSet projected = project(zones, wgs84_to_lambert());
  auto columns = test::read_columns(
      test::reference_file("ghent_antwerp_wijken/reference/" + city + "_areas_centroids_epsg31370.csv"));
  ASSERT_EQ(columns["name"].size(), projected.size());
  for (std::size_t i = 0; i < projected.size(); ++i) {
    EXPECT_EQ(columns["name"][i], read.ids[i]);
    double found = area(projected.shapes[i]);
    if (std::ranges::find(repairs, i, &Repair::zone) != repairs.end())
      found += area(project(stored_zones({{{read.shapes[i][0].holes[0], {}}}}), wgs84_to_lambert()).shapes[0]);
    EXPECT_NEAR(found / std::stod(columns["area_m2_lambert72"][i]), 1, 1e-8) << read.ids[i];
  }
}

TEST(ProjectZones, AreasOfGhentAndAntwerp) {
  VIGIE_NEEDS_REFERENCE("ghent_antwerp_wijken/ghent.geojson");
  expect_reference_areas("ghent", 0);
  expect_reference_areas("antwerp", 3);
}

}  // namespace
}  // namespace vigie
