// Vector files read whole or refused: shapes, attributes, CRS, layers, and every known way to lose rows.
#include "engine/io/vector_file.h"

#include "tests/io/sample_vectors.h"
#include "tests/reference_data.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <map>
#include <random>

namespace vigie {
namespace {

using test::failure_of;
using test::make_vector;
using test::many_points;
using test::reference_file;
using test::run_sql;
using test::SampleFolder;
using test::source_of;
using test::square_wkt;
using test::write_file;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* zone_formats[][2] = {
    {"GPKG", "zones.gpkg"}, {"GeoJSON", "zones.geojson"}, {"ESRI Shapefile", "zones.shp"}, {"FlatGeobuf", "zones.fgb"}};

std::string zones_failure(const Source& source) {
  return failure_of([&] { read_vector_zones(source); });
}

std::string scan_failure(const Source& source) {
  return failure_of([&] { scan_features(source, [](const VectorFeature&) {}); });
}

std::int64_t rows_scanned(const Source& source) {
  std::int64_t rows = 0;
  EXPECT_EQ(scan_features(source, [&](const VectorFeature&) { ++rows; }).features, rows);
  return rows;
}

ZonesRead zones_of(const std::vector<std::string>& shapes, OGRwkbGeometryType type) {
  const SampleFolder folder;
  return read_vector_zones(
      source_of(make_vector(folder / "zones.gpkg", "GPKG", {{.name = "zones", .type = type, .shapes = shapes}})));
}

// Shapes, attributes, CRS.

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

// Several layers.

class SeveralLayers : public testing::Test {
 protected:
  SampleFolder folder;
  std::string path = make_vector(folder / "all.gpkg", "GPKG",
                                 {{.name = "zones", .shapes = {square_wkt(0)}},
                                  {.name = "calls", .type = wkbPoint, .shapes = {"POINT (1 2)", "POINT (3 4)"}},
                                  {.name = "roads", .type = wkbLineString, .shapes = {"LINESTRING (0 0,1 1)"}}});
};

TEST_F(SeveralLayers, the_only_one_of_the_wanted_kind_is_meant) {
  EXPECT_EQ(read_vector_zones(source_of(path)).zones.shapes.size(), 1u);
  EXPECT_EQ(rows_scanned(source_of(path)), 2);
  EXPECT_EQ(preview_vector(source_of(path)).layer, "zones");
  EXPECT_EQ(preview_vector(source_of(path), GeometryKind::point).layer, "calls");
}

TEST_F(SeveralLayers, a_name_decides_and_a_wrong_one_gets_the_nearest) {
  EXPECT_EQ(preview_vector(source_of(path, "roads")).geometry, GeometryKind::line);
  EXPECT_EQ(preview_vector(source_of(path, "CALLS")).layer, "calls");
  EXPECT_THAT(zones_failure(source_of(path, "zone")),
              AllOf(StartsWith("65 "), HasSubstr("did you mean zones?"), HasSubstr("calls (points)")));
}

TEST_F(SeveralLayers, two_of_a_kind_are_listed) {
  make_vector(folder / "two.gpkg", "GPKG",
              {{.name = "wards", .shapes = {square_wkt(0)}}, {.name = "precincts", .shapes = {}}});
  EXPECT_THAT(zones_failure(source_of(folder / "two.gpkg")),
              AllOf(StartsWith("65 "), HasSubstr("precincts (polygons) and wards (polygons)"), HasSubstr("layer =")));
}

TEST_F(SeveralLayers, names_are_never_sql) {
  const std::string name = "x\"; drop table zones; --";
  make_vector(folder / "odd.gpkg", "GPKG",
              {{.name = name, .shapes = {square_wkt(0)}}, {.name = "zones", .shapes = {}}});
  EXPECT_EQ(read_vector_zones(source_of(folder / "odd.gpkg", name)).zones.shapes.size(), 1u);
  EXPECT_EQ(preview_vector(source_of(folder / "odd.gpkg", "zones")).layer, "zones");
}

// Points with texts.

TEST(Scan, gives_points_and_texts_in_file_order) {
  const SampleFolder folder;
  const std::string path =
      make_vector(folder / "calls.gpkg", "GPKG",
                  {{.name = "calls",
                    .type = wkbUnknown,
                    .shapes = {"POINT Z (1.5 2 9)", "", "MULTIPOINT ((7 8))", "LINESTRING (0 0,1 1)"}}});
  run_sql(path, "UPDATE calls SET name = NULL WHERE fid = 2");
  std::vector<VectorFeature> features;
  const VectorLayer layer =
      scan_features(source_of(path), [&](const VectorFeature& feature) { features.push_back(feature); });
  EXPECT_THAT(layer.columns, ElementsAre("name", "n", "share"));
  EXPECT_EQ(layer.crs, "EPSG:28992");
  ASSERT_EQ(layer.features, 4);
  EXPECT_THAT(features[0].fields, ElementsAre("zone 1", "10", "0.3333333333333333"));
  EXPECT_THAT(features[1].fields, ElementsAre(std::nullopt, "20", "1.3333333333333333"));
  EXPECT_EQ(features[0].fid, 1);
  EXPECT_EQ(features[0].point, (Point{1.5, 2}));
  EXPECT_EQ(features[1].point, std::nullopt);
  EXPECT_EQ(features[2].point, (Point{7, 8}));
  EXPECT_EQ(features[3].point, std::nullopt);
}

TEST(Scan, reads_a_table_without_geometry) {
  const SampleFolder folder;
  const std::string path =
      make_vector(folder / "calls.gpkg", "GPKG", {{.name = "calls", .type = wkbNone, .shapes = {"", ""}}});
  EXPECT_EQ(rows_scanned(source_of(path)), 2);
  EXPECT_EQ(preview_vector(source_of(path)).geometry, GeometryKind::none);
}

TEST(Scan, stops_where_the_caller_throws) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "c.fgb", "FlatGeobuf", {{.type = wkbPoint, .shapes = many_points(10)}});
  EXPECT_THROW(scan_features(source_of(path), [](const VectorFeature&) { throw DataError("enough"); }), DataError);
}

TEST(PreviewOfAVector, shows_a_sample_and_what_is_named) {
  const SampleFolder folder;
  const std::string path = make_vector(folder / "calls.fgb", "FlatGeobuf",
                                       {{.name = "calls", .type = wkbPoint, .shapes = many_points(1500)}});
  const Preview preview = preview_vector(source_of(path));
  EXPECT_EQ(preview.kind, SourceKind::vector);
  EXPECT_EQ(preview.layer, "calls");
  EXPECT_EQ(preview.geometry, GeometryKind::point);
  EXPECT_EQ(preview.crs, "EPSG:28992");
  EXPECT_THAT(preview.columns, ElementsAre("name", "n", "share"));
  ASSERT_EQ(preview.sample.size(), 1000u);
  EXPECT_EQ(preview.sample[0].size(), 3u);
}

// Losses: each of these files reads without complaint, or half, through plain OGR.

class Losses : public testing::Test {
 protected:
  static constexpr int count = 20000;
  std::string points(const char* driver, const std::string& name) {
    return make_vector(folder / name, driver, {{.name = "calls", .type = wkbPoint, .shapes = many_points(count)}});
  }
  SampleFolder folder;
};

TEST_F(Losses, a_whole_file_has_none) {
  for (const auto& [driver, name] : zone_formats) {
    if (std::string_view(driver) == "GeoJSON") continue;
    EXPECT_EQ(rows_scanned(source_of(points(driver, name))), count) << driver;
  }
}

TEST_F(Losses, flatgeobuf_cut_short_anywhere) {
  const std::string whole = test::read_file(points("FlatGeobuf", "calls.fgb"));
  for (const double kept : {0.001, 0.1, 0.5, 0.9, 0.99999}) {
    const auto bytes = static_cast<std::size_t>(kept * static_cast<double>(whole.size()));
    write_file(folder / "cut.fgb", whole.substr(0, bytes));
    EXPECT_THAT(scan_failure(source_of(folder / "cut.fgb")), StartsWith("65 cut.fgb")) << kept;
  }
}

TEST_F(Losses, geopackage_page_damaged_in_the_middle) {
  const std::string path = points("GPKG", "calls.gpkg");
  const auto middle = static_cast<std::int64_t>(std::filesystem::file_size(path) / 3 / 4096 * 4096);
  test::scribble(path, middle, std::string(2000, '\xEE'));
  EXPECT_THAT(scan_failure(source_of(path)), AllOf(StartsWith("65 calls.gpkg is damaged"), HasSubstr(".recover")));
}

TEST_F(Losses, geopackage_cut_short) {
  const std::string path = points("GPKG", "calls.gpkg");
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_THAT(scan_failure(source_of(path)), StartsWith("65 calls.gpkg"));
}

TEST_F(Losses, geopackage_geometry_that_is_no_geometry) {
  const std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0), square_wkt(1)}}});
  run_sql(path, "UPDATE zones SET geom = x'474B504747' WHERE fid = 2");
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("damaged")));
}

TEST_F(Losses, geopackage_whose_own_count_is_stale_is_still_read_whole) {
  const std::string path = points("GPKG", "calls.gpkg");
  run_sql(path, "UPDATE gpkg_ogr_contents SET feature_count = 7");
  EXPECT_EQ(rows_scanned(source_of(path)), count);
}

TEST_F(Losses, shapefile_cut_short) {
  const std::string path = points("ESRI Shapefile", "calls.shp");
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_THAT(scan_failure(source_of(path)), AllOf(StartsWith("65 calls.shp"), HasSubstr("cut short")));
}

TEST_F(Losses, shapefile_whose_index_points_beyond_its_shapes) {
  const std::string path = points("ESRI Shapefile", "calls.shp");
  test::scribble(folder / "calls.shx", 100 + 8 * 19000, "\x7F\xFF\xFF\xF0");
  EXPECT_THAT(scan_failure(source_of(path)), StartsWith("65 calls.shp"));
}

TEST_F(Losses, geojson_cut_short) {
  const std::string path =
      make_vector(folder / "z.geojson", "GeoJSON", {{.epsg = 4326, .shapes = {square_wkt(0), square_wkt(1)}}});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 20);
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 z.geojson"), HasSubstr("GeoJSON")));
}

TEST_F(Losses, a_file_that_changes_while_it_is_read) {
  const std::string path = points("FlatGeobuf", "calls.fgb");
  const Source source = source_of(path);
  EXPECT_THAT(failure_of([&] {
                scan_features(source, [&](const VectorFeature& feature) {
                  if (feature.fid == 19999) std::ofstream(path, std::ios::binary | std::ios::app) << "more";
                });
              }),
              AllOf(StartsWith("65 "), HasSubstr("changed while it was read")));
}

// Files made to do harm.

TEST(Harm, geojson_nested_ten_thousand_deep) {
  const SampleFolder folder;
  std::string deep = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":)";
  deep += std::string(10000, '[') + std::string(10000, ']');
  deep += R"(},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}}]})";
  EXPECT_THAT(zones_failure(source_of(write_file(folder / "z.geojson", deep))), StartsWith("65 "));
}

class HarmfulGeoPackage : public testing::Test {
 protected:
  /// Adds a view that is registered as a layer of polygons.
  void add_view(const std::string& select) {
    run_sql(path, "CREATE VIEW trap AS " + select +
                      ";INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                      "VALUES ('trap', 'features', 'trap', 28992);"
                      "INSERT INTO gpkg_geometry_columns VALUES ('trap', 'geom', 'MULTIPOLYGON', 28992, 0, 0)");
  }
  SampleFolder folder;
  std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0)}}});
};

TEST_F(HarmfulGeoPackage, views_are_refused) {
  add_view(
      "WITH RECURSIVE endless(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless) "
      "SELECT i AS fid, (SELECT geom FROM zones) AS geom FROM endless");
  EXPECT_THAT(zones_failure(source_of(path, "trap")), AllOf(StartsWith("65 "), HasSubstr("is a view")));
  EXPECT_THAT(zones_failure(source_of(path)), HasSubstr("trap (polygons) and zones (polygons)"));
  EXPECT_EQ(read_vector_zones(source_of(path, "zones")).zones.shapes.size(), 1u);
}

TEST_F(HarmfulGeoPackage, a_view_in_place_of_its_own_tables_is_refused) {
  run_sql(path,
          "ALTER TABLE gpkg_contents RENAME TO hidden_contents;"
          "CREATE VIEW gpkg_contents AS WITH RECURSIVE e(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM e) "
          "SELECT 'zones' AS table_name, 'features' AS data_type, i AS identifier FROM e");
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("gpkg_contents is a view")));
}

TEST_F(HarmfulGeoPackage, generated_columns_are_refused) {
  run_sql(path, "ALTER TABLE zones ADD COLUMN huge BLOB GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL");
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("generated columns")));
}

TEST_F(HarmfulGeoPackage, triggers_do_not_fire) {
  run_sql(path, "CREATE TRIGGER trap AFTER INSERT ON zones BEGIN DELETE FROM zones; END");
  const std::string before = test::read_file(path);
  EXPECT_EQ(read_vector_zones(source_of(path)).zones.shapes.size(), 1u);
  EXPECT_EQ(test::read_file(path), before);
}

TEST_F(HarmfulGeoPackage, any_other_sqlite_file_is_refused) {
  run_sql(folder / "other.gpkg", "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  EXPECT_THAT(zones_failure(source_of(folder / "other.gpkg")), AllOf(StartsWith("65 "), HasSubstr("no GeoPackage")));
}

// Other programs at work on the file.

class SharedGeoPackage : public testing::Test {
 protected:
  SampleFolder folder;
  std::string path = make_vector(folder / "zones.gpkg", "GPKG", {{.shapes = {square_wkt(0)}}});
};

TEST_F(SharedGeoPackage, changes_in_a_log_beside_it_are_not_overlooked) {
  run_sql(path, "PRAGMA journal_mode = WAL; UPDATE zones SET name = 'new'");
  write_file(path + "-wal", "frames of an unfinished session");
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("zones.gpkg-wal")));
  std::filesystem::remove(path + "-wal");
  write_file(path + "-journal", "pages of an unfinished transaction");
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("zones.gpkg-journal")));
}

// Another process: SQLite's locks are not seen inside one.
TEST_F(SharedGeoPackage, open_in_another_program_with_unsaved_changes_means_try_later) {
  int ready[2], done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(done[1]);  // so that the end of the test is the end of the child, too
    sqlite3* editor = nullptr;
    sqlite3_open(path.c_str(), &editor);
    sqlite3_exec(editor, "PRAGMA journal_mode = WAL; PRAGMA user_version = 7", nullptr, nullptr, nullptr);
    char letter = 'r';
    const bool told = write(ready[1], &letter, 1) == 1 && read(done[0], &letter, 1) == 1;
    _exit(told ? 0 : 1);
  }
  char letter = 0;
  ASSERT_EQ(read(ready[0], &letter, 1), 1);
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("75 "), HasSubstr("open in another program")));
  ASSERT_EQ(write(done[1], &letter, 1), 1);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("65 "), HasSubstr("unfinished session")));
}

TEST_F(SharedGeoPackage, in_wal_mode_is_read_without_a_trace_beside_it) {
  run_sql(path, "PRAGMA journal_mode = WAL; UPDATE zones SET name = 'new'");
  ASSERT_FALSE(std::filesystem::exists(path + "-wal"));
  const ZonesRead read = read_vector_zones(source_of(path));
  EXPECT_EQ(read.zones.attributes.find_as<Texts>("name")->at(0), "new");
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(path + "-shm"));
}

TEST_F(SharedGeoPackage, locked_by_a_writer_means_try_later) {
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THAT(zones_failure(source_of(path)), AllOf(StartsWith("75 "), HasSubstr("locked")));
  sqlite3_close(writer);
  EXPECT_EQ(read_vector_zones(source_of(path)).zones.shapes.size(), 1u);
}

TEST_F(SharedGeoPackage, cannot_be_written_by_others_while_it_is_read) {
  int code = SQLITE_OK;
  scan_features(source_of(path, "zones"), [&](const VectorFeature&) {
    sqlite3* writer = nullptr;
    sqlite3_open(path.c_str(), &writer);
    code = sqlite3_exec(writer, "PRAGMA user_version = 7", nullptr, nullptr, nullptr);
    sqlite3_close(writer);
  });
  EXPECT_EQ(code, SQLITE_BUSY);
}

// Text geometries.

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
