// The project inside a file: whole, the same in every run, found again after a rename, and safe from being lost.
#include "engine/io/project_document.h"

#include <cpl_minixml.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "engine/base/error.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/project_archive.h"
#include "engine/io/project_links.h"
#include "engine/io/relink.h"
#include "engine/io/sqlite_handle.h"
#include "engine/io/writer.h"
#include "tests/io/program_run.h"
#include "tests/io/sample_city.h"
#include "tests/io/sample_plan.h"
#include "tests/io/sample_vectors.h"

namespace vigie {
namespace {

using test::read_file;
using test::run_program;
using test::sample_city;
using test::sample_plan;
using test::SampleFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string write(const SampleFolder& folder, const std::string& name, const WriteOptions& options = {}) {
  OutputPlace place(folder / name, {}, OnBusy::fail);
  write_geopackage(sample_city(10), place, sample_plan(), options);
  return place.path();
}

std::string project_in(const std::string& path, const std::string& name = "vigie") {
  const SqliteDatabase file(path, DatabaseAccess::read_only);
  return qgs_of(bytes_of_hex(file.text("SELECT content FROM qgis_projects WHERE name=" + sql_text(name))));
}

// What QGIS does when an analyst saves a project under a name of their own.
void save_as_analyst(const std::string& path, const std::string& name, const std::string& qgs) {
  SqliteDatabase file(path, DatabaseAccess::read_write);
  SqliteStatement insert = file.prepare("INSERT OR REPLACE INTO qgis_projects VALUES(?,?,?)");
  const std::string content = hex_of(qgz_of(qgs));
  insert.bind(1, std::string_view(name));
  insert.bind(2, std::string_view(R"({"last_modified_time": "2024-06-02T10:00:00", "last_modified_user": "anna"})"));
  insert.bind(3, std::string_view(content));
  insert.run();
}

TEST(ProjectArchive, GivesBackWhatWentInAndRepeatsItsBytes) {
  const std::string text = "<qgis>" + std::string(200'000, 'x') + "é</qgis>";
  const std::string qgz = qgz_of(text);
  EXPECT_EQ(qgs_of(qgz), text);
  EXPECT_EQ(qgz_of(text), qgz);
  EXPECT_LT(qgz.size(), text.size() / 20);
  EXPECT_EQ(bytes_of_hex(hex_of(qgz)), qgz);
  EXPECT_THROW(qgs_of("no zip"), DataError);
  EXPECT_THROW(bytes_of_hex("0g"), DataError);
  EXPECT_THROW(bytes_of_hex("abc"), DataError);
}

TEST(ProjectLinks, FollowsTheFileAndNoOther) {
  const std::string qgs =
      "<maplayer><id>vigie_layer_cells</id><datasource>./a &amp; b.gpkg|layername=cells</datasource></maplayer>"
      "<x source=\"./a &amp; b.gpkg|layername=cells\"/><datasource>GPKG:./a &amp; b.gpkg:density</datasource>"
      "<datasource>/home/anna/a &amp; b.gpkg|layername=cells|subset=n &gt; 3</datasource>"
      "<datasource>../last year/a &amp; b.gpkg|layername=cells</datasource>"
      "<datasource>./streets.gpkg|layername=cells</datasource><title>a &amp; b.gpkg</title>";
  EXPECT_EQ(linked_file(qgs), "a & b.gpkg");
  EXPECT_EQ(relinked(qgs, "a & b.gpkg", "c<d.gpkg"),
            "<maplayer><id>vigie_layer_cells</id><datasource>./c&lt;d.gpkg|layername=cells</datasource></maplayer>"
            "<x source=\"./c&lt;d.gpkg|layername=cells\"/><datasource>GPKG:./c&lt;d.gpkg:density</datasource>"
            "<datasource>./c&lt;d.gpkg|layername=cells|subset=n &gt; 3</datasource>"
            "<datasource>../last year/a &amp; b.gpkg|layername=cells</datasource>"
            "<datasource>./streets.gpkg|layername=cells</datasource><title>a &amp; b.gpkg</title>");
  EXPECT_EQ(relinked(qgs, "other.gpkg", "new.gpkg"), qgs);
  EXPECT_EQ(linked_file("<qgis/>"), "");
}

TEST(Project, IsWellFormedAndNamesItsFileWhateverTheNamesHold) {
  const SampleFolder folder;
  const std::string path = write(folder, "carte & co <2>.gpkg");
  const std::string qgs = project_in(path);
  const GdalErrors errors;
  CPLXMLNode* tree = CPLParseXMLString(qgs.c_str());
  EXPECT_NE(tree, nullptr);
  CPLDestroyXMLNode(tree);
  EXPECT_EQ(errors.count(), 0);
  EXPECT_EQ(linked_file(qgs), "carte & co <2>.gpkg");
  EXPECT_THAT(qgs, HasSubstr("<authid>EPSG:31370</authid>"));
  EXPECT_THAT(qgs, HasSubstr("[ % 1 + 1 %]")) << "a study's name is text, no expression";
  EXPECT_THAT(qgs, Not(HasSubstr(folder.path()))) << "no path of this machine";
}

TEST(Project, RepeatsItsBytesUnderOneNameAndIsNoPartOfTheContents) {
  const SampleFolder folder;
  std::filesystem::create_directory(folder / "elsewhere");
  const std::string first = write(folder, "a.gpkg"), second = write(folder, "elsewhere/a.gpkg");
  EXPECT_EQ(read_file(first), read_file(second));
  const SqliteDatabase file(first, DatabaseAccess::read_only);
  EXPECT_EQ(file.integer("SELECT count(*) FROM gpkg_contents WHERE table_name='qgis_projects'"), 0);
  EXPECT_EQ(file.integer("SELECT count(*) FROM gpkg_extensions WHERE table_name='qgis_projects'"), 0);
  EXPECT_EQ(file.integer("SELECT count(*) FROM layer_styles WHERE f_table_name='neighbourhoods'"), 2);
  EXPECT_EQ(file.integer("SELECT sum(useAsDefault) FROM layer_styles WHERE f_table_name='neighbourhoods'"), 1);
}

TEST(Project, IsFoundBesideTheFileOnRequest) {
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", {.qgz_beside = true});
  EXPECT_EQ(qgs_of(read_file(folder / "a.qgz")), project_in(path));
  EXPECT_FALSE(std::filesystem::exists(write(folder, "b.gpkg").substr(0, path.size() - 5) + ".qgz"));
}

TEST(Metadata, TellsQgisAndScriptsHowALayerWasMade) {
  const SampleFolder folder;
  const SqliteDatabase file(write(folder, "a.gpkg"), DatabaseAccess::read_only);
  const std::string record = file.text(
      "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id=id WHERE table_name='cells'");
  EXPECT_THAT(record, HasSubstr("<history>hotspots.statistic = gi_star (file)</history>"));
  EXPECT_THAT(record, HasSubstr("<start>2024-01-01T00:00:00Z</start>"));
  EXPECT_EQ(file.integer("SELECT count(*) FROM gpkg_contents c WHERE data_type<>'attributes' AND NOT EXISTS "
                         "(SELECT * FROM gpkg_metadata_reference r WHERE r.table_name=c.table_name)"),
            0);
}

TEST(Relink, GivesTheBytesOfARunUnderTheNewName) {
  const SampleFolder folder;
  const std::string wanted = read_file(write(folder, "new name.gpkg"));
  std::filesystem::create_directory(folder / "b");
  const std::string old_path = write(folder, "b/old.gpkg"), new_path = folder / "b/new name.gpkg";
  std::filesystem::rename(old_path, new_path);
  const RelinkSummary done = relink_geopackage(new_path);
  EXPECT_EQ(done.old_file, "old.gpkg");
  EXPECT_THAT(done.projects, ElementsAre("vigie"));
  EXPECT_EQ(read_file(new_path), wanted);
  EXPECT_TRUE(relink_geopackage(new_path).projects.empty()) << "a second time there is nothing to mend";
  EXPECT_EQ(read_file(new_path), wanted);
}

TEST(Relink, MendsAnalystsOwnProjectsAndRefusesForeignFiles) {
  const SampleFolder folder;
  const std::string old_path = write(folder, "old.gpkg"), new_path = folder / "new.gpkg";
  save_as_analyst(old_path, "mine", "<datasource>./old.gpkg|layername=cells</datasource>");
  std::filesystem::rename(old_path, new_path);
  EXPECT_THAT(relink_geopackage(new_path).projects, ElementsAre("mine", "vigie"));
  EXPECT_EQ(project_in(new_path, "mine"), "<datasource>./new.gpkg|layername=cells</datasource>");
  EXPECT_THROW(relink_geopackage(folder / "nowhere.gpkg"), NoInputError);
  {
    OutputPlace place(folder / "plain.gpkg", {}, OnBusy::fail);
    write_geopackage(sample_city(5), place);
  }
  EXPECT_THROW(relink_geopackage(folder / "plain.gpkg"), DataError);
}

TEST(AnalystWork, IsPutBesideTheFileThatReplacesIt) {
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", {.qgz_beside = true});
  const std::string fresh = read_file(path);
  save_as_analyst(path, "my ../maps", "<qgis>mine</qgis>");
  save_as_analyst(path, "vigie", "<qgis>changed</qgis>");
  SqliteDatabase(path, DatabaseAccess::read_write)
      .execute("INSERT INTO layer_styles(f_table_name,styleName,styleQML,owner) VALUES('cells','red','<qgis/>','')");
  test::write_file(folder / "a.qgz", "an analyst's");
  OutputPlace place(path, {}, OnBusy::fail);
  write_geopackage(sample_city(10), place, sample_plan(), {.qgz_beside = true});
  EXPECT_THAT(place.saved_aside(), ElementsAre(folder / "a-my____maps.qgz", folder / "a-vigie.qgz",
                                               folder / "a-cells-red.qml", folder / "a-changed.qgz"));
  EXPECT_EQ(qgs_of(read_file(folder / "a-my____maps.qgz")), "<qgis>mine</qgis>");
  EXPECT_EQ(read_file(folder / "a-cells-red.qml"), "<qgis/>");
  EXPECT_EQ(read_file(folder / "a-changed.qgz"), "an analyst's");
  EXPECT_EQ(read_file(path), fresh) << "the new file does not depend on the old one";
}

TEST(AnalystWork, LeavesNothingWhereThereIsNone) {
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg", {.qgz_beside = true});
  OutputPlace place(path, {}, OnBusy::fail);
  write_geopackage(sample_city(10), place, sample_plan(), {.qgz_beside = true});
  EXPECT_THAT(place.saved_aside(), ElementsAre());
}

TEST(GeoTiff, IsCloudOptimizedAndRepeatsItsBytes) {
  const SampleFolder folder;
  ResultSet results = sample_city(10);
  results.rasters[0].surface.grid.columns = 1100;
  results.rasters[0].surface.grid.rows = 700;
  results.rasters[0].surface.values.assign(1100 * 700, 2.5);
  for (const char* sub : {"one", "two"}) {
    OutputPlace place(folder / (std::string(sub) + ".gpkg"), {}, OnBusy::fail);
    write_geopackage(results, place, {}, {.geotiff_folder = folder / sub});
  }
  EXPECT_EQ(read_file(folder / "one/density.tif"), read_file(folder / "two/density.tif"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "one"), {}), 2) << "no temporary files";
  if (run_program("gdalinfo --version").exit_code != 0) GTEST_SKIP() << "not looked at: no gdalinfo here";
  const auto seen = run_program("gdalinfo '" + (folder / "one/density.tif") + "'");
  for (const char* part : {"LAYOUT=COG", "COMPRESSION=DEFLATE", "Overviews: 550x350", "NoData Value=-9999"})
    EXPECT_THAT(seen.output, HasSubstr(part));
}

TEST(GeoTiff, RefusesAFolderThatIsAFileBeforeAnythingIsReplaced) {
  const SampleFolder folder;
  const std::string path = write(folder, "a.gpkg"), before = read_file(path);
  test::write_file(folder / "file", "");
  OutputPlace place(path, {}, OnBusy::fail);
  EXPECT_THROW(write_geopackage(sample_city(12), place, {}, {.geotiff_folder = folder / "file"}), CannotCreateError);
  EXPECT_EQ(read_file(path), before);
}

TEST(Project, IsReadyInQgis) {
  VIGIE_NEEDS_PYTHON("qgis.core");
  const SampleFolder folder;
  const std::string path = write(folder, "carte & co.gpkg", {.qgz_beside = true});
  const auto ready = run_program("/usr/bin/python3 '" VIGIE_SOURCE_DIR "/tests/qgis/check_project.py' '" + path + "'");
  EXPECT_EQ(ready.exit_code, 0) << ready.output;
  EXPECT_THAT(ready.output, HasSubstr("ready"));
}

TEST(Project, CheckSeesAFileThatWasRenamed) {
  VIGIE_NEEDS_PYTHON("qgis.core");
  const SampleFolder folder;
  const std::string new_path = folder / "b.gpkg";
  std::filesystem::rename(write(folder, "a.gpkg"), new_path);
  const std::string check = "/usr/bin/python3 '" VIGIE_SOURCE_DIR "/tests/qgis/check_project.py' '" + new_path + "'";
  const auto broken = run_program(check);
  EXPECT_EQ(broken.exit_code, 1);
  EXPECT_THAT(broken.output, HasSubstr("does not open"));
  relink_geopackage(new_path);
  const auto mended = run_program(check);
  EXPECT_EQ(mended.exit_code, 0) << mended.output;
}

}  // namespace
}  // namespace vigie
