// The door itself: previews, real files, and CSV and vector sources read alike.
#include "engine/io/reader.h"

#include <set>

#include "tests/io/csv_fixture.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Preview preview_text(std::string_view content) {
  const test::TemporaryFile file(content);
  return preview(test::at(file.path()));
}

TEST(Preview, ShowsColumnsAndRecordsAsText) {
  const Preview look = preview_text("id; lon ;note\n1;4,35;\"a;b\"\n2;;\n3\n");
  EXPECT_EQ(look.kind, SourceKind::csv);
  EXPECT_THAT(look.columns, ElementsAre("id", "lon", "note"));
  EXPECT_THAT(look.sample, ElementsAre(ElementsAre("1", "4,35", "a;b"), ElementsAre("2", "", "")));
  EXPECT_EQ(look.delimiter, ";");
  EXPECT_EQ(look.decimal, ',');
  EXPECT_EQ(look.encoding, "utf-8");
  EXPECT_EQ(look.geometry, GeometryKind::none);
  EXPECT_THAT(look.notes, Contains(HasSubstr("decimal comma")));
}

TEST(Preview, StopsAfterAThousandRecords) {
  std::string text = "id,lon\n";
  for (int i = 0; i < 1500; ++i) text += std::to_string(i) + ",4\n";
  EXPECT_EQ(preview_text(text).sample.size(), 1000U);
}

TEST(Preview, RefusesWhatReadingRefuses) {
  EXPECT_THROW(preview_text("lon,lat\n"), DataError);
  EXPECT_THROW(preview_text("# x\nlon,lat\n1,2\n"), DataError);
  EXPECT_THROW(preview(test::at("/no/such/file.csv")), NoInputError);
}

// reference/ingest_counts.csv of the data set: 1554 rows, 48 of them without coordinates.
TEST(Reference, StLouisServiceRequests) {
  VIGIE_NEEDS_REFERENCE("st_louis_csb_2018_01/january_2018.csv");
  auto counts = test::read_columns(test::reference_file("st_louis_csb_2018_01/reference/ingest_counts.csv"));
  const auto expected = [&](const std::string& quantity) {
    for (std::size_t i = 0; i < counts["quantity"].size(); ++i)
      if (counts["quantity"][i] == quantity) return std::stoll(counts["value"][i]);
    return -1LL;
  };
  ReportRequest request;
  request.columns.x = "srx";
  request.columns.y = "sry";
  request.columns.id = "requestid";
  request.columns.category = "problemcode";
  request.columns.time = "datetimeinit";
  request.columns.closed = "datetimeclosed";
  request.time = TimeReader("iso", TimeZone("America/Chicago"));
  const ReportsRead read =
      read_reports(test::at(test::reference_file("st_louis_csb_2018_01/january_2018.csv").string()), request);
  EXPECT_EQ(read.ledger.read, expected("rows"));
  EXPECT_EQ(read.ledger.by_reason(),
            (std::map<std::string, std::int64_t>{{"missing_xy", expected("missing_srx_or_sry")}}));
  EXPECT_EQ(iso_text(read.points.attributes.find_as<Instants>("time")->values[0]), "2018-01-01T06:48:30Z");
  EXPECT_EQ(iso_text(read.points.attributes.find_as<Instants>("closed")->values[0], Precision::milliseconds),
            "2018-01-05T22:22:21.287Z");
  const Texts& ids = *read.points.attributes.find_as<Texts>("id");
  EXPECT_LE(static_cast<long long>(ids.distinct().size()), expected("distinct_requestid"));
}

TEST(Reference, HoustonHasFiveRowsWithoutCoordinates) {
  VIGIE_NEEDS_REFERENCE("houston_crime_2010/houston_crime_2010.csv");
  ReportRequest request = test::lon_lat();
  request.columns.category = "offense";
  request.columns.time = "time";
  request.time = TimeReader("iso", TimeZone("America/Chicago"));
  const ReportsRead read =
      read_reports(test::at(test::reference_file("houston_crime_2010/houston_crime_2010.csv").string()), request);
  EXPECT_EQ(read.ledger.read, 86314);
  EXPECT_EQ(read.ledger.by_reason().at("missing_xy"), 5);
  // The hour of 14 March 2010 that Houston's clocks skipped: no report may claim it.
  const std::int64_t skipped =
      read.ledger.by_reason().contains("bad_date") ? read.ledger.by_reason().at("bad_date") : 0;
  EXPECT_EQ(static_cast<std::int64_t>(read.points.x.size()), 86314 - 5 - skipped);
  for (const Reject& reject : read.ledger.rejects) {
    if (reject.reason != Reason::bad_date) continue;
    EXPECT_EQ(reject.raw.substr(0, 13), "2010-03-14T02");
  }
}

TEST(Reference, NorthumbriaIsSeparatedByTabs) {
  VIGIE_NEEDS_REFERENCE("northumbria_asb/northumbria_asb.tab");
  ReportRequest request;
  request.columns.x = "longitude";
  request.columns.y = "latitude";
  const ReportsRead read =
      read_reports(test::at(test::reference_file("northumbria_asb/northumbria_asb.tab").string()), request);
  EXPECT_EQ(read.ledger.read, 39706);
  EXPECT_TRUE(read.ledger.rejects.empty());
  std::set<std::pair<double, double>> places;
  for (std::size_t i = 0; i < read.points.x.size(); ++i) places.emplace(read.points.x[i], read.points.y[i]);
  EXPECT_EQ(places.size(), 13370U);
}

TEST(Reference, ChicagoArsonHasNoHeader) {
  VIGIE_NEEDS_REFERENCE("near_repeat_chicago_arson/chicago_arson.csv");
  EXPECT_THROW(preview(test::at(test::reference_file("near_repeat_chicago_arson/chicago_arson.csv").string())),
               DataError);
}

constexpr const char* three_features = R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"cat": "noise", "lon": 1.5, "lat": 2.5, "at": "2024-06-01T12:00:00Z"},
 "geometry": {"type": "Point", "coordinates": [4.35, 50.85]}},
{"type": "Feature", "properties": {"cat": "litter", "lon": null, "lat": 2.5, "at": null}, "geometry": null},
{"type": "Feature", "properties": {"cat": "dogs", "lon": 3.5, "lat": 4.5, "at": "2024-06-02T12:00:00Z"},
 "geometry": {"type": "Point", "coordinates": [4.4, 50.9]}}]})";

TEST(VectorReports, TakeTheirPlaceFromTheLayer) {
  const test::TemporaryFile file(three_features, ".geojson");
  ReportRequest request;
  request.columns.category = "cat";
  request.keep = {"noise", "litter"};
  const ReportsRead read = read_reports(test::at(file.path()), request);
  EXPECT_EQ(read.ledger.read, 3);
  EXPECT_THAT(read.points.x, ElementsAre(4.35));
  EXPECT_EQ(read.points.attributes.find_as<Texts>("category")->at(0), "noise");
  EXPECT_EQ(read.ledger.by_reason(), (std::map<std::string, std::int64_t>{{"missing_xy", 1}, {"not_kept", 1}}));
  EXPECT_FALSE(read.points.crs.empty());
}

TEST(VectorReports, OrFromNamedColumns) {
  const test::TemporaryFile file(three_features, ".geojson");
  ReportRequest request = test::lon_lat_time();
  request.columns.time = "at";
  const ReportsRead read = read_reports(test::at(file.path()), request);
  EXPECT_THAT(read.points.x, ElementsAre(1.5, 3.5));
  EXPECT_EQ(test::rejects_of(read).substr(2), "missing_xy");
  EXPECT_EQ(iso_text(read.points.attributes.find_as<Instants>("time")->values[1]), "2024-06-02T12:00:00Z");
}

TEST(VectorReports, PolygonsAreNoReports) {
  const test::TemporaryFile file(
      R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}, "geometry":
{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]})",
      ".geojson");
  EXPECT_EQ(test::rejects_of(read_reports(test::at(file.path()), ReportRequest{})).substr(2), "bad_geometry");
}

TEST(VectorReports, AMissingColumnNamesTheNearest) {
  const test::TemporaryFile file(three_features, ".geojson");
  ReportRequest request;
  request.columns.category = "cats";
  EXPECT_THAT([&] { read_reports(test::at(file.path()), request); },
              testing::ThrowsMessage<DataError>(HasSubstr("did you mean 'cat'")));
}

}  // namespace
}  // namespace vigie
