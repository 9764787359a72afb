// Vector files that plain OGR reads half, for ever, or not as they are: each is refused.
#include "tests/io/vector_reading.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vigie {
namespace {

using test::failure_of;
using test::make_vector;
using test::many_points;
using test::rows_scanned;
using test::run_sql;
using test::SampleFolder;
using test::scan_failure;
using test::source_of;
using test::square_wkt;
using test::write_file;
using test::zone_formats;
using test::zones_failure;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

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

}  // namespace
}  // namespace vigie
