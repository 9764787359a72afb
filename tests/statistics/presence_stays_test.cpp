// Days drawn as texts: one letter per hour, turned into visits that whole hours can tell apart.
#include "engine/statistics/presence_stays.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string_view>
#include <vector>

namespace vigie {
namespace {

constexpr Instant hour = 3'600'000;

// '.' no presence, a letter its minutes: a = 5, m = 12, z = 55.
std::vector<PresenceHour> drawn(std::string_view day) {
  std::vector<PresenceHour> hours;
  for (std::size_t i = 0; i < day.size(); ++i)
    if (day[i] != '.')
      hours.push_back({static_cast<Instant>(i) * hour, day[i] == 'a' ? 5.0 : day[i] == 'm' ? 12.0 : 55.0});
  return hours;
}

TEST(PresenceStays, HoursThatFollowEachOtherAreOneVisit) {
  const Stays stays = presence_stays(drawn("..a.mm...z"), 60);
  EXPECT_EQ(stays.number, 3);
  EXPECT_EQ(stays.mean_gap, 2);  // one empty hour, then three
  EXPECT_EQ(stays.longest_gap, 3);
  EXPECT_DOUBLE_EQ(stays.shorter, 1 / 3.0);
  EXPECT_EQ(stays.fitting, 0);  // 12 and 12 minutes make 24
  EXPECT_DOUBLE_EQ(stays.longer, 2 / 3.0);
}

TEST(PresenceStays, AVisitEndsAfterTwiceTheInterval) {
  const auto hours = drawn("a.a..a...a");
  EXPECT_EQ(presence_stays(hours, 1800).number, 4);
  EXPECT_EQ(presence_stays(hours, 1801).number, 3) << "one empty hour is not surely longer than 2 x 1801 s";
  EXPECT_EQ(presence_stays(hours, 3601).number, 2);
  EXPECT_EQ(presence_stays(hours, 5401).number, 1);
}

TEST(PresenceStays, BordersOfTheRangeBelongToIt) {
  const auto share = [](double minutes) { return presence_stays(std::vector<PresenceHour>{{0, minutes}}, 60); };
  EXPECT_EQ(share(9.99).shorter, 1);
  EXPECT_EQ(share(10).fitting, 1);
  EXPECT_EQ(share(16).fitting, 1);
  EXPECT_EQ(share(16.01).longer, 1);
}

TEST(PresenceStays, SaysNothingWhereNothingCanBeSaid) {
  const Stays none = presence_stays({}, 60);
  EXPECT_EQ(none.number, 0);
  for (double value : {none.mean_gap, none.longest_gap, none.shorter, none.fitting, none.longer})
    EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(std::isnan(presence_stays(drawn("m"), 60).mean_gap));
  EXPECT_FALSE(std::isnan(presence_stays(drawn("m"), 180).fitting));
  EXPECT_TRUE(std::isnan(presence_stays(drawn("m"), 181).fitting));
  const Stays added = presence_stays(std::vector<PresenceHour>{{0, 12}, {5 * hour, 61}}, 60);
  EXPECT_TRUE(added.persons_added);
  EXPECT_EQ(added.number, 2);
  EXPECT_TRUE(std::isnan(added.fitting));
}

// Positions every `interval` seconds on a clock, visits cut by the rule of METHODS on the positions themselves: what
// whole hours tell apart is never more, and never a gap longer than the true one.
TEST(PresenceStays, NeverClaimsMoreThanThePositionsHold) {
  std::mt19937_64 draw(7);
  for (int round = 0; round < 300; ++round) {
    const Instant interval = std::vector<Instant>{60, 300, 1200, 2700}[static_cast<std::size_t>(round % 4)] * 1000;
    std::vector<Instant> positions;
    for (Instant t = 0; t < 72 * hour; t += interval)
      if (draw() % 100 < 2 + static_cast<std::uint64_t>(round % 30)) positions.push_back(t);
    std::int64_t visits = positions.empty() ? 0 : 1;
    Instant longest = 0;
    std::vector<PresenceHour> hours;
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const Instant gap = i > 0 ? positions[i] - positions[i - 1] : 0;
      if (gap > 2 * interval) ++visits;
      longest = std::max(longest, gap);
      const Instant begin = positions[i] / hour * hour;
      if (hours.empty() || hours.back().begin != begin) hours.push_back({begin, 0});
      hours.back().minutes += static_cast<double>(interval) / 60'000;
    }
    const Stays stays = presence_stays(hours, static_cast<double>(interval) / 1000);
    EXPECT_LE(stays.number, visits);
    if (stays.number > 1) {
      EXPECT_LT(stays.longest_gap * static_cast<double>(hour), static_cast<double>(longest));
    }
  }
}

}  // namespace
}  // namespace vigie
