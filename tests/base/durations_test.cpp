// Lengths of time as people write them.
#include "engine/base/durations.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

TEST(Durations, ReadDaysWeeksAndHours) {
  EXPECT_EQ(parse_days("30"), 30.0);
  EXPECT_EQ(parse_days("30d"), 30.0);
  EXPECT_EQ(parse_days(" 30 days "), 30.0);
  EXPECT_EQ(parse_days("8w"), 56.0);
  EXPECT_EQ(parse_days("2 weeks"), 14.0);
  EXPECT_EQ(parse_days("36h"), 1.5);
  for (const char* text : {"", "d", "-3d", "0", "three days", "1 month"}) EXPECT_FALSE(parse_days(text)) << text;
}

}  // namespace
}  // namespace vigie
