// Nearest outlines and shared borders, against looking at every edge.
#include "engine/geometry/nearest_area.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "engine/geometry/outline_distance.h"
#include "engine/geometry/shared_outline.h"

namespace vigie {
namespace {

MultiPolygon rectangle(double west, double south, double width, double height) {
  const double east = west + width, north = south + height;
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

TEST(NearestArea, LooksOnlyAtAreasThatCount) {
  const std::vector<MultiPolygon> areas{rectangle(0, 0, 10, 10), rectangle(100, 0, 10, 10)};
  const NearestArea nearest(areas);
  EXPECT_NEAR(nearest.distance({40, 5}, [](std::int32_t) { return true; }), 30, 1e-12);
  EXPECT_NEAR(nearest.distance({40, 5}, [](std::int32_t area) { return area == 1; }), 60, 1e-12);
  EXPECT_TRUE(std::isinf(nearest.distance({40, 5}, [](std::int32_t) { return false; })));
}

TEST(NearestArea, EqualsTheDistanceToEveryEdge) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> place(0, 1000), size(5, 60);
  std::vector<MultiPolygon> areas;
  for (int i = 0; i < 40; ++i) areas.push_back(rectangle(place(random), place(random), size(random), size(random)));
  const NearestArea nearest(areas);
  for (int i = 0; i < 200; ++i) {
    const std::vector<Point> p{{place(random), place(random)}};
    double slow = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < areas.size(); a += 2) slow = std::min(slow, distances_to_outline(p, areas[a]).front());
    EXPECT_NEAR(nearest.distance(p.front(), [](std::int32_t area) { return area % 2 == 0; }), slow, 1e-9);
  }
}

TEST(SharedOutline, IsTheBorderThatTwoAreasHaveInCommon) {
  // Two squares side by side share 100 m; a third touches the second at a corner only.
  const std::vector<MultiPolygon> areas{rectangle(0, 0, 100, 100), rectangle(100, 0, 100, 100),
                                        rectangle(200, 100, 50, 50)};
  EXPECT_EQ(outline_length(areas[0]), 400);
  EXPECT_EQ(shared_outlines(areas, 10), (std::vector<double>{100, 100, 0}));
  EXPECT_EQ(shared_outlines(areas, 150), (std::vector<double>{0, 0, 0}));
}

}  // namespace
}  // namespace vigie
