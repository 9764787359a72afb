// Instants and zones: every clock change of a city, the edges of the calendar, and the library as slow reference.
#include "engine/base/calendar.h"

#include <date/tz.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>
#include <vector>

#include "engine/base/error.h"

namespace vigie {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr Instant hour = 3'600'000;

std::string text_of(const ParsedTime& time) {
  return time.fault == TimeFault::none ? iso_text(time.instant) : std::string(time.why);
}

TEST(Zone, BrusselsIsOneHourAheadInWinterAndTwoInSummer) {
  const TimeZone brussels("Europe/Brussels");
  EXPECT_EQ(text_of(brussels.instant({.year = 2024, .month = 1, .day = 15, .hour = 12})), "2024-01-15T11:00:00Z");
  EXPECT_EQ(text_of(brussels.instant({.year = 2024, .month = 7, .day = 15, .hour = 12})), "2024-07-15T10:00:00Z");
}

TEST(Zone, TheSpringGapDoesNotExist) {
  const TimeZone brussels("Europe/Brussels");
  const auto at = [&](int h, int m) {
    return brussels.instant({.year = 2024, .month = 3, .day = 31, .hour = h, .minute = m});
  };
  EXPECT_EQ(text_of(at(1, 59)), "2024-03-31T00:59:00Z");
  EXPECT_EQ(at(2, 0).fault, TimeFault::bad_date);
  EXPECT_EQ(at(2, 30).fault, TimeFault::bad_date);
  EXPECT_EQ(at(2, 59).fault, TimeFault::bad_date);
  EXPECT_EQ(text_of(at(3, 0)), "2024-03-31T01:00:00Z");
}

TEST(Zone, TheAutumnOverlapIsTheEarlierInstantAndFlagged) {
  const TimeZone brussels("Europe/Brussels");
  const auto at = [&](int h, int m) {
    return brussels.instant({.year = 2024, .month = 10, .day = 27, .hour = h, .minute = m});
  };
  EXPECT_FALSE(at(1, 59).overlap);
  EXPECT_EQ(text_of(at(2, 30)), "2024-10-27T00:30:00Z");
  EXPECT_TRUE(at(2, 0).overlap);
  EXPECT_TRUE(at(2, 59).overlap);
  EXPECT_FALSE(at(3, 0).overlap);
  EXPECT_EQ(text_of(at(3, 0)), "2024-10-27T02:00:00Z");
}

// Zones with half hours, changes at midnight, a day left out, and none at all.
TEST(Zone, AgreesWithTheDateLibraryOnRandomLocalTimes) {
  std::mt19937_64 random(20240331);
  for (const char* name : {"Europe/Brussels", "America/Chicago", "Australia/Lord_Howe", "America/Sao_Paulo",
                           "Pacific/Apia", "Asia/Kolkata", "Asia/Beirut", "Etc/UTC"}) {
    const TimeZone zone(name);
    const date::time_zone* reference = date::locate_zone(name);
    std::uniform_int_distribution<std::int64_t> minutes(-70LL * 525'960, 67LL * 525'960);  // 1900..2037
    for (int i = 0; i < 4000; ++i) {
      const date::local_seconds local{std::chrono::minutes{minutes(random)}};
      const auto day = date::floor<date::days>(local);
      const date::year_month_day ymd{day};
      const date::hh_mm_ss clock{local - day};
      const ParsedTime ours = zone.instant({.year = int{ymd.year()},
                                            .month = static_cast<int>(unsigned{ymd.month()}),
                                            .day = static_cast<int>(unsigned{ymd.day()}),
                                            .hour = static_cast<int>(clock.hours().count()),
                                            .minute = static_cast<int>(clock.minutes().count())});
      const date::local_info info = reference->get_info(local);
      ASSERT_EQ(ours.fault == TimeFault::bad_date, info.result == date::local_info::nonexistent) << name << ' ' << i;
      if (ours.fault != TimeFault::none) continue;
      ASSERT_EQ(ours.overlap, info.result == date::local_info::ambiguous) << name << ' ' << i;
      ASSERT_EQ(ours.instant, (local.time_since_epoch() - info.first.offset).count() * 1000) << name << ' ' << i;
    }
  }
}

TEST(Zone, LocalTurnsEveryInstantBack) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<Instant> instants(-2'000'000'000'000, 2'100'000'000'000);
  const TimeZone zone("America/Chicago");
  for (int i = 0; i < 20000; ++i) {
    const Instant instant = instants(random);
    const ParsedTime again = zone.instant(zone.local(instant));
    ASSERT_EQ(again.fault, TimeFault::none);
    // In the overlap the earlier instant comes back, one hour before.
    ASSERT_TRUE(again.instant == instant || (again.overlap && again.instant == instant - hour)) << instant;
  }
}

TEST(Zone, DayStartFollowsClocksThatJumpOverMidnight) {
  const TimeZone sao_paulo("America/Sao_Paulo");  // 2018-11-04 began at 01:00
  EXPECT_EQ(sao_paulo.instant({.year = 2018, .month = 11, .day = 4}).fault, TimeFault::bad_date);
  EXPECT_EQ(text_of(sao_paulo.day_start(2018, 11, 4)), "2018-11-04T03:00:00Z");
  EXPECT_EQ(text_of(sao_paulo.day_start(2018, 11, 5)), "2018-11-05T02:00:00Z");
  const TimeZone apia("Pacific/Apia");  // 30 December 2011 was left out
  EXPECT_EQ(apia.day_start(2011, 12, 30).fault, TimeFault::bad_date);
  EXPECT_EQ(text_of(apia.day_start(2011, 12, 31)), "2011-12-30T10:00:00Z");
}

TEST(Zone, AnUnknownNameNamesTheNearest) {
  EXPECT_THAT([] { TimeZone("Europe/Brusels"); }, ThrowsMessage<UsageError>(HasSubstr("Europe/Brussels")));
  EXPECT_THROW(TimeZone(""), UsageError);
  EXPECT_THROW(TimeZone("../../etc/passwd"), UsageError);
}

TEST(Zone, IsReadFromManyThreadsAtOnce) {
  std::vector<Instant> found(8);
  {
    std::vector<std::jthread> team;
    for (std::size_t i = 0; i < found.size(); ++i)
      team.emplace_back([&found, i] {
        found[i] = TimeZone("Asia/Tokyo").instant({.year = 2024, .month = 5, .day = 1, .hour = 9}).instant;
      });
  }
  EXPECT_THAT(found, testing::Each(Instant{1'714'521'600'000}));
}

TEST(Civil, ClockTimesOutOfRangeAreBadDates) {
  const auto fault = [](CivilTime t) { return utc_instant(t).fault; };
  EXPECT_EQ(fault({.year = 2023, .month = 2, .day = 29}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 2024, .month = 2, .day = 29}), TimeFault::none);
  EXPECT_EQ(fault({.year = 2024, .month = 2, .day = 30}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 2024, .month = 4, .day = 31}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 2024, .month = 13}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 2024, .month = 0}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 2024, .day = 0}), TimeFault::bad_date);
  EXPECT_EQ(fault({.year = 0}), TimeFault::bad_date);
  EXPECT_EQ(fault({.hour = 25}), TimeFault::bad_date);
  EXPECT_EQ(fault({.hour = 24, .minute = 1}), TimeFault::bad_date);
  EXPECT_EQ(fault({.minute = 60}), TimeFault::bad_date);
  EXPECT_EQ(fault({.second = 61}), TimeFault::bad_date);
}

TEST(Civil, TwentyFourHoursIsTheNextDayAndTheLeapSecondIsFiftyNine) {
  EXPECT_EQ(text_of(utc_instant({.year = 2023, .month = 12, .day = 31, .hour = 24})), "2024-01-01T00:00:00Z");
  EXPECT_EQ(text_of(utc_instant({.year = 2016, .month = 12, .day = 31, .hour = 23, .minute = 59, .second = 60})),
            "2016-12-31T23:59:59Z");
}

TEST(Civil, TheFirstAndTheLastYearFit) {
  EXPECT_EQ(utc_instant({.year = 1}).instant, -62'135'596'800'000);
  EXPECT_EQ(iso_text(utc_instant({.year = 1}).instant), "0001-01-01T00:00:00Z");
  const CivilTime last{.year = 9999, .month = 12, .day = 31, .hour = 23, .minute = 59, .second = 59};
  EXPECT_EQ(iso_text(utc_instant(last).instant), "9999-12-31T23:59:59Z");
  const TimeZone tokyo("Asia/Tokyo");
  EXPECT_EQ(tokyo.local(tokyo.instant({.year = 1}).instant).year, 1);
  EXPECT_EQ(tokyo.local(tokyo.instant(last).instant).year, 9999);
}

TEST(Civil, DaysCountFromTheEpoch) {
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(days_from_civil(2000, 3, 1), 11017);
  EXPECT_EQ(days_from_civil(1969, 12, 31), -1);
  EXPECT_EQ(days_from_civil(2024, 3, 1) - days_from_civil(2024, 2, 1), 29);
}

TEST(IsoText, HasThreeDecimalsWhereAsked) {
  EXPECT_EQ(iso_text(1'717'207'200'005), "2024-06-01T02:00:00Z");
  EXPECT_EQ(iso_text(1'717'207'200'005, Precision::milliseconds), "2024-06-01T02:00:00.005Z");
  EXPECT_EQ(iso_text(-1, Precision::milliseconds), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(iso_text(no_instant), "");
}

TEST(ZoneDatabase, NamesItsVersion) {
  EXPECT_THAT(zone_database_version(), testing::MatchesRegex("20[0-9][0-9][a-z]+"));
}

}  // namespace
}  // namespace vigie
