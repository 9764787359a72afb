// Zones of vector files: shapes, attributes, CRS, and real boundaries.
#include "engine/io/vector_file.h"

#include "tests/io/vector_reading.h"
#include "tests/reference_data.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>

namespace vigie {
namespace {

using test::make_vector;
using test::reference_file;
using test::run_sql;
using test::SampleFolder;
using test::source_of;
using test::square_wkt;
using test::write_file;
using test::zone_formats;
using test::zones_failure;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

ZonesRead zones_of(const std::vector<std::string>& shapes, OGRwkbGeometryType type) {
  const SampleFolder folder;
  return read_vector_zones(
      source_of(make_vector(folder / "zones.gpkg", "GPKG", {{.name = "zones", .type = type, .shapes = shapes}})));
}

class ZoneFormats : public testing::TestWithParam<int> {};

TEST_P(ZoneFormats, give_the_same_zones) {
  const auto& [driver, name] = zone_formats[GetParam()];
  const SampleFolder folder;
  const bool geojson = std::string_view(driver) == "GeoJSON";
  const auto type = std::string_view(driver) == "ESRI Shapefile" ? wkbPolygon : wkbMultiPolygon;
  make_vector(
      folder / name, driver,
      {{.name = "zones", .type = type, .epsg = geojson ? 4326 : 28992, .shapes = {square_wkt(0), square_wkt(1)}}});
  const ZonesRead read = read_vector_zones(source_of(folder / name));
  ASSERT_EQ(read.zones.shapes.size(), 2u);
  EXPECT_EQ(read.zones.source, name);
  EXPECT_EQ(read.ledger.source, name);
  EXPECT_EQ(read.ledger.read, 2);
  EXPECT_EQ(read.zones.crs, geojson ? "EPSG:4326" : "EPSG:28992");
  std::map<double, std::string> name_by_west;  // FlatGeobuf sorts its features along a curve
  const auto& names = *read.zones.attributes.find_as<Texts>("name");
  const auto& shares = *read.zones.attributes.find_as<Reals>("share");
  const auto& counts = *read.zones.attributes.find_as<Integers>("n");
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(area(read.zones.shapes[i]), 10000);
    const double west = bounds(read.zones.shapes[i]).min_x;
    name_by_west[west] = names.at(i);
    EXPECT_EQ(counts.values[i], 10 + west / 10);
    EXPECT_NEAR(shares.values[i], west / 100 + 1.0 / 3, 1e-15);
  }
  EXPECT_EQ(name_by_west, (std::map<double, std::string>{{0, "zone 1"}, {100, "zone 2"}}));
}

INSTANTIATE_TEST_SUITE_P(AllDrivers, ZoneFormats, testing::Range(0, 4));

TEST(Zones, keep_holes_and_drop_heights) {
  const ZonesRead read =
      zones_of({"POLYGON Z ((0 0 5,10 0 5,10 10 5,0 10 5,0 0 5),(2 2 5,2 4 5,4 4 5,4 2 5,2 2 5))"}, wkbPolygon25D);
  ASSERT_EQ(read.zones.shapes.size(), 1u);
  EXPECT_EQ(read.zones.shapes[0][0].holes.size(), 1u);
  EXPECT_EQ(area(read.zones.shapes[0]), 96);
  EXPECT_THAT(read.notes, ElementsAre("Heights and measures (Z, M) were dropped (shapes: 1)."));
}

TEST(Zones, get_their_curves_made_straight) {
  const ZonesRead read = zones_of({"CURVEPOLYGON (CIRCULARSTRING (-10 0, 0 10, 10 0, 0 -10, -10 0))"}, wkbCurvePolygon);
  ASSERT_EQ(read.zones.shapes.size(), 1u);
  EXPECT_NEAR(area(read.zones.shapes[0]) / (M_PI * 100), 1, 6e-5);
  EXPECT_THAT(read.notes, ElementsAre("Curves were made straight, in steps of one degree of arc (shapes: 1)."));
}

TEST(Zones, take_the_polygons_out_of_collections) {
  const ZonesRead read = zones_of(
      {"GEOMETRYCOLLECTION (POINT (5 5), POLYGON ((0 0,1 0,1 1,0 1,0 0)), MULTIPOLYGON (((3 0,5 0,5 1,3 1,3 0))))"},
      wkbGeometryCollection);
  ASSERT_EQ(read.zones.shapes.size(), 1u);
  EXPECT_EQ(read.zones.shapes[0].size(), 2u);
  EXPECT_EQ(area(read.zones.shapes[0]), 3);
  EXPECT_THAT(read.notes, ElementsAre("Of geometry collections only the polygons were used (shapes: 1)."));
}

TEST(Zones, without_polygon_are_rejected_with_their_feature_id) {
  const ZonesRead read = zones_of({square_wkt(0), "", "POLYGON EMPTY", "POINT (1 1)", square_wkt(1)}, wkbUnknown);
  EXPECT_THAT(read.zones.row, ElementsAre(1, 5));
  EXPECT_EQ(read.ledger.read, 5);
  ASSERT_EQ(read.ledger.rejects.size(), 3u);
  const char* details[] = {"no geometry", "an empty geometry", "points instead of polygons"};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read.ledger.rejects[i].row, static_cast<std::int64_t>(i) + 2);
    EXPECT_EQ(read.ledger.rejects[i].reason, Reason::bad_geometry);
    EXPECT_EQ(read.ledger.rejects[i].detail, details[i]);
  }
  EXPECT_EQ(read.zones.attributes.rows(), 2u);
}

TEST(Zones, with_open_rings_are_closed) {
  const SampleFolder folder;
  write_file(folder / "zones.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                                       R"("geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4]]]}}]})");
  const ZonesRead read = read_vector_zones(source_of(folder / "zones.geojson"));
  ASSERT_EQ(read.zones.shapes.size(), 1u);
  EXPECT_EQ(read.zones.shapes[0][0].outer.front(), read.zones.shapes[0][0].outer.back());
  EXPECT_EQ(area(read.zones.shapes[0]), 16);
  EXPECT_THAT(read.notes, ElementsAre("Open rings were closed (rings: 1)."));
}

TEST(Zones, with_coordinates_that_are_no_numbers_are_left_to_the_repair) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0)}}});
  // The first x in the blob: GeoPackage header of 8 + 32 bytes, then WKB headers of 9 + 9 + 4 bytes.
  run_sql(path, "UPDATE zones SET geom = CAST(substr(geom, 1, 62) || x'000000000000F87F' || substr(geom, 71) AS BLOB)");
  const ZonesRead read = read_vector_zones(source_of(path));
  ASSERT_EQ(read.zones.shapes.size(), 1u);
  EXPECT_TRUE(std::isnan(read.zones.shapes[0][0].outer[0].x));
}

TEST(Zones, of_points_or_lines_are_refused) {
  const SampleFolder folder;
  for (const auto& [type, wkt, words] : {std::tuple{wkbPoint, "POINT (1 1)", "holds points"},
                                         {wkbMultiLineString, "MULTILINESTRING ((0 0,1 1))", "holds lines"},
                                         {wkbUnknown, "LINESTRING (0 0,1 1)", "holds lines"},
                                         {wkbNone, "", "holds no geometry"}}) {
    const std::string path = folder / (std::string(OGRGeometryTypeToName(type)) + ".gpkg");
    make_vector(path, "GPKG", {{.name = "zones", .type = type, .shapes = {wkt}}});
    EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr(words))) << wkt;
  }
}

TEST(Zones, all_empty_or_none_at_all_are_refused) {
  const SampleFolder folder;
  const std::string none = make_vector(folder / "none.gpkg", "GPKG", {{.shapes = {}}});
  const std::string empty = make_vector(folder / "empty.gpkg", "GPKG", {{.shapes = {"", "POLYGON EMPTY"}}});
  EXPECT_THAT(zones_failure(source_of(none)), AllOf(StartsWith("65 "), HasSubstr("has no features")));
  EXPECT_THAT(zones_failure(source_of(empty)), AllOf(StartsWith("65 "), HasSubstr("all 2 geometries")));
}

TEST(Attributes, keep_their_type_and_their_nulls) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0), square_wkt(1)}}});
  run_sql(path,
          "ALTER TABLE zones ADD COLUMN day DATE; ALTER TABLE zones ADD COLUMN instant DATETIME;"
          "ALTER TABLE zones ADD COLUMN photo BLOB;"
          "UPDATE zones SET day = '2024-02-29', instant = '2024-03-31T01:30:05.250Z', photo = x'00FF' WHERE fid = 1;"
          "UPDATE zones SET name = NULL, n = NULL, share = NULL WHERE fid = 2;");
  const Table table = read_vector_zones(source_of(path)).zones.attributes;
  EXPECT_EQ(table.find_as<Texts>("day")->at(0), "2024-02-29");
  EXPECT_EQ(table.find_as<Texts>("instant")->at(0), "2024-03-31T01:30:05.250Z");
  EXPECT_EQ(table.find_as<Texts>("photo")->at(0), "00FF");
  EXPECT_TRUE(table.find_as<Texts>("day")->is_null(1));
  EXPECT_TRUE(table.find_as<Texts>("name")->is_null(1));
  EXPECT_EQ(table.find_as<Integers>("n")->values[1], no_integer);
  EXPECT_TRUE(std::isnan(table.find_as<Reals>("share")->values[1]));
}

TEST(Attributes, that_are_lists_or_times_with_a_zone_are_text) {
  const SampleFolder folder;
  write_file(folder / "zones.geojson",
             R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
             R"("properties":{"codes":["a","b"],"when":"2024-06-01T10:00:00+02:00","local":"2024-06-01T10:00:00"},)"
             R"("geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}}]})");
  const Table table = read_vector_zones(source_of(folder / "zones.geojson")).zones.attributes;
  EXPECT_EQ(table.find_as<Texts>("codes")->at(0), R"([ "a", "b" ])");
  EXPECT_EQ(table.find_as<Texts>("when")->at(0), "2024-06-01T10:00:00+02:00");
  EXPECT_EQ(table.find_as<Texts>("local")->at(0), "2024-06-01T10:00:00");
}

TEST(Attributes, with_invalid_utf8_are_mended_and_noted) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0)}}});
  run_sql(path, "UPDATE zones SET name = CAST(x'43616665E92120' AS TEXT)");
  const ZonesRead read = read_vector_zones(source_of(path));
  EXPECT_EQ(read.zones.attributes.find_as<Texts>("name")->at(0), "Cafe\uFFFD! ");
  EXPECT_THAT(read.notes, ElementsAre("Bytes that are no UTF-8 were replaced in texts (texts: 1)."));
}

TEST(Attributes, of_a_shapefile_follow_the_encoding_of_the_job) {
  const SampleFolder folder;
  make_vector(folder / "zones.shp", "ESRI Shapefile", {{.type = wkbPolygon, .shapes = {square_wkt(0)}}});
  std::filesystem::remove(folder / "zones.cpg");
  test::scribble(folder / "zones.dbf", 29, std::string_view("\0", 1));  // no language driver
  const std::string dbf = test::read_file(folder / "zones.dbf");
  test::scribble(folder / "zones.dbf", static_cast<std::int64_t>(dbf.find("zone 1")), "Caf\x82 1");
  Source source = source_of(folder / "zones.shp");
  EXPECT_THAT(read_vector_zones(source).notes, Contains(HasSubstr("no .cpg")));
  source.encoding = "cp850";
  const ZonesRead read = read_vector_zones(source);
  EXPECT_EQ(read.zones.attributes.find_as<Texts>("name")->at(0), "Caf\u00E9 1");
  EXPECT_THAT(read.notes, IsEmpty());
}

TEST(LayerCrs, is_empty_where_the_file_names_none) {
  const SampleFolder folder;
  EXPECT_EQ(preview_vector(source_of(make_vector(folder / "z.gpkg", "GPKG", {{.epsg = 0, .shapes = {}}}))).crs, "");
  make_vector(folder / "z.shp", "ESRI Shapefile",
              {{.name = "z", .type = wkbPolygon, .epsg = 0, .shapes = {square_wkt(0)}}});
  EXPECT_EQ(preview_vector(source_of(folder / "z.shp")).crs, "");
}

TEST(LayerCrs, is_wkt_where_no_code_is_certain) {
  const SampleFolder folder;
  make_vector(folder / "z.shp", "ESRI Shapefile", {{.name = "z", .type = wkbPolygon, .shapes = {square_wkt(0)}}});
  write_file(folder / "z.prj",
             R"(PROJCS["My own",GEOGCS["WGS 84",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],)"
             R"(PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
             R"(PARAMETER["central_meridian",7.25],PARAMETER["scale_factor",1],UNIT["Meter",1]])");
  EXPECT_THAT(preview_vector(source_of(folder / "z.shp")).crs, AllOf(StartsWith("PROJCRS["), HasSubstr("7.25")));
}

TEST(LayerCrs, without_code_in_the_file_gets_the_one_that_is_certain) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "z.gpkg", "GPKG", {{.shapes = {square_wkt(0)}}});
  run_sql(path,
          "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', organization_coordsys_id = 28992, "
          "definition = replace(definition, ',AUTHORITY[\"EPSG\",\"28992\"]]', ']') WHERE srs_id = 28992");
  EXPECT_EQ(preview_vector(source_of(path)).crs, "EPSG:28992");
}

TEST(LayerCrs, of_geojson_may_stand_in_its_crs_member) {
  const SampleFolder folder;
  const auto crs_of = [&](const std::string& crs) {
    write_file(folder / "z.geojson", R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" +
                                         crs +
                                         R"("}},"features":[{"type":"Feature","properties":{},"geometry":)"
                                         R"({"type":"Polygon","coordinates":[[[1,2],[4,2],[4,4],[1,2]]]}}]})");
    return read_vector_zones(source_of(folder / "z.geojson")).zones;
  };
  EXPECT_EQ(crs_of("urn:ogc:def:crs:EPSG::28992").crs, "EPSG:28992");
  EXPECT_EQ(crs_of("urn:ogc:def:crs:OGC:1.3:CRS84").crs, "EPSG:4326");
  EXPECT_EQ(crs_of("EPSG:4326").shapes[0][0].outer[0], (Point{1, 2}));
}

TEST(LayerCrs, that_is_a_link_is_not_followed) {
  const SampleFolder folder;
  write_file(folder / "z.geojson",
             R"({"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/crs"}},)"
             R"("features":[{"type":"Feature","properties":{},"geometry":)"
             R"({"type":"Polygon","coordinates":[[[1,2],[4,2],[4,4],[1,2]]]}}]})");
  EXPECT_THAT(zones_failure(source_of(folder / "z.geojson")), AllOf(StartsWith("65 "), HasSubstr("network")));
}

// Real files; numbers of features from their publishers, see the README beside each.

struct RealZones {
  const char* file;
  std::size_t zones;
  const char* crs;
};

class RealBoundaries : public testing::TestWithParam<RealZones> {};

TEST_P(RealBoundaries, are_read_whole) {
  const auto& [file, zones, crs] = GetParam();
  VIGIE_NEEDS_REFERENCE(file);
  const ZonesRead read = read_vector_zones(source_of(reference_file(file).string()));
  EXPECT_EQ(read.zones.shapes.size(), zones);
  EXPECT_EQ(read.ledger.read, static_cast<std::int64_t>(zones));
  EXPECT_THAT(read.ledger.rejects, IsEmpty());
  EXPECT_EQ(read.zones.crs, crs);
  EXPECT_EQ(read.zones.attributes.rows(), zones);
  for (const MultiPolygon& shape : read.zones.shapes) EXPECT_GT(area(shape), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Reference, RealBoundaries,
    testing::Values(RealZones{"memphis_robberies/memphis_precincts.gpkg", 9, "EPSG:4326"},
                    RealZones{"groningen_buurten/groningen_buurt2017_epsg28992.gpkg", 108, "EPSG:28992"},
                    RealZones{"houston_crime_2010/houston_super_neighborhoods.geojson", 88, "EPSG:4326"},
                    RealZones{"columbus/columbus.gpkg", 49, ""},
                    RealZones{"northumbria_asb/northumbria_wards.gpkg", 177, "EPSG:27700"}));

}  // namespace
}  // namespace vigie
