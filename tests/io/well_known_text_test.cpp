// Geometries in a column of text.
#include "tests/io/vector_reading.h"

#include <gmock/gmock.h>

#include <random>

namespace vigie {
namespace {

TEST(WellKnownText, of_polygons_is_read_whole_or_not_at_all) {
  EXPECT_EQ(area(*polygons_from_wkt("POLYGON ((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))")), 15);
  EXPECT_EQ(area(*polygons_from_wkt("  MULTIPOLYGON Z (((0 0 1,4 0 1,4 4 1,0 0 1)),((9 9 1,10 9 1,10 10 1,9 9 1)))  ")),
            8.5);
  EXPECT_EQ(area(*polygons_from_wkt("SRID=4326;POLYGON((0 0,4 0,4 4,0 4))")), 16);
  EXPECT_EQ(polygons_from_wkt("POLYGON EMPTY")->size(), 0u);
  for (const char* bad : {"", "POLYGON", "POLYGON ((0 0,1 1", "POINT (1 2)", "LINESTRING (0 0,1 1)", "zone 7",
                          "POLYGON ((0 0,1 0,1 1,0 0)) POLYGON ((0 0,1 0,1 1,0 0))", "/vsicurl/http://localhost/x"})
    EXPECT_EQ(polygons_from_wkt(bad), std::nullopt) << bad;
}

TEST(WellKnownText, of_points_is_read_whole_or_not_at_all) {
  EXPECT_EQ(point_from_wkt("POINT (4.35 50.85)"), (Point{4.35, 50.85}));
  EXPECT_EQ(point_from_wkt(" point(-1e3 2) "), (Point{-1000, 2}));
  EXPECT_EQ(point_from_wkt("POINT ZM (1 2 3 4)"), (Point{1, 2}));
  EXPECT_EQ(point_from_wkt("SRID=4326; POINT Z(1 2 3)"), (Point{1, 2}));
  for (const char* bad :
       {"", "POINT", "POINT EMPTY", "POINT (1)", "POINT (1 2", "POINT (1,2)", "POINT (1 2 3 4 5)", "POINT (1 2) x",
        "POINT (a b)", "POINTED (1 2)", "POINT (1x 2)", "POLYGON ((0 0,1 1,1 0,0 0))"})
    EXPECT_EQ(point_from_wkt(bad), std::nullopt) << bad;
}

TEST(WellKnownText, of_points_agrees_with_ogr) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> coordinate(-1e7, 1e7);
  for (int i = 0; i < 500; ++i) {
    const OGRPoint point(coordinate(random), coordinate(random));
    OGRWktOptions exact;
    exact.precision = 17;
    exact.format = OGRWktFormat::G;
    const std::string text = point.exportToWkt(exact);
    EXPECT_EQ(point_from_wkt(text), (Point{point.getX(), point.getY()})) << text;
  }
}

TEST(WellKnownText, that_is_wrong_counts_as_no_failure_of_gdal) {
  const GdalErrors errors;
  EXPECT_EQ(polygons_from_wkt("POLYGON ((((((("), std::nullopt);
  EXPECT_EQ(errors.count(), 0);
}

}  // namespace
}  // namespace vigie
