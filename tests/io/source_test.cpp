// Which files are let in, what they are taken for, and what their fingerprint is.
#include "engine/io/source.h"

#include "tests/io/sample_vectors.h"
#include "tests/reference_data.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstdlib>
#include <filesystem>
#include <random>

namespace vigie {
namespace {

using test::failure_of;
using test::make_vector;
using test::SampleFolder;
using test::source_of;
using test::square_wkt;
using test::write_file;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

using std::string_view_literals::operator""sv;

std::string identify_failure(const std::string& path) {
  return failure_of([&] { identify(source_of(path)); });
}

std::string content_failure(const std::string& name, std::string_view content) {
  const SampleFolder folder;
  return identify_failure(write_file(folder / name, content));
}

SourceKind kind_of(const std::string& name, std::string_view content) {
  const SampleFolder folder;
  return identify(source_of(write_file(folder / name, content)));
}

TEST(InputPath, refuses_everything_that_is_a_command_and_no_file) {
  for (const char* path :
       {"/vsicurl/http://localhost/x.gpkg", "/vsicurl?url=http://localhost/x.gpkg", "/vsizip//tmp/x.zip",
        "/VSIMEM/x.gpkg", "/vsistdin/", "http://localhost/zones.geojson", "https://localhost/zones.geojson",
        "ftp://localhost/zones.csv", "/jobs/http://localhost/x", "<OGRVRTDataSource></OGRVRTDataSource>",
        "{\"type\":\"FeatureCollection\"}", "[]", "MYSQL:secret", "CSV:/etc/passwd", "GPKG:zones.gpkg:zones", "", "  "})
    EXPECT_THAT(identify_failure(path), StartsWith("66 ")) << path;
}

TEST(InputPath, a_database_needs_the_words_of_the_job) {
  Source database = source_of("PG:host=here dbname=city user=anna password=hunter2", "public.reports");
  const auto failure = [&] { return failure_of([&] { identify(database); }); };
  EXPECT_THAT(failure(),
              AllOf(StartsWith("64 "), HasSubstr("PG:city/public.reports"), HasSubstr("allow_database = true"),
                    testing::Not(HasSubstr("hunter2")), testing::Not(HasSubstr("anna"))));
  database.allow_database = true;
  EXPECT_EQ(identify(database), SourceKind::vector);
  database.layer = "reports; drop table reports";
  EXPECT_THAT(failure(), StartsWith("64 "));
}

TEST(InputPath, names_and_passwords_of_a_url_are_not_shown) {
  EXPECT_EQ(shown_path("https://anna:hunter2@host/x.csv"), "https://***@host/x.csv");
  EXPECT_EQ(shown_path("MYSQL:db,user=anna,password=hunter2"), "MYSQL:db,user=***,password=***");
  EXPECT_EQ(shown_path("reports.csv"), "reports.csv");
}

TEST(InputPath, a_missing_file_is_named_with_the_nearest_one_that_is_there) {
  const SampleFolder folder;
  write_file(folder / "reports_2024.csv", "x,y\n1,2\n");
  EXPECT_THAT(identify_failure(folder / "report_2024.csv"),
              AllOf(StartsWith("66 "), HasSubstr("report_2024.csv"), HasSubstr("did you mean reports_2024.csv?")));
  EXPECT_THAT(identify_failure(folder / "no/such/reports.csv"), HasSubstr("/no/such does not exist"));
}

TEST(InputPath, folders_pipes_and_sockets_are_no_inputs) {
  const SampleFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
  const int number = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (folder / "s.csv").copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  close(number);
  EXPECT_THAT(identify_failure(folder.path()), AllOf(StartsWith("66 "), HasSubstr("is a folder")));
  EXPECT_THAT(identify_failure(folder / "pipe.csv"), AllOf(StartsWith("66 "), HasSubstr("is a pipe")));
  EXPECT_THAT(identify_failure(folder / "s.csv"), AllOf(StartsWith("66 "), HasSubstr("is a socket")));
  EXPECT_THAT(identify_failure("/dev/null"), AllOf(StartsWith("66 "), HasSubstr("is a device")));
}

TEST(InputPath, a_link_leads_to_its_file_and_a_broken_one_nowhere) {
  const SampleFolder folder;
  write_file(folder / "reports.csv", "x,y\n1,2\n");
  std::filesystem::create_symlink("reports.csv", folder / "link.csv");
  std::filesystem::create_symlink("gone.csv", folder / "broken.csv");
  EXPECT_EQ(identify(source_of(folder / "link.csv")), SourceKind::csv);
  EXPECT_EQ(real_input_path(source_of(folder / "link.csv")), std::filesystem::canonical(folder / "reports.csv"));
  EXPECT_THAT(identify_failure(folder / "broken.csv"), StartsWith("66 "));
}

TEST(InputPath, strange_names_are_read_and_shown_without_control_characters) {
  const SampleFolder folder;
  const Source source = source_of(write_file(folder / "a %s\n\x1B[31m.csv", "x,y\n1,2\n"));
  EXPECT_EQ(identify(source), SourceKind::csv);
  EXPECT_EQ(source_name(source), "a %s??[31m.csv");
  EXPECT_EQ(source_name(source_of("reports.csv")), "reports.csv");
}

TEST(Content, decides_what_a_file_is) {
  EXPECT_EQ(kind_of("r.csv", "x,y\n"), SourceKind::csv);
  EXPECT_EQ(kind_of("r.tsv", "x\ty\n"), SourceKind::csv);
  EXPECT_EQ(kind_of("r.tab", "x\ty\n"), SourceKind::csv);
  EXPECT_EQ(kind_of("r.dat", "x;y\n"), SourceKind::csv);
  EXPECT_EQ(kind_of("r", "\xFF\xFEx\0,\0y\0\n\0"sv), SourceKind::csv);
  EXPECT_EQ(kind_of("r.csv", "{id},[x],y\n"), SourceKind::csv);
  EXPECT_EQ(kind_of("z.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}"), SourceKind::vector);
  EXPECT_EQ(kind_of("z.json", "\xEF\xBB\xBF \n{ \"type\":\"FeatureCollection\"}"), SourceKind::vector);
  EXPECT_EQ(kind_of("z.fgb", "fgb\3fgb\1rest"), SourceKind::vector);
  EXPECT_EQ(kind_of("z.gpkg", "SQLite format 3\0"sv), SourceKind::vector);
}

TEST(Content, that_belies_its_name_is_refused_with_what_to_do_instead) {
  const struct {
    const char* name;
    std::string_view content;
    const char* words;
  } cases[] = {
      {"r.csv", ""sv, "0 bytes"},
      {"r.csv", "PK\3\4....mimetype"sv, "ZIP archive"},
      {"r.csv", "PK\3\4....[Content_Types].xml"sv, "XLSX"},
      {"r.csv.gz", "\x1F\x8B\x08"sv, "gzip"},
      {"r.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "Excel"},
      {"r.csv", "<!DOCTYPE html><html><body>Log in</body></html>"sv, "HTML"},
      {"r.csv", "  \n<HTML>"sv, "HTML"},
      {"r.csv", "<OGRVRTDataSource><OGRVRTLayer name=\"passwd\"/></OGRVRTDataSource>"sv, "VRT"},
      {"z.geojson", "<OGRVRTDataSource></OGRVRTDataSource>"sv, "VRT"},
      {"z.gpkg", "<?xml version=\"1.0\"?><OGRVRTDataSource/>"sv, "VRT"},
      {"z.gml", "<?xml version=\"1.0\"?><gml/>"sv, "XML"},
      {"z.tab", "!table\n!version 300\n"sv, "MapInfo"},
      {"z.gpkg", "x,y\n1,2\n"sv, "named .gpkg but its content is text"},
      {"z.shp", "x,y\n1,2\n"sv, "named .shp but its content is text"},
      {"z.fgb", "x,y\n1,2\n"sv, "named .fgb but its content is text"},
      {"z.geojson", "x,y\n1,2\n"sv, "named .geojson but its content is text"},
      {"r.csv", "{\"type\":\"FeatureCollection\"}"sv, "named .csv but its content is GeoJSON"},
      {"r.csv", "SQLite format 3\0"sv, "named .csv but its content is a GeoPackage"},
      {"z.dat", "[{\"type\":\"Feature\"}]"sv, "name it .geojson"},
      {"z.parquet", "PAR1"sv, "Parquet"},
      {"z.dbf", "\x03rest"sv, "name the .shp file"},
  };
  for (const auto& [name, content, words] : cases)
    EXPECT_THAT(content_failure(name, content), AllOf(StartsWith("65 "), HasSubstr(words), HasSubstr(name))) << name;
}

class ShapefileParts : public testing::Test {
 protected:
  void SetUp() override {
    make_vector(zones, "ESRI Shapefile",
                {{.name = "zones", .type = wkbPolygon, .shapes = {square_wkt(0), square_wkt(1)}}});
  }
  SampleFolder folder;
  std::string zones = folder / "zones.shp";
};

TEST_F(ShapefileParts, together_are_one_input) {
  EXPECT_EQ(identify(source_of(zones)), SourceKind::vector);
}

TEST_F(ShapefileParts, that_are_missing_are_named) {
  for (const char* part : {"zones.shx", "zones.dbf"}) {
    const SampleFolder other;
    std::filesystem::copy(folder.path(), other.path());
    std::filesystem::remove(other / part);
    EXPECT_THAT(identify_failure(other / "zones.shp"),
                AllOf(StartsWith("65 "), HasSubstr(std::string(part).substr(5) + " file is missing")));
  }
}

TEST_F(ShapefileParts, that_are_cut_are_named) {
  for (const char* part : {"zones.shp", "zones.shx", "zones.dbf"}) {
    const SampleFolder other;
    std::filesystem::copy(folder.path(), other.path());
    std::filesystem::resize_file(other / part, std::filesystem::file_size(other / part) - 10);
    EXPECT_THAT(identify_failure(other / "zones.shp"),
                AllOf(StartsWith("65 "), HasSubstr("cut short: " + std::string(part).substr(5))));
  }
}

TEST_F(ShapefileParts, that_count_differently_are_refused) {
  test::scribble(folder / "zones.dbf", 4, "\1");
  EXPECT_THAT(identify_failure(zones), HasSubstr(".shx lists 2 shapes and .dbf 1 records"));
}

TEST_F(ShapefileParts, all_enter_the_fingerprint_in_name_order) {
  write_file(folder / "zones.cpg", "UTF-8");
  std::string joined;
  for (const char* part : {"zones.cpg", "zones.dbf", "zones.prj", "zones.shp", "zones.shx"}) {
    ASSERT_TRUE(std::filesystem::exists(folder / part)) << part;
    joined += test::read_file(folder / part);
  }
  const Fingerprint whole = fingerprint(source_of(zones));
  EXPECT_EQ(whole.bytes, static_cast<std::int64_t>(joined.size()));
  EXPECT_EQ(whole.sha256, fingerprint(source_of(write_file(folder / "joined", joined))).sha256);
  const std::string before = whole.sha256;
  test::scribble(folder / "zones.prj", 0, "p");
  EXPECT_NE(fingerprint(source_of(zones)).sha256, before);
}

// FIPS 180-4 example: SHA-256 of "abc".
TEST(Fingerprint, is_sha256) {
  const SampleFolder folder;
  const Fingerprint abc = fingerprint(source_of(write_file(folder / "abc.csv", "abc")));
  EXPECT_EQ(abc.bytes, 3);
  EXPECT_EQ(abc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// NIST's long vector: one million times "a"; longer than any buffer.
TEST(Fingerprint, reads_to_the_end) {
  const SampleFolder folder;
  const Fingerprint million = fingerprint(source_of(write_file(folder / "a.csv", std::string(1'000'000, 'a'))));
  EXPECT_EQ(million.bytes, 1'000'000);
  EXPECT_EQ(million.sha256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(FileState, changes_with_content_and_with_replacement) {
  const SampleFolder folder;
  const std::string path = write_file(folder / "r.csv", "x,y\n");
  const FileState before = file_state(path);
  EXPECT_EQ(before.bytes, 4);
  EXPECT_EQ(file_state(path), before);
  write_file(folder / "new.csv", "x,y\n");
  std::filesystem::rename(folder / "new.csv", path);
  EXPECT_NE(file_state(path), before);
  EXPECT_THAT(failure_of([&] { file_state(folder / "gone.csv"); }), StartsWith("66 "));
}

}  // namespace
}  // namespace vigie
