// Lengths as people write them.
#include "engine/data/units.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

TEST(ParseLength, ReadsUnitsOfTheContract) {
  EXPECT_EQ(parse_length("500m"), 500);
  EXPECT_EQ(parse_length("500"), 500);
  EXPECT_EQ(parse_length(" 1.2 km "), 1200);
  EXPECT_DOUBLE_EQ(parse_length("300ft").value(), 91.44);
  EXPECT_DOUBLE_EQ(parse_length("3937us-ft").value(), 1200);
  EXPECT_DOUBLE_EQ(parse_length("2mi").value(), 3218.688);
}

TEST(ParseLength, RefusesTheRest) {
  for (const char* text : {"", "m", "km", "5 parsec", "1,5km", "500 m 3", "NA", "-"})
    EXPECT_FALSE(parse_length(text).has_value()) << text;
}

TEST(Symbol, EveryUnitButNoneHasOne) {
  EXPECT_EQ(symbol(Unit::none), "");
  for (int i = 1; i <= static_cast<int>(Unit::percent); ++i) EXPECT_NE(symbol(static_cast<Unit>(i)), "") << i;
  EXPECT_EQ(symbol(Unit::square_kilometre), "km2");
}

}  // namespace
}  // namespace vigie
