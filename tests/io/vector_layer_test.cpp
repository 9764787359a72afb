// Which layer is meant, and what a scan and a first look give of it.
#include "engine/io/vector_layer.h"

#include "tests/io/vector_reading.h"

#include <gmock/gmock.h>

namespace vigie {
namespace {

using test::make_vector;
using test::many_points;
using test::rows_scanned;
using test::run_sql;
using test::SampleFolder;
using test::source_of;
using test::square_wkt;
using test::zones_failure;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

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

}  // namespace
}  // namespace vigie
