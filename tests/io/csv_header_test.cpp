// The first lines: dialects that are understood, and files that are refused as a whole (faults R14 to R16, R26 to
// R30, R59, R65).
#include "engine/io/csv_dialect.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using test::lon_lat;
using test::read_text;
using test::refusal;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(CsvHeader, R14_DelimiterIsFoundInTheHeader) {
  for (const char* text :
       {"id,lon,lat\n1,4,50\n", "id;lon;lat\n1;4;50\n", "id\tlon\tlat\n1\t4\t50\n", "id|lon|lat\n1|4|50\n"})
    EXPECT_THAT(read_text(text).points.y, ElementsAre(50)) << text;
  EXPECT_THAT(read_text("\"a,b,c,d\";lon;lat\nx;4;50\n").points.y, ElementsAre(50));
}

TEST(CsvHeader, R14_TheJobFileWins) {
  EXPECT_THAT(read_text("a,b,c;lon;lat\nx;4;50\n", lon_lat(), test::with_delimiter(";")).points.y, ElementsAre(50));
  EXPECT_THAT(read_text("lon~lat\n4~50\n", lon_lat(), test::with_delimiter("~")).points.y, ElementsAre(50));
  EXPECT_THAT(read_text("lon\tlat\n4\t50\n", lon_lat(), test::with_delimiter("\\t")).points.y, ElementsAre(50));
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", lon_lat(), test::with_delimiter(";;")), HasSubstr("delimiter"));
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", lon_lat(), test::with_delimiter("\"")), HasSubstr("delimiter"));
}

TEST(CsvHeader, R15_SeparatorLineOfExcelIsNoHeader) {
  EXPECT_THAT(read_text("sep=;\r\nlon;lat\r\n4,5;50\r\n").points.x, ElementsAre(4.5));
  EXPECT_THAT(read_text("\"sep=|\"\nlon|lat\n4|50\n").points.x, ElementsAre(4));
  EXPECT_THAT(read_text("sep=;\nlon;lat\n4;50\n").notes, Contains(HasSubstr("sep=;")));
  EXPECT_THAT(refusal("sep=;"), HasSubstr("no header"));
}

TEST(CsvHeader, R15_RowNumbersStartAfterTheHeaderAllTheSame) {
  const ReportsRead read = read_text("sep=;\nlon;lat\n;50\n");
  EXPECT_EQ(read.ledger.rejects[0].row, 1);
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("line 3"));
}

TEST(CsvHeader, R16_CommentLinesFirstAreRefused) {
  EXPECT_THAT(refusal("# exported 2024-06-01\nlon,lat\n4,50\n"), AllOf(HasSubstr("line 1"), HasSubstr("comment")));
}

TEST(CsvHeader, R26_AFileWithoutHeaderIsRefused) {
  EXPECT_THAT(refusal("359192.30,570510.89,2016-01-01\n1,2,2016-01-03\n"), HasSubstr("header"));
  EXPECT_THAT(refusal("1,2024-01-01T00:00:00Z,theft,4,50\n"), HasSubstr("header"));
  EXPECT_THAT(refusal("1,2,3\n4,5,6\n"), HasSubstr("header"));
  // Years are fine names for columns.
  EXPECT_THAT(read_text("lon,lat,2019,2020\n4,50,1,2\n").points.x, ElementsAre(4));
}

TEST(CsvHeader, R27_ADuplicateNameIsRefusedIfReferenced) {
  EXPECT_THAT(refusal("lon,lat,lon\n4,50,5\n"), AllOf(HasSubstr("column 1"), HasSubstr("column 3")));
  EXPECT_THAT(read_text("lon,lat,note,note\n4,50,a,b\n").points.x, ElementsAre(4));
}

TEST(CsvHeader, R28_AnEmptyNameIsAccepted) {
  EXPECT_THAT(read_text(",lon,lat\n17,4,50\n").points.x, ElementsAre(4));
  EXPECT_THAT(read_text("lon,lat,\n4,50,17\n").points.x, ElementsAre(4));
}

TEST(CsvHeader, R29_NamesAreTrimmedAndMayDifferInCase) {
  EXPECT_THAT(read_text(" LON ,Lat\n4,50\n").points.x, ElementsAre(4));
  EXPECT_THAT(read_text("lon,LON,lat\n4,9,50\n").points.x, ElementsAre(4));  // the exact one of two
  EXPECT_THAT(refusal("Lon,LON,lat\n4,9,50\n"), AllOf(HasSubstr("'Lon'"), HasSubstr("'LON'")));
}

TEST(CsvHeader, R30_AMissingColumnIsRefusedWithTheNearest) {
  const std::string message = refusal("id,long,lat\n1,4,50\n");
  EXPECT_THAT(message,
              AllOf(HasSubstr("reports.x"), HasSubstr("'id', 'long' and 'lat'"), HasSubstr("did you mean 'long'")));
}

TEST(CsvHeader, R59_AHeaderWithoutRowsIsRefused) {
  EXPECT_THAT(refusal("lon,lat\n"), HasSubstr("no rows"));
  EXPECT_THAT(refusal("lon,lat"), HasSubstr("no rows"));
  EXPECT_THAT(refusal("lon,lat\n\n  \n"), HasSubstr("no rows"));
}

TEST(CsvHeader, R65_ALoginPageIsRefused) {
  EXPECT_THAT(refusal("<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n"), HasSubstr("HTML"));
}

TEST(CsvHeader, ABrokenHeaderIsRefused) {
  EXPECT_THAT(refusal("\"lon,lat\n4,50\n"), HasSubstr("header cannot be read"));
}

TEST(CsvHeader, RolesThatNeedEachOtherAreAskedFor) {
  ReportRequest only_x;
  only_x.columns.x = "lon";
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", only_x), HasSubstr("reports.y"));
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", ReportRequest{}), HasSubstr("reports.wkt"));
  ReportRequest keep = lon_lat();
  keep.keep = {"noise"};
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", keep), HasSubstr("reports.category"));
  ReportRequest timed = lon_lat();
  timed.columns.time = "time";
  EXPECT_THAT(refusal<UsageError>("lon,lat,time\n4,50,\n", timed), HasSubstr("time_zone"));
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", lon_lat(), test::with_decimal(';')), HasSubstr("decimal"));
}

}  // namespace
}  // namespace vigie
