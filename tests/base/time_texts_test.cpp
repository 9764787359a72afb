// Clock texts as reports carry them: what each says, or why it says nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <random>

#include "engine/base/calendar.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const TimeZone& brussels() {
  static const TimeZone zone("Europe/Brussels");
  return zone;
}

// The instant in UTC, or "bad" or "missing".
std::string read(const std::string& format, std::string_view text) {
  const ParsedTime time = TimeReader(format, brussels()).parse(text);
  if (time.fault == TimeFault::missing) return "missing";
  if (time.fault == TimeFault::bad_date) {
    EXPECT_FALSE(time.why.empty()) << text;
    return "bad";
  }
  return iso_text(time.instant, time.instant % 1000 == 0 ? Precision::seconds : Precision::milliseconds);
}

std::string why(const std::string& format, std::string_view text) {
  return std::string(TimeReader(format, brussels()).parse(text).why);
}

TEST(IsoTime, WithoutZoneIsLocal) {
  EXPECT_EQ(read("iso", "2024-06-01T14:30:15"), "2024-06-01T12:30:15Z");
  EXPECT_EQ(read("iso", "2024-06-01 14:30"), "2024-06-01T12:30:00Z");
  EXPECT_EQ(read("iso", "2024/01/15 14:30:00"), "2024-01-15T13:30:00Z");
  EXPECT_EQ(read("iso", " 2024-06-01T14:30:15 "), "2024-06-01T12:30:15Z");
}

TEST(IsoTime, WithZoneNeedsNoOther) {
  EXPECT_EQ(read("iso", "2024-06-01T14:30:15Z"), "2024-06-01T14:30:15Z");
  EXPECT_EQ(read("iso", "2024-06-01T14:30:15+05:30"), "2024-06-01T09:00:15Z");
  EXPECT_EQ(read("iso", "2024-06-01T14:30:15-0800"), "2024-06-01T22:30:15Z");
  EXPECT_EQ(read("iso", "2024-06-01 14:30:15 +02"), "2024-06-01T12:30:15Z");
  EXPECT_EQ(read("iso", "2024-03-31T02:30:00+01:00"), "2024-03-31T01:30:00Z");  // a gap is a matter of local times
}

TEST(IsoTime, KeepsMilliseconds) {
  EXPECT_EQ(read("iso", "2018-01-05 16:22:21.287"), "2018-01-05T15:22:21.287Z");
  EXPECT_EQ(read("iso", "2018-01-05 16:22:21.5"), "2018-01-05T15:22:21.500Z");
  EXPECT_EQ(read("iso", "2018-01-05T16:22:21.2879999Z"), "2018-01-05T16:22:21.287Z");
  EXPECT_EQ(read("iso", "2018-01-05 16:22:21.0"), "2018-01-05T15:22:21Z");
}

TEST(IsoTime, DatesAndMonthsAreTheirFirstInstant) {
  EXPECT_EQ(read("iso", "2024-06-01"), "2024-05-31T22:00:00Z");
  EXPECT_EQ(read("iso", "2024/06/01"), "2024-05-31T22:00:00Z");
  EXPECT_EQ(read("iso", "2024-02"), "2024-01-31T23:00:00Z");
  const TimeReader reader("iso", TimeZone("America/Sao_Paulo"));
  EXPECT_EQ(iso_text(reader.parse("2018-11-04").instant), "2018-11-04T03:00:00Z");
}

TEST(IsoTime, NullTokensAreMissing) {
  for (const char* text : {"", "  ", "NA", "N/A", "null", "NaN", "-"}) EXPECT_EQ(read("iso", text), "missing") << text;
}

TEST(IsoTime, EverythingElseIsBad) {
  for (const char* text : {"2024-06-01T",
                           "2024-06-01T14",
                           "2024-06-01T14:3",
                           "2024-06-01T14:30:",
                           "2024-06-01T14:30:15.",
                           "2024-6-1",
                           "2024-06-01T14:30:15+2",
                           "2024-06-01T14:30:15+02:",
                           "2024-06-01T14:30:15+24:00",
                           "2024-06-01T14:30:15X",
                           "2024-06-01T14:30:15ZZ",
                           "2024-06/01",
                           "2024",
                           "24-06-01",
                           "01/06/2024",
                           "20240601",
                           "45382.1042",
                           "yesterday",
                           "2024-06-01T24:30",
                           "2024-02-30",
                           "2024-03-31T02:30",
                           "0000-01-01",
                           "12024-01-01",
                           "-2024-01-01",
                           "2024-06-",
                           "\xC3\xA9t\xC3\xA9"})
    EXPECT_EQ(read("iso", text), "bad") << text;
}

TEST(IsoTime, SaysWhatToDo) {
  EXPECT_THAT(why("iso", "01/06/2024"), HasSubstr("%d/%m/%Y"));
  EXPECT_THAT(why("iso", "1717245015"), HasSubstr("epoch_s"));
  EXPECT_THAT(why("iso", "2024-02-30"), HasSubstr("30 February"));
  EXPECT_THAT(why("iso", "2024-03-31T02:30"), HasSubstr("spring"));
}

TEST(Epoch, SecondsAndMilliseconds) {
  EXPECT_EQ(read("epoch_s", "1717245015"), "2024-06-01T12:30:15Z");
  EXPECT_EQ(read("epoch_s", "1717245015.25"), "2024-06-01T12:30:15.250Z");
  EXPECT_EQ(read("epoch_s", "-1"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(read("epoch_ms", "1717245015287"), "2024-06-01T12:30:15.287Z");
  EXPECT_EQ(read("epoch_s", "1717245015287"), "bad");  // the year 56,388
  EXPECT_EQ(read("epoch_s", "1e300"), "bad");
  EXPECT_EQ(read("epoch_s", "1e400"), "bad");
  EXPECT_EQ(read("epoch_s", "2024-06-01"), "bad");
  EXPECT_EQ(read("epoch_ms", ""), "missing");
}

// Counted from the epoch: serial 25569 is 1970-01-01 in the 1900 system, so that 45382 is 2024-03-31.
TEST(Excel, SerialsOfThe1900System) {
  EXPECT_EQ(read("excel", "45382"), "2024-03-30T23:00:00Z");               // 2024-03-31
  EXPECT_EQ(read("excel", "45382.104166666664"), "bad");                   // 02:30 on the day of the spring change
  EXPECT_EQ(read("excel", "45383.104166666664"), "2024-04-01T00:30:00Z");  // 02:30
  EXPECT_EQ(read("excel", "25569.5"), "1970-01-01T11:00:00Z");
  EXPECT_EQ(read("excel", "2958466"), "bad");
}

TEST(Excel, TheLeapDayOf1900NeverWas) {
  const TimeReader utc("excel", TimeZone("Etc/UTC"));
  EXPECT_EQ(iso_text(utc.parse("1").instant), "1900-01-01T00:00:00Z");
  EXPECT_EQ(iso_text(utc.parse("59").instant), "1900-02-28T00:00:00Z");
  EXPECT_EQ(utc.parse("60").fault, TimeFault::bad_date);
  EXPECT_EQ(utc.parse("60.5").fault, TimeFault::bad_date);
  EXPECT_EQ(iso_text(utc.parse("61").instant), "1900-03-01T00:00:00Z");
  EXPECT_EQ(utc.parse("0.5").fault, TimeFault::bad_date);  // half past no day
  EXPECT_EQ(utc.parse("-1").fault, TimeFault::bad_date);
}

TEST(Pattern, DayFirstAndMonthFirst) {
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "03/02/2024 14:30"), "2024-02-03T13:30:00Z");
  EXPECT_EQ(read("%m/%d/%Y %H:%M", "03/02/2024 14:30"), "2024-03-02T13:30:00Z");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "3/2/2024 4:05"), "2024-02-03T03:05:00Z");
  EXPECT_EQ(read("%d/%m/%Y", "03/02/2024"), "2024-02-02T23:00:00Z");
  EXPECT_EQ(read("%d/%m/%Y", "03/13/2024"), "bad");
}

TEST(Pattern, TwelveHourClocks) {
  const std::string format = "%m/%d/%Y %I:%M:%S %p";
  EXPECT_EQ(read(format, "01/15/2024 12:00:00 AM"), "2024-01-14T23:00:00Z");
  EXPECT_EQ(read(format, "01/15/2024 12:00:00 PM"), "2024-01-15T11:00:00Z");
  EXPECT_EQ(read(format, "01/15/2024 01:00:00 pm"), "2024-01-15T12:00:00Z");
  EXPECT_EQ(read(format, "01/15/2024 13:00:00 PM"), "bad");
  EXPECT_EQ(read(format, "01/15/2024 00:00:00 AM"), "bad");
  EXPECT_EQ(read(format, "01/15/2024 01:00:00"), "bad");
}

TEST(Pattern, MonthNamesDaysOfTheYearAndOffsets) {
  EXPECT_EQ(read("%d %b %Y", "5 Feb 2024"), "2024-02-04T23:00:00Z");
  EXPECT_EQ(read("%d %B %Y", "5 february 2024"), "2024-02-04T23:00:00Z");
  EXPECT_EQ(read("%b %e %Y %T", "May  5 2024 10:11:12"), "2024-05-05T08:11:12Z");
  EXPECT_EQ(read("%d %b %Y", "5 Fév 2024"), "bad");
  EXPECT_EQ(read("%Y %j", "2024 366"), "2024-12-30T23:00:00Z");
  EXPECT_EQ(read("%Y %j", "2024 060"), "2024-02-28T23:00:00Z");
  EXPECT_EQ(read("%Y %j", "2023 366"), "bad");
  EXPECT_EQ(read("%F %T%z", "2024-06-01 10:00:00-0700"), "2024-06-01T17:00:00Z");
  EXPECT_EQ(read("%Y%m%dT%H%M%S", "20240601T143015"), "2024-06-01T12:30:15Z");
}

TEST(Pattern, SecondsMayHaveAFraction) {
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S", "01.06.2024 14:30:15,5"), "2024-06-01T12:30:15.500Z");
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S.000", "01.06.2024 14:30:15.000"), "2024-06-01T12:30:15Z");
}

TEST(Pattern, TheWholeTextMustMatch) {
  EXPECT_EQ(read("%d/%m/%Y", "03/02/2024 14:30"), "bad");
  EXPECT_EQ(read("%d/%m/%Y", "03/02/24"), "bad");
  EXPECT_EQ(read("%d/%m/%Y", "03-02-2024"), "bad");
  EXPECT_EQ(read("%d%%%m%%%Y", "03%02%2024"), "2024-02-02T23:00:00Z");
}

TEST(Pattern, WhatCannotBeUsedIsRefusedAtOnce) {
  const auto make = [](const char* format) { return [format] { TimeReader(format, brussels()); }; };
  EXPECT_THAT(make("%d/%m/%y"), ThrowsMessage<UsageError>(HasSubstr("%Y")));
  EXPECT_THAT(make("%d/%m"), ThrowsMessage<UsageError>(HasSubstr("year")));
  EXPECT_THAT(make("%Y"), ThrowsMessage<UsageError>(HasSubstr("month")));
  EXPECT_THAT(make("%Y-%m-%d %I:%M"), ThrowsMessage<UsageError>(HasSubstr("%p")));
  EXPECT_THAT(make("%Y-%m-%d %H:%M %Z"), ThrowsMessage<UsageError>(HasSubstr("%Z")));
  EXPECT_THAT(make("%Y-%m-%d %"), ThrowsMessage<UsageError>(HasSubstr("%%")));
  EXPECT_THAT(make("%Y-%m-%d :%M"), ThrowsMessage<UsageError>(HasSubstr("hour")));
  EXPECT_THAT(make("epoch"), ThrowsMessage<UsageError>(HasSubstr("epoch_s")));
  EXPECT_THAT(make("dd/mm/yyyy"), ThrowsMessage<UsageError>(HasSubstr("pattern")));
  EXPECT_THROW(make("")(), UsageError);
}

// Every ISO text that is written is read again, and its pattern twin agrees.
TEST(IsoTime, RoundTripOfRandomInstants) {
  std::mt19937_64 random(11);
  std::uniform_int_distribution<Instant> instants(-62'135'596'800'000, 253'402'300'799'999);
  const TimeReader iso("iso", brussels()), pattern("%Y-%m-%dT%H:%M:%S%z", brussels());
  for (int i = 0; i < 20000; ++i) {
    const Instant instant = instants(random);
    const std::string text = iso_text(instant, Precision::milliseconds);
    ASSERT_EQ(iso.parse(text).instant, instant) << text;
    ASSERT_EQ(pattern.parse(text).instant, instant) << text;
  }
}

TEST(IsoTime, NoTextEverThrows) {
  std::mt19937_64 random(5);
  const std::string letters = std::string("0123456789-/:T Z+.,%aM\xC3") + '\0';
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1), length(0, 30);
  const std::vector<TimeReader> readers{TimeReader("iso", brussels()), TimeReader("epoch_ms", brussels()),
                                        TimeReader("excel", brussels()),
                                        TimeReader("%d %b %Y %I:%M:%S %p", brussels())};
  int good = 0;
  for (int i = 0; i < 100000; ++i) {
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += letters[letter(random)];
    for (const TimeReader& reader : readers)
      if (reader.parse(text).fault == TimeFault::none) ++good;
  }
  EXPECT_GT(good, 0);
}

TEST(IsoTime, KnowsNoLocale) {
  const char* const was = std::setlocale(LC_ALL, nullptr);
  const std::string saved = was ? was : "C";
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_BE.UTF-8", "C.UTF-8"}) {
    if (!std::setlocale(LC_ALL, locale)) continue;
    EXPECT_EQ(read("epoch_s", "1717245015.25"), "2024-06-01T12:30:15.250Z") << locale;
    EXPECT_EQ(read("%d %b %Y", "5 May 2024"), "2024-05-04T22:00:00Z") << locale;
  }
  std::setlocale(LC_ALL, saved.c_str());
}

}  // namespace
}  // namespace vigie
