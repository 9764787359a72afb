// Gaps drawn by hand: their area and their place.
#include "engine/geometry/zone_gaps.h"

#include <gtest/gtest.h>

#include "engine/geometry/overlay.h"
#include "tests/geometry/drawn_shapes.h"

namespace vigie {
namespace {

using test::rectangle;

std::vector<ZoneGap> gaps_of(const std::vector<MultiPolygon>& zones) {
  return zone_gaps(zones, unite(zones), 20);
}

// R78
TEST(ZoneGaps, NoneInAPartition) {
  EXPECT_TRUE(gaps_of({rectangle(0, 0, 300, 300), rectangle(300, 0, 600, 300), rectangle(0, 300, 600, 500)}).empty());
}

TEST(ZoneGaps, StripsThatAreOpenAtTheirEnds) {
  const auto gaps = gaps_of({rectangle(0, 0, 300, 300), rectangle(301, 0, 600, 300), rectangle(0, 302, 600, 500)});
  ASSERT_EQ(gaps.size(), 1u);  // both strips meet
  EXPECT_NEAR(gaps[0].area, 300 + 2 * 600, 1e-6);
}

TEST(ZoneGaps, EnclosedGroundOfAnySize) {
  const auto gaps = gaps_of({rectangle(0, 0, 300, 100), rectangle(0, 200, 300, 300), rectangle(0, 100, 100, 200),
                             rectangle(200, 100, 300, 200)});
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_NEAR(gaps[0].area, 10'000, 1e-9);
  EXPECT_NEAR(gaps[0].at.x, 150, 1e-9);
  EXPECT_NEAR(gaps[0].at.y, 150, 1e-9);
}

TEST(ZoneGaps, WideGroundAndInletsOfOneZoneAreTheOutside) {
  const MultiPolygon with_inlet{
      {{{0, 0}, {300, 0}, {300, 300}, {155, 300}, {155, 100}, {150, 100}, {150, 300}, {0, 300}, {0, 0}}, {}}};
  EXPECT_TRUE(gaps_of({with_inlet, rectangle(330, 0, 600, 300)}).empty());
}

TEST(ZoneGaps, RoundingIsNoGap) {
  EXPECT_TRUE(gaps_of({rectangle(0, 0, 300, 300), rectangle(300.000001, 0, 600, 300)}).empty());
}

}  // namespace
}  // namespace vigie
