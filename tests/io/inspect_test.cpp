// A result read back: its layers with titles and rows, and the manifest in its order.
#include "engine/io/inspect.h"

#include "tests/io/sample_vectors.h"

#include <gmock/gmock.h>

namespace vigie {
namespace {

using test::failure_of;
using test::make_vector;
using test::run_sql;
using test::SampleFolder;
using test::square_wkt;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Inspection : public testing::Test {
 protected:
  void add_manifest() {
    run_sql(path,
            "CREATE TABLE run_manifest (fid INTEGER PRIMARY KEY, section TEXT, key TEXT, value TEXT, origin TEXT);"
            "INSERT INTO run_manifest VALUES (1, 'program', 'version', '0.1.0', 'default'), "
            "(2, 'hotspots', 'distance_band', '400m', 'file'), (3, 'hotspots', 'seed', NULL, 'default');"
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('run_manifest', 'attributes', 'How this was made')");
  }
  std::string failure() {
    return failure_of([&] { inspect_geopackage(path); });
  }
  SampleFolder folder;
  std::string path = make_vector(folder / "out.gpkg", "GPKG",
                                 {{.name = "cells", .type = wkbPolygon, .shapes = {"POLYGON ((0 0,1 0,1 1,0 0))"}},
                                  {.name = "neighbourhoods", .shapes = {square_wkt(0), square_wkt(1)}}});
};

TEST_F(Inspection, tells_layers_and_manifest) {
  add_manifest();
  run_sql(path, "UPDATE gpkg_contents SET identifier = 'Hot and cold cells' WHERE table_name = 'cells'");
  const GeoPackageSummary summary = inspect_geopackage(path);
  ASSERT_EQ(summary.layers.size(), 3u);
  EXPECT_EQ(summary.layers[0].name, "cells");
  EXPECT_EQ(summary.layers[0].title, "Hot and cold cells");
  EXPECT_EQ(summary.layers[0].kind, "features");
  EXPECT_EQ(summary.layers[0].rows, 1);
  EXPECT_EQ(summary.layers[1].rows, 2);
  EXPECT_EQ(summary.layers[2].kind, "attributes");
  EXPECT_EQ(summary.layers[2].rows, 3);
  ASSERT_EQ(summary.manifest.size(), 3u);
  EXPECT_EQ(summary.manifest[1].section, "hotspots");
  EXPECT_EQ(summary.manifest[1].key, "distance_band");
  EXPECT_EQ(summary.manifest[1].value, "400m");
  EXPECT_EQ(summary.manifest[1].origin, "file");
  EXPECT_EQ(summary.manifest[2].value, "");
}

TEST_F(Inspection, counts_a_raster_as_its_tiles) {
  add_manifest();
  run_sql(path,
          "CREATE TABLE density (id INTEGER PRIMARY KEY, tile_data BLOB); INSERT INTO density VALUES (1, x'00');"
          "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
          "VALUES ('density', '2d-gridded-coverage', 'Density')");
  const LayerSummary layer = inspect_geopackage(path).layers[1];
  EXPECT_EQ(layer.name, "density");
  EXPECT_EQ(layer.kind, "raster");
  EXPECT_EQ(layer.rows, 1);
}

TEST_F(Inspection, changes_nothing) {
  add_manifest();
  const std::string before = test::read_file(path);
  inspect_geopackage(path);
  EXPECT_EQ(test::read_file(path), before);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 1u);
}

TEST_F(Inspection, of_another_geopackage_says_that_it_is_not_ours) {
  EXPECT_THAT(failure(), AllOf(StartsWith("65 "), HasSubstr("was not written by vigie")));
}

TEST_F(Inspection, refuses_views) {
  add_manifest();
  run_sql(path, "ALTER TABLE run_manifest RENAME TO hidden; CREATE VIEW run_manifest AS SELECT * FROM hidden");
  EXPECT_THAT(failure(), StartsWith("65 "));
}

TEST_F(Inspection, needs_a_geopackage) {
  EXPECT_THAT(failure_of([&] { inspect_geopackage(folder / "outt.gpkg"); }),
              AllOf(StartsWith("66 "), HasSubstr("did you mean out.gpkg?")));
  test::write_file(folder / "r.csv", "x,y\n");
  EXPECT_THAT(failure_of([&] { inspect_geopackage(folder / "r.csv"); }),
              AllOf(StartsWith("65 "), HasSubstr("no GeoPackage")));
}

}  // namespace
}  // namespace vigie
