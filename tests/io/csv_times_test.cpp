// Times of reports (faults R47 to R51, R53 to R56).
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using test::lon_lat;
using test::lon_lat_time;
using test::read_text;
using test::rejects_of;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// The only record's time, or its reason.
std::string fate_of_time(const std::string& time, const std::string& format = "iso") {
  const ReportsRead read = read_text("lon,lat,time\n4,50," + time + "\n", lon_lat_time(format));
  if (!read.ledger.rejects.empty()) return std::string(code(read.ledger.rejects[0].reason));
  return iso_text(read.points.attributes.find_as<Instants>("time")->values[0]);
}

TEST(CsvTimes, R47_ADateWithoutZoneIsLocal) {
  EXPECT_EQ(fate_of_time("2024-06-01T14:30:00"), "2024-06-01T12:30:00Z");
}

TEST(CsvTimes, R48_ZonesMayBeMixed) {
  const ReportsRead read =
      read_text("lon,lat,time\n4,50,2024-06-01T14:30:00\n4,50,2024-06-01T14:30:00Z\n4,50,2024-06-01T14:30:00-05:00\n",
                lon_lat_time());
  std::vector<std::string> times;
  for (Instant time : read.points.attributes.find_as<Instants>("time")->values) times.push_back(iso_text(time));
  EXPECT_THAT(times, ElementsAre("2024-06-01T12:30:00Z", "2024-06-01T14:30:00Z", "2024-06-01T19:30:00Z"));
}

TEST(CsvTimes, R49_TheSpringGapIsABadDate) {
  const ReportsRead read = read_text("lon,lat,time\n4,50,2024-03-31T02:30\n", lon_lat_time());
  EXPECT_EQ(rejects_of(read), "1:bad_date");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("spring"));
  EXPECT_EQ(read.ledger.rejects[0].raw, "2024-03-31T02:30");
}

TEST(CsvTimes, R50_TheAutumnOverlapIsEarlierAndCounted) {
  const ReportsRead read = read_text("lon,lat,time\n4,50,2024-10-27T02:30\n4,50,2024-10-27T03:30\n", lon_lat_time());
  EXPECT_EQ(read.overlap_times, 1);
  EXPECT_EQ(iso_text(read.points.attributes.find_as<Instants>("time")->values[0]), "2024-10-27T00:30:00Z");
  EXPECT_THAT(read.notes, Contains(HasSubstr("earlier instant")));
}

TEST(CsvTimes, R51_SpreadsheetSerialsNeedTheirFormat) {
  EXPECT_EQ(fate_of_time("45383.1042"), "bad_date");
  EXPECT_EQ(fate_of_time("45383.1042", "excel"), "2024-04-01T00:30:02Z");  // 0.1042 days are 2 h 30 min 2.88 s
}

TEST(CsvTimes, R53_TwoDigitYearsAreBadDates) {
  EXPECT_EQ(fate_of_time("24-06-01"), "bad_date");
  EXPECT_EQ(fate_of_time("01/06/24", "%d/%m/%Y"), "bad_date");
}

TEST(CsvTimes, R54_DaysAndClocksThatDoNotExist) {
  EXPECT_EQ(fate_of_time("2024-02-30"), "bad_date");
  EXPECT_EQ(fate_of_time("2024-06-01T25:00"), "bad_date");
  EXPECT_EQ(fate_of_time("2024-06-01T24:00"), "2024-06-01T22:00:00Z");  // midnight of 2 June
  EXPECT_EQ(fate_of_time("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59Z");
}

TEST(CsvTimes, R55_FarYearsAreReadAndLeftToTheStudyPeriod) {
  EXPECT_EQ(fate_of_time("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(fate_of_time("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z");
}

TEST(CsvTimes, R56_EpochsAreReadByNameOnly) {
  EXPECT_EQ(fate_of_time("1717245015"), "bad_date");
  EXPECT_EQ(fate_of_time("1717245015", "epoch_s"), "2024-06-01T12:30:15Z");
  EXPECT_EQ(fate_of_time("1717245015000", "epoch_ms"), "2024-06-01T12:30:15Z");
}

TEST(CsvTimes, AMissingTimeIsNoBadDate) {
  EXPECT_EQ(fate_of_time(""), "missing_time");
  EXPECT_EQ(fate_of_time("NA"), "missing_time");
  EXPECT_EQ(fate_of_time("soon"), "bad_date");
}

TEST(CsvTimes, EndAndClosingMayBeMissing) {
  ReportRequest request = lon_lat_time();
  request.columns.time_end = "until";
  request.columns.closed = "closed";
  const ReportsRead read = read_text(
      "lon,lat,time,until,closed\n"
      "4,50,2024-06-01,2024-06-02,2024-06-03\n"
      "4,50,2024-06-01,,NA\n"
      "4,50,2024-06-01,2024-05-31,\n"
      "4,50,2024-06-01,never,\n"
      "4,50,2024-06-01,,2024-02-30\n",
      request);
  EXPECT_EQ(rejects_of(read), "3:bad_date 4:bad_date 5:bad_date");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("ends before it begins"));
  EXPECT_EQ(iso_text(read.points.attributes.find_as<Instants>("time_end")->values[0]), "2024-06-01T22:00:00Z");
  EXPECT_THAT(read.points.attributes.find_as<Instants>("closed")->values[1], no_instant);
}

}  // namespace
}  // namespace vigie
