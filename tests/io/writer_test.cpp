// What stands in a written file, read by SQLite, by GDAL's validator and by QGIS; and that its bytes repeat.
#include "engine/io/writer.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/io/sqlite_handle.h"
#include "tests/io/program_run.h"
#include "tests/io/sample_city.h"
#include "tests/io/sample_vectors.h"

namespace vigie {
namespace {

using test::run_program;
using test::sample_city;
using test::SampleFolder;

std::string write(const SampleFolder& folder, const std::string& name, const ResultSet& results) {
  OutputPlace place(folder / name, {}, OnBusy::fail);
  write_geopackage(results, place);
  return place.path();
}

std::string all_rows(const SqliteDatabase& database, const std::string& sql) {
  SqliteStatement statement = database.prepare(sql);
  std::string rows;
  while (statement.step()) rows += (rows.empty() ? "" : " ") + (statement.is_null(0) ? "NULL" : statement.text(0));
  return rows;
}

TEST(Writer, ListsLayersTablesAndRasters) {
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "a.gpkg", sample_city()), DatabaseAccess::read_only);
  EXPECT_EQ(all_rows(file, "SELECT table_name || '/' || data_type FROM gpkg_contents ORDER BY rowid"),
            "cells/features neighbourhoods/features watch_areas/features coverage_gaps/features not_observed/features "
            "reports/features rejects/attributes density/2d-gridded-coverage relative_risk/2d-gridded-coverage "
            "layer_styles/attributes");
  EXPECT_EQ(all_rows(file, "SELECT geometry_type_name || '/' || srs_id FROM gpkg_geometry_columns ORDER BY rowid"),
            "POLYGON/31370 MULTIPOLYGON/31370 MULTIPOLYGON/31370 MULTIPOLYGON/31370 MULTIPOLYGON/31370 POINT/31370");
  EXPECT_EQ(all_rows(file, "SELECT table_name || '=' || feature_count FROM gpkg_ogr_contents ORDER BY table_name"),
            "cells=900 coverage_gaps=1 layer_styles=9 neighbourhoods=10 not_observed=1 rejects=3 reports=400 "
            "watch_areas=2");
}

TEST(Writer, TakesNothingForThePublicThatDidNotPassTheGate) {
  const SampleFolder folder;
  ResultSet results = sample_city();
  results.audience = Audience::not_yet_public;
  EXPECT_THROW(write(folder, "a.gpkg", results), std::logic_error);
  EXPECT_FALSE(std::filesystem::exists(folder / "a.gpkg"));
}

TEST(Writer, StoresValuesWithTheirTypesAndMissingOnesAsNull) {
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "a.gpkg", sample_city()), DatabaseAccess::read_only);
  EXPECT_EQ(all_rows(file, "SELECT name || ' ' || type FROM pragma_table_info('neighbourhoods')"),
            "fid INTEGER geom MULTIPOLYGON zone_id TEXT name TEXT n INTEGER rate REAL n_reason TEXT "
            "Bijgewerkt \"op\" DATETIME");
  EXPECT_EQ(all_rows(file, "SELECT rate FROM neighbourhoods WHERE fid IN (1, 7)"), "0.333333333333333 NULL");
  EXPECT_EQ(file.integer("SELECT rate = 7.5 + 1.0 / 3 FROM neighbourhoods WHERE fid = 2"), 1);  // to the last bit
  EXPECT_EQ(all_rows(file, "SELECT n FROM neighbourhoods ORDER BY fid"), "0 10 20 30 40 50 60 70 80 NULL");
  EXPECT_EQ(all_rows(file, "SELECT \"Bijgewerkt \"\"op\"\"\" FROM neighbourhoods WHERE fid IN (1, 2, 3)"),
            "2024-06-01T02:00:00.000Z 2024-06-01T02:00:00.001Z NULL");
  EXPECT_EQ(file.text("SELECT name FROM neighbourhoods WHERE fid = 2"), "Quartier \"Nord\"");
  EXPECT_EQ(all_rows(file, "SELECT fid FROM neighbourhoods WHERE geom IS NULL"), "10");
  EXPECT_EQ(all_rows(file,
                     "SELECT min_x || ',' || min_y || ',' || max_x || ',' || max_y FROM gpkg_contents "
                     "WHERE table_name = 'cells'"),
            "150000.0,170000.0,153000.0,173000.0");
}

TEST(Writer, TellsTitlesUnitsAndCodes) {
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "a.gpkg", sample_city()), DatabaseAccess::read_only);
  EXPECT_EQ(file.text("SELECT description FROM gpkg_contents WHERE table_name = 'watch_areas'"),
            "Areas with a neighbourhood watch. Coverage is not effect.");
  EXPECT_EQ(file.text("SELECT name || '|' || title || '|' || description FROM gpkg_data_columns "
                      "WHERE table_name = 'neighbourhoods' AND column_name = 'rate'"),
            "Rate|Rate|Reports. (per 1000 per year)");
  // A column of the input may have a title that is ours; GeoPackage wants them apart.
  EXPECT_EQ(all_rows(file,
                     "SELECT name FROM gpkg_data_columns WHERE table_name = 'neighbourhoods' "
                     "AND name LIKE 'Name%' ORDER BY name"),
            "Name (Bijgewerkt \"op\") Name (name)");
  EXPECT_EQ(
      all_rows(file,
               "SELECT value || '=' || c.description FROM gpkg_data_column_constraints c "
               "JOIN gpkg_data_columns USING (constraint_name) WHERE table_name = 'watch_areas' ORDER BY c.rowid"),
      "1=Yes 0=No");
}

TEST(Writer, DividesByTheUnitOfTheCrs) {
  constexpr double us_foot = 1200.0 / 3937.0;
  ResultSet results = sample_city(10);
  results.crs = "EPSG:2263";  // New York Long Island (ftUS)
  results.metres_per_unit = us_foot;
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "feet.gpkg", results), DatabaseAccess::read_only);
  SqliteStatement extent = file.prepare("SELECT min_x, max_y FROM gpkg_contents WHERE table_name = ?");
  for (const char* table : {"cells", "density"}) {
    extent.bind(1, std::string_view(table));
    ASSERT_TRUE(extent.step());
    EXPECT_NEAR(extent.real(0), 150'000 / us_foot, 1e-6) << table;
    EXPECT_NEAR(extent.real(1), 171'000 / us_foot, 1e-6) << table;
    extent.reset();
  }
}

TEST(Writer, TakesACrsAsWktAndRefusesTextsThatNameFilesOrProjPipelines) {
  const SampleFolder folder;
  ResultSet results = sample_city(5);
  results.crs = R"(LOCAL_CS["site grid",UNIT["metre",1]])";
  EXPECT_NO_THROW(write(folder, "wkt.gpkg", results));
  for (const char* crs : {"+proj=utm +zone=31", "https://example.org/crs.wkt", "/etc/passwd", "EPSG:1", ""}) {
    results.crs = crs;
    EXPECT_THROW(write(folder, "no.gpkg", results), UsageError) << crs;
    EXPECT_FALSE(std::filesystem::exists(folder / "no.gpkg")) << crs;
  }
}

TEST(Writer, WritesEmptyLayersAndRastersWithoutValues) {
  ResultSet results = sample_city(5);
  Layer& gaps = results.layers[3];
  gaps.geometries = std::vector<MultiPolygon>{};
  gaps.table = Table{};
  gaps.table.add("n", Integers{});
  for (double& value : results.rasters[0].surface.values) value = std::nan("");
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "empty.gpkg", results), DatabaseAccess::read_only);
  EXPECT_EQ(file.integer("SELECT count(*) FROM coverage_gaps"), 0);
  EXPECT_EQ(file.text("SELECT rtreecheck('rtree_coverage_gaps_geom')"), "ok");
  EXPECT_EQ(file.integer("SELECT min_x IS NULL FROM gpkg_contents WHERE table_name = 'coverage_gaps'"), 1);
}

TEST(Writer, RefusesColumnNamesThatTheFormatNeeds) {
  const SampleFolder folder;
  for (const char* name : {"FID", "geom", "N"}) {
    ResultSet results = sample_city(5);
    results.layers[3].table.add(name, Integers{{1}});
    results.layers[3].fields.push_back({.name = name});
    EXPECT_THROW(write(folder, "a.gpkg", results), std::logic_error) << name;
  }
}

TEST(Writer, EqualResultsGiveEqualBytesForAnyThreadsNameAndHistory) {
  const SampleFolder folder;
  set_threads(1);
  const std::string first = test::read_file(write(folder, "a.gpkg", sample_city()));
  set_threads(2);
  EXPECT_EQ(test::read_file(write(folder, "another name.gpkg", sample_city())), first);
  EXPECT_EQ(test::read_file(write(folder, "a.gpkg", sample_city())), first) << "written over itself";
  set_threads(0);
  ResultSet other = sample_city();
  other.instant = "2024-06-01T02:00:00.001Z";
  EXPECT_NE(test::read_file(write(folder, "a.gpkg", other)), first);
}

TEST(Writer, LeavesAFileThatOthersMayReadAndNothingElse) {
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", sample_city(5));
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0644u);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    names.push_back(entry.path().filename().string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("a.gpkg", "a.gpkg.lock"));
}

TEST(Writer, KeepsRasterCellsToTheLastBitNorthUp) {
  const SampleFolder folder;
  const ResultSet results = sample_city();
  const std::string path = write(folder, "a.gpkg", results);
  open_gdal_sandbox();
  const std::unique_ptr<GDALDataset> file(GDALDataset::Open(("GPKG:" + path + ":density").c_str(), GDAL_OF_RASTER));
  ASSERT_TRUE(file);
  const Surface& surface = results.rasters[0].surface;
  const int columns = static_cast<int>(surface.grid.columns), rows = static_cast<int>(surface.grid.rows);
  ASSERT_EQ(file->GetRasterXSize(), columns);
  ASSERT_EQ(file->GetRasterYSize(), rows);
  std::vector<float> stored(surface.values.size());
  ASSERT_EQ(file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, columns, rows, stored.data(), columns, rows, GDT_Float32, 0,
                                             0, nullptr),
            CE_None);
  EXPECT_EQ(file->GetRasterBand(1)->GetNoDataValue(), -9999);
  std::array<double, 6> transform{};
  file->GetGeoTransform(transform.data());
  EXPECT_THAT(transform, testing::ElementsAre(150'000, 20, 0, 173'000, 0, -20));
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const double value = surface.values[static_cast<std::size_t>((rows - 1 - row) * columns + column)];
      const float expected = std::isnan(value) ? -9999.0f : static_cast<float>(value);
      ASSERT_EQ(stored[static_cast<std::size_t>(row * columns + column)], expected) << row << " " << column;
    }
}

TEST(Writer, IsValidByTheJudgementOfGdalsValidator) {
  VIGIE_NEEDS_PYTHON("osgeo_utils.samples.validate_gpkg");
  const SampleFolder folder;
  ResultSet results = sample_city();
  results.rasters[0].surface.grid.columns = 1100;  // several tiles and overviews
  results.rasters[0].surface.grid.rows = 700;
  results.rasters[0].surface.values.assign(1100 * 700, 2.5);
  const std::string path = write(folder, "a.gpkg", results);
  const auto judged =
      run_program("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg --extra --warning-as-error '" + path + "'");
  EXPECT_EQ(judged.exit_code, 0) << judged.output;
  EXPECT_EQ(judged.output, "");
  const SqliteDatabase file(path, DatabaseAccess::read_only);
  EXPECT_EQ(file.integer("SELECT count(*) FROM gpkg_tile_matrix WHERE table_name = 'density'"), 3);
  EXPECT_EQ(file.text("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(file.text("PRAGMA foreign_key_check"), "");
}

TEST(Writer, OgrinfoHasNothingToComplainOf) {
  if (run_program("ogrinfo --version").exit_code != 0) GTEST_SKIP() << "not checked: no ogrinfo here";
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", sample_city());
  const auto seen = run_program("ogrinfo -q '" + path + "'");
  EXPECT_EQ(seen.exit_code, 0);
  EXPECT_EQ(seen.output,
            "1: cells (Polygon)\n2: neighbourhoods (Multi Polygon)\n3: watch_areas (Multi Polygon)\n"
            "4: coverage_gaps (Multi Polygon)\n5: not_observed (Multi Polygon)\n6: reports (Point)\n"
            "7: rejects (None)\n8: layer_styles (None)\n");
  const auto rows = run_program("ogrinfo -q -al '" + path + "'");
  EXPECT_THAT(rows.output, testing::Not(testing::HasSubstr("Warning")));
  EXPECT_THAT(rows.output, testing::Not(testing::HasSubstr("ERROR")));
  // The triggers still stand: GDAL edits the layer and keeps index and count right.
  const auto edited = run_program("ogrinfo -q '" + path + "' -sql 'DELETE FROM cells WHERE fid <= 100'");
  EXPECT_EQ(edited.exit_code, 0) << edited.output;
  const SqliteDatabase file(path, DatabaseAccess::read_only);
  EXPECT_EQ(file.integer("SELECT count(*) FROM rtree_cells_geom"), 800);
  EXPECT_EQ(file.text("SELECT rtreecheck('rtree_cells_geom')"), "ok");
  EXPECT_EQ(file.integer("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'cells'"), 800);
}

TEST(Writer, IsReadyInQgis) {
  VIGIE_NEEDS_PYTHON("qgis.core");
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", sample_city());
  const std::string check = "/usr/bin/python3 '" VIGIE_SOURCE_DIR "/tests/qgis/check_qgis.py' '";
  const auto ready = run_program(check + path + "'");
  EXPECT_EQ(ready.exit_code, 0) << ready.output;
  EXPECT_THAT(ready.output, testing::HasSubstr("ready"));
}

TEST(Writer, QgisCheckSeesALayerWithWhiteHoles) {
  VIGIE_NEEDS_PYTHON("qgis.core");
  const SampleFolder folder;
  ResultSet results = sample_city(10);
  std::get<Categorized>(results.layers[0].look).other.clear();  // nothing draws NULL any more
  results.layers[2].name = "Watch";
  const std::string path = write(folder, "a.gpkg", results);
  SqliteDatabase(path, DatabaseAccess::read_write)
      .execute("UPDATE layer_styles SET f_table_schema = NULL WHERE f_table_name = 'Watch'");
  const auto seen = run_program("/usr/bin/python3 '" VIGIE_SOURCE_DIR "/tests/qgis/check_qgis.py' '" + path + "'");
  EXPECT_EQ(seen.exit_code, 1);
  EXPECT_THAT(seen.output, testing::HasSubstr("cells: 1 features are not drawn, the first has fid 1"));
  EXPECT_THAT(seen.output, testing::HasSubstr("Watch: its default style is not found"));
}

}  // namespace
}  // namespace vigie
