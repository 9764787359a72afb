// Periods of counts: whole months and years of the local calendar, or two days.
#include "engine/job/count_periods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace vigie {
namespace {

using Ends = CountPeriodReader::Ends;

std::string period(std::string_view start, std::string_view end = "", const std::string& format = "iso") {
  static const TimeZone brussels("Europe/Brussels");
  const CountPeriodReader reader(format, brussels, end.empty() ? Ends::by_start : Ends::named);
  const CountPeriod found = reader.read(start, end == "-" ? "" : end);
  if (found.missing) return "missing";
  return found.why.empty() ? iso_text(found.from) + " " + iso_text(found.to) : "refused";
}

TEST(CountPeriods, AStartAloneNamesItsMonthOrYear) {
  // Local midnights: UTC+1 in winter, UTC+2 in summer.
  EXPECT_EQ(period("2024"), "2023-12-31T23:00:00Z 2024-12-31T23:00:00Z");
  EXPECT_EQ(period("2024-03"), "2024-02-29T23:00:00Z 2024-03-31T22:00:00Z");
  EXPECT_EQ(period(" 2024/12 "), "2024-11-30T23:00:00Z 2024-12-31T23:00:00Z");
  EXPECT_EQ(period("2024-13"), "refused");
  EXPECT_EQ(period("2024-00"), "refused");
  EXPECT_EQ(period("0000"), "refused");
}

TEST(CountPeriods, NobodyGuessesHowLongADayLasts) {
  EXPECT_EQ(period("2024-03-01"), "refused");
  EXPECT_EQ(period("March"), "refused");
  EXPECT_EQ(period(""), "missing");
}

TEST(CountPeriods, TwoDaysAreHalfOpen) {
  EXPECT_EQ(period("2024-03-01", "2024-04-01"), "2024-02-29T23:00:00Z 2024-03-31T22:00:00Z");
  EXPECT_EQ(period("01/03/2024", "08/03/2024", "%d/%m/%Y"), "2024-02-29T23:00:00Z 2024-03-07T23:00:00Z");
  EXPECT_EQ(period("2024-03-01", "2024-03-01"), "refused");
  EXPECT_EQ(period("2024-03-02", "2024-03-01"), "refused");
  EXPECT_EQ(period("2023-02-29", "2024-03-01"), "refused");
  EXPECT_EQ(period("2024-03-01", "2024-02-30"), "refused");
  EXPECT_EQ(period("2024-03-01", "-"), "missing");
}

}  // namespace
}  // namespace vigie
