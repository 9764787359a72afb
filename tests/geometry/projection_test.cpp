// Coordinates against control points of other programs, and the choice of the operation between two CRS.
#include "engine/geometry/projection.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using test::read_columns;
using test::reference_file;
using ::testing::HasSubstr;

constexpr double centimetre = 0.01;

std::vector<double> numbers_of(const std::vector<std::string>& texts) {
  std::vector<double> result;
  for (const std::string& text : texts) result.push_back(std::stod(text));
  return result;
}

Projection between(const std::string& from, const std::string& to, const Box& area = {}) {
  return Projection(crs_from_text(from), crs_from_text(to), area);
}

Point one(const Projection& projection, Point p) {
  EXPECT_EQ(projection.transform({&p.x, 1}, {&p.y, 1}).front(), 1);
  return p;
}

struct Pairs {
  std::vector<double> x, y;
};

void expect_at(const Projection& projection, Pairs from, const Pairs& to, double tolerance) {
  const std::vector<std::uint8_t> worked = projection.transform(from.x, from.y);
  ASSERT_FALSE(from.x.empty());
  ASSERT_EQ(from.x.size(), to.x.size());
  for (std::size_t i = 0; i < from.x.size(); ++i) {
    ASSERT_EQ(worked[i], 1) << i;
    ASSERT_NEAR(from.x[i], to.x[i], tolerance) << i;
    ASSERT_NEAR(from.y[i], to.y[i], tolerance) << i;
  }
}

TEST(Projection, BelgianCheckPoint) {
  // National Geographic Institute of Belgium, 7.6.
  const double latitude = 50 + 40 / 60.0 + 46.461 / 3600, longitude = 5 + 48 / 60.0 + 26.533 / 3600;
  const Projection projection = between("EPSG:4313", "EPSG:31370");
  const Point p = one(projection, {longitude, latitude});
  EXPECT_NEAR(p.x, 251763.204, centimetre);
  EXPECT_NEAR(p.y, 153034.17, centimetre);
  EXPECT_EQ(projection.accuracy(), 0);
  EXPECT_EQ(projection.operation(), "Belgian Lambert 72, exact");
}

TEST(Projection, BelgianControlPoints) {  // PROJ 9.1.0 by pyproj
  VIGIE_NEEDS_REFERENCE("ghent_antwerp_wijken/reference/proj_control_points.csv");
  auto columns = read_columns(reference_file("ghent_antwerp_wijken/reference/proj_control_points.csv"));
  const Pairs degrees{numbers_of(columns["lon"]), numbers_of(columns["lat"])};
  for (const std::string code : {"31370", "3812", "32631"}) {
    SCOPED_TRACE(code);
    const Pairs metres{numbers_of(columns["x_" + code]), numbers_of(columns["y_" + code])};
    expect_at(between("EPSG:4326", "EPSG:" + code), degrees, metres, centimetre);
    // Back again; 1e-7 degrees are 1 cm.
    expect_at(between("EPSG:" + code, "EPSG:4326"), metres, degrees, 1e-7);
  }
  // Between the two Lambert systems by way of ETRS89: the stated accuracies of both ways.
  expect_at(between("EPSG:31370", "EPSG:3812"), {numbers_of(columns["x_31370"]), numbers_of(columns["y_31370"])},
            {numbers_of(columns["x_3812"]), numbers_of(columns["y_3812"])}, 1.2);
}

TEST(Projection, DutchControlPoints) {  // PROJ 9.1 by pyproj
  const std::string folder = "groningen_buurten/";
  VIGIE_NEEDS_REFERENCE(folder + "reference/proj_4326_to_28992_first500.csv");
  auto metres = read_columns(reference_file(folder + "reference/proj_4326_to_28992_first500.csv"));
  auto lamps = read_columns(reference_file(folder + "groningen_street_lamps.csv"));
  Pairs degrees{numbers_of(lamps["longitude"]), numbers_of(lamps["latitude"])};
  const Pairs expected{numbers_of(metres["x_rd"]), numbers_of(metres["y_rd"])};
  degrees.x.resize(expected.x.size());
  degrees.y.resize(expected.y.size());
  expect_at(between("EPSG:4326", "EPSG:28992"), degrees, expected, centimetre);
}

TEST(Projection, TennesseeControlPoints) {  // PROJ 9.1 by pyproj
  const std::string folder = "memphis_robberies/";
  VIGIE_NEEDS_REFERENCE(folder + "reference/proj_4326_to_32136.csv");
  auto metres = read_columns(reference_file(folder + "reference/proj_4326_to_32136.csv"));
  auto robberies = read_columns(reference_file(folder + "memphis_robberies.csv"));
  ASSERT_EQ(metres["uid"], robberies["uid"]);
  expect_at(between("EPSG:4326", "EPSG:32136"), {numbers_of(robberies["longitude"]), numbers_of(robberies["latitude"])},
            {numbers_of(metres["x"]), numbers_of(metres["y"])}, centimetre);
}

TEST(Projection, CaliforniaInFeet) {  // PROJ 9.1 by pyproj
  const std::string name = "sf_robbery_feet/reference/proj_epsg2227_to_4326.csv";
  VIGIE_NEEDS_REFERENCE(name);
  auto columns = read_columns(reference_file(name));
  const Pairs feet{numbers_of(columns["x_ft"]), numbers_of(columns["y_ft"])};
  const Pairs degrees{numbers_of(columns["lon"]), numbers_of(columns["lat"])};
  expect_at(between("EPSG:2227", "EPSG:4326"), feet, degrees, 1e-7);
  Pairs metres = feet;
  for (double& x : metres.x) x *= 1200.0 / 3937.0;
  for (double& y : metres.y) y *= 1200.0 / 3937.0;
  expect_at(between("EPSG:4326", "EPSG:2227"), degrees, metres, centimetre);
  expect_at(between("EPSG:2227", "EPSG:2227"), feet, metres, 1e-9);
}

TEST(Projection, OperationIsRecorded) {
  const Projection lambert = between("EPSG:4326", "EPSG:31370");
  EXPECT_EQ(lambert.operation(), "Inverse of BD72 to WGS 84 (3) + Belgian Lambert 72, accuracy 1 m");
  EXPECT_EQ(lambert.accuracy(), 1);
  const Projection none = between("EPSG:31370", "EPSG:31370");
  EXPECT_EQ(none.operation(), "none needed");
  EXPECT_EQ(none.accuracy(), 0);
  EXPECT_EQ(between("EPSG:4326", "OGC:CRS84").operation(), "none needed");
  EXPECT_EQ(between("EPSG:4326", "EPSG:32631").accuracy(), 0);
}

TEST(Projection, AreaOfInterestDecidesBetweenOperations) {
  // Over all of its area the Krovak grid has 6 m only; in Bohemia and Moravia 1 m.
  const Projection anywhere = between("EPSG:4326", "EPSG:5514");
  const Projection prague =
      between("EPSG:4326", "EPSG:5514", {.min_x = 14.2, .min_y = 49.9, .max_x = 14.7, .max_y = 50.2});
  EXPECT_EQ(anywhere.accuracy(), 6);
  EXPECT_EQ(prague.accuracy(), 1);
  EXPECT_THAT(prague.operation(), HasSubstr("S-JTSK to WGS 84 (5)"));
}

TEST(Projection, BallparkIsRefused) {
  // No shift between these two datums is known; a ballpark one would take BD72 for the other.
  EXPECT_THROW(between("EPSG:31370", "EPSG:2193"), DataError);
  try {
    between("EPSG:4326", "EPSG:31370", {.min_x = -3.8, .min_y = 40.3, .max_x = -3.6, .max_y = 40.5});
    FAIL() << "Madrid is not in Belgium";
  } catch (const DataError& error) {
    EXPECT_THAT(error.what(), HasSubstr("ballpark"));
    EXPECT_THAT(error.what(), HasSubstr("BD72 / Belgian Lambert 72"));
  }
}

TEST(Projection, PointsThatDoNotWorkKeepTheirCoordinates) {
  const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
  //                     Ghent  New York  south   none  none       a town in France, just across the border
  std::vector<double> x{3.72, -74.0, 3.72, nan, infinity, 2.37};
  std::vector<double> y{51.05, 40.7, -51.05, 51.0, 51.0, 51.03};
  const std::vector<double> old_x = x;
  const std::vector<std::uint8_t> worked = between("EPSG:4326", "EPSG:31370").transform(x, y);
  EXPECT_EQ(worked, (std::vector<std::uint8_t>{1, 0, 0, 0, 0, 1}));
  EXPECT_EQ(x[1], old_x[1]);
  EXPECT_EQ(y[2], -51.05);
  EXPECT_TRUE(std::isnan(x[3]));
  EXPECT_NE(x[0], old_x[0]);
}

TEST(Projection, AreaAcrossTheAntimeridian) {
  const Projection metres = between("EPSG:4326", "EPSG:2193"), degrees = between("EPSG:2193", "EPSG:4167");
  const Point wellington = one(metres, {174.78, -41.29});
  EXPECT_NEAR(wellington.x, 1749000, 1000);
  // Chatham Islands, beyond the antimeridian but within the datum's area.
  const Point chatham = one(between("EPSG:4326", "EPSG:4167"), {-176.5, -44.0});
  EXPECT_NEAR(chatham.x, -176.5, 1e-6);
  EXPECT_NEAR(one(degrees, wellington).x, 174.78, 1e-6);
}

TEST(Projection, AreaOfACrsThatCountsFromParis) {
  // NTF (Paris) / Lambert zone II: longitudes from Paris, its area of use from Greenwich.
  const Projection projection = between("EPSG:4326", "EPSG:27572");
  EXPECT_NEAR(one(projection, {2.35, 48.86}).x, 600900, 200);
  EXPECT_NEAR(one(projection, {-4.49, 48.39}).x, 94700, 1500);  // Brest, at the west end
  std::vector<double> x{-74, 60}, y{40.7, 48};
  EXPECT_EQ(projection.transform(x, y), (std::vector<std::uint8_t>{0, 0}));
}

TEST(Projection, BoxHoldsItsTransformedPoints) {
  const Projection projection = between("EPSG:4326", "EPSG:31370");
  const Box degrees{.min_x = 3, .min_y = 50, .max_x = 5, .max_y = 51};
  const Box metres = projection.transform(degrees);
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> east(degrees.min_x, degrees.max_x), north(degrees.min_y, degrees.max_y);
  for (int i = 0; i < 1000; ++i) {
    const Point p = one(projection, {east(random), north(random)});
    EXPECT_TRUE(metres.contains(p)) << p.x << " " << p.y;
  }
  EXPECT_LT(metres.width(), 145000);  // 143 km on the south edge, and little more
  EXPECT_TRUE(projection.transform(Box{}).empty());
}

TEST(Projection, SameBitsForAnyNumberOfThreads) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> east(2.5, 6.4), north(49.5, 51.5);
  Pairs start;
  for (int i = 0; i < 100'000; ++i) {
    start.x.push_back(east(random));
    start.y.push_back(north(random));
  }
  const Projection projection = between("EPSG:4326", "EPSG:31370");
  Pairs single = start, several = start;
  set_threads(1);
  projection.transform(single.x, single.y);
  set_threads(3);
  projection.transform(several.x, several.y);
  set_threads(0);
  EXPECT_EQ(single.x, several.x);
  EXPECT_EQ(single.y, several.y);
  // And the same as one by one.
  for (std::size_t i = 0; i < start.x.size(); i += 5000) {
    const Point p = one(projection, {start.x[i], start.y[i]});
    EXPECT_EQ(p.x, single.x[i]);
    EXPECT_EQ(p.y, single.y[i]);
  }
}

}  // namespace
}  // namespace vigie
