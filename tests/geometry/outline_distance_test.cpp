// Distances to the outline of an area, by hand.
#include "engine/geometry/outline_distance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace vigie {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

TEST(OutlineDistance, ToEdgesCornersAndHoles) {
  const Ring hole{{40, 40}, {40, 60}, {60, 60}, {60, 40}, {40, 40}};
  const MultiPolygon area{{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, {hole}},
                          {{{200, 0}, {210, 0}, {210, 10}, {200, 0}}, {}}};
  const std::vector<Point> points{{50, -7}, {-3, -4}, {50, 50}, {100, 30}, {190, 0}, {10, 50}};
  EXPECT_THAT(distances_to_outline(points, area),
              ElementsAre(DoubleEq(7), DoubleEq(5), DoubleEq(10), DoubleEq(0), DoubleEq(10), DoubleEq(10)));
}

TEST(OutlineDistance, NothingIsInfinitelyFarFromNothing) {
  const std::vector<Point> points{{0, 0}};
  EXPECT_EQ(distances_to_outline(points, {}).front(), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(distances_to_outline({}, {}).empty());
}

}  // namespace
}  // namespace vigie
