// Coordinates and other values: read to the last digit, or quarantined with a hint (faults R17, R18, R22, R41 to
// R45, R67), and the roles as columns.
#include "engine/io/number_hint.h"
#include "tests/io/csv_fixture.h"

#include <clocale>
#include <cmath>

namespace vigie {
namespace {

using test::lon_lat;
using test::read_text;
using test::rejects_of;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// The only record's reason and hint.
std::string fate(const std::string& lon, const Source& source = {}) {
  const ReportsRead read = read_text("lon,lat\n" + lon + ",50\n", lon_lat(), source);
  return read.ledger.rejects.empty() ? "accepted" : std::string(code(read.ledger.rejects[0].reason));
}

std::string hint(const std::string& lon) {
  const ReportsRead read = read_text("lon|lat\n" + lon + "|50\n");
  return read.ledger.rejects.empty() ? "accepted" : read.ledger.rejects[0].detail;
}

TEST(CsvValues, R17_DecimalCommaIsFoundAndSaid) {
  const ReportsRead read = read_text("lon;lat\n4,35;50,85\n4;51\n");
  EXPECT_THAT(read.points.x, ElementsAre(4.35, 4));
  EXPECT_THAT(read.notes, Contains(HasSubstr("decimal comma")));
  EXPECT_THAT(read_text("lon;lat\n4.35;50.85\n").notes, Not(Contains(HasSubstr("decimal comma"))));
  EXPECT_THAT(read_text("lon\tlat\n4,35\t50,85\n").points.y, ElementsAre(50.85));
}

TEST(CsvValues, R17_TheJobFileDecides) {
  EXPECT_EQ(rejects_of(read_text("lon;lat\n4,35;50,85\n", lon_lat(), test::with_decimal('.'))), "1:bad_number");
  EXPECT_THAT(read_text("lon,lat\n\"4,35\",\"50,85\"\n", lon_lat(), test::with_decimal(',')).points.x,
              ElementsAre(4.35));
}

TEST(CsvValues, R17_QuotedDecimalCommaInACommaFileIsNotGuessed) {
  const ReportsRead read = read_text("lon,lat\n\"4,35\",\"50,85\"\n");
  EXPECT_EQ(rejects_of(read), "1:bad_number");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("decimal = \",\""));
  EXPECT_EQ(read.ledger.rejects[0].raw, "4,35");
}

TEST(CsvValues, R18_ThousandsSeparatorsAreNotGuessed) {
  for (const char* lon : {"149 123.45",
                          "149\xC2\xA0"
                          "123.45",
                          "1.234.567", "149_123"}) {
    EXPECT_EQ(fate(lon), "bad_number") << lon;
    EXPECT_THAT(hint(lon), HasSubstr("thousands")) << lon;
  }
  EXPECT_THAT(hint("1.234,5"), HasSubstr("thousands"));
}

TEST(CsvValues, R22_DegreesMinutesSecondsGetAHint) {
  for (const char* lon : {"4\xC2\xB0"
                          "21'0\"",
                          "4.35E", "4.35N", "4 21 0 N", "50'51"}) {
    EXPECT_EQ(fate(lon), "bad_number") << lon;
    EXPECT_THAT(hint(lon), HasSubstr("decimal degrees")) << lon;
  }
}

TEST(CsvValues, R41_OverflowIsOutOfRange) {
  for (const char* lon : {"1e400", "-1e400"}) EXPECT_EQ(fate(lon), "out_of_range") << lon;
}

TEST(CsvValues, R42_NullTokensAreMissingAndTheRestBadNumbers) {
  for (const char* lon : {"", "NA", "N/A", "null", "NaN", "-", " "}) EXPECT_EQ(fate(lon), "missing_xy") << lon;
  for (const char* lon : {"inf", "-Inf", "Infinity", "none", "?"}) EXPECT_EQ(fate(lon), "bad_number") << lon;
  EXPECT_EQ(rejects_of(read_text("lon,lat\n4,NA\n")), "1:missing_xy");
}

TEST(CsvValues, R43_HexGroupingAndOtherDigitsAreBadNumbersAndPlusIsFine) {
  for (const char* lon : {"0x10", "1_000", "\xD9\xA4", "++4"}) EXPECT_EQ(fate(lon), "bad_number") << lon;
  EXPECT_EQ(fate("+4.35"), "accepted");
}

TEST(CsvValues, R44_DenormalsAreAccepted) {
  EXPECT_EQ(fate("1e-320"), "accepted");
}

TEST(CsvValues, R45_ManyDigitsAreKeptUnchanged) {
  EXPECT_THAT(read_text("lon,lat\n4.351710100000000123,50.84663299999999964\n").points.x, ElementsAre(4.3517101));
}

TEST(CsvValues, R67_WeightsAreNumbersOfAtLeastZero) {
  ReportRequest request = lon_lat();
  request.columns.weight = "w";
  const ReportsRead read = read_text("lon,lat,w\n4,50,2.5\n4,50,\n4,50,-1\n4,50,many\n4,50,1e999\n", request);
  EXPECT_EQ(rejects_of(read), "3:out_of_range 4:bad_number 5:out_of_range");
  const std::vector<double>& weights = read.points.attributes.find_as<Reals>("weight")->values;
  EXPECT_EQ(weights[0], 2.5);
  EXPECT_TRUE(std::isnan(weights[1]));
}

TEST(CsvValues, WktPointsStandInOneColumn) {
  ReportRequest request;
  request.columns.wkt = "geom";
  const ReportsRead read =
      read_text("geom,n\nPOINT (4.35 50.85),1\n,2\n\"LINESTRING (0 0, 1 1)\",3\nnonsense,4\n", request);
  EXPECT_THAT(read.points.y, ElementsAre(50.85));
  EXPECT_EQ(rejects_of(read), "2:missing_xy 3:bad_geometry 4:bad_geometry");
}

TEST(CsvValues, RolesBecomeColumnsOfTheirNames) {
  ReportRequest request = lon_lat();
  request.columns.id = "nr";
  request.columns.category = "what";
  request.columns.reporter = "who";
  const ReportsRead read = read_text("lon,lat,nr,what,who,phone\n4,50,A1, noise ,x,012\n4,50,NA,,y,013\n", request);
  std::vector<std::string> names;
  for (const Column& column : read.points.attributes.columns()) names.push_back(column.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("id", "category", "reporter"));
  EXPECT_EQ(read.points.attributes.find_as<Texts>("category")->at(0), "noise");
  EXPECT_TRUE(read.points.attributes.find_as<Texts>("id")->is_null(1));
  EXPECT_TRUE(read.points.attributes.find_as<Texts>("category")->is_null(1));
}

TEST(CsvValues, KeepUsesTheListedCategoriesOnly) {
  ReportRequest request = lon_lat();
  request.columns.category = "cat";
  request.keep = {"noise", "litter"};
  const ReportsRead read = read_text("lon,lat,cat\n4,50,noise\n4,50, litter \n4,50,Noise\n4,50,\nx,50,dogs\n", request);
  EXPECT_THAT(read.points.row.all(), ElementsAre(1, 2));
  EXPECT_EQ(rejects_of(read), "3:not_kept 4:not_kept 5:not_kept");
  EXPECT_EQ(read.ledger.percent_bad(), 0);
  EXPECT_EQ(read.ledger.rejects[0].raw, "Noise");
}

TEST(CsvValues, RawIsShortenedAndSafe) {
  const ReportsRead read = read_text("lon,lat\n\x1B[31m" + std::string(500, 'x') + ",50\n");
  EXPECT_EQ(read.ledger.rejects[0].raw.size(), 63U);
  EXPECT_THAT(read.ledger.rejects[0].raw, Not(HasSubstr("\x1B")));
}

TEST(CsvValues, R127_NumbersKnowNoLocale) {
  const std::string saved = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_BE.UTF-8", "C.UTF-8"}) {
    if (!std::setlocale(LC_ALL, locale)) continue;
    EXPECT_THAT(read_text("lon,lat\n4.35,50.85\n").points.x, ElementsAre(4.35)) << locale;
    EXPECT_THAT(read_text("lon;lat\n4,35;50,85\n").points.x, ElementsAre(4.35)) << locale;
  }
  std::setlocale(LC_ALL, saved.c_str());
}

}  // namespace
}  // namespace vigie
