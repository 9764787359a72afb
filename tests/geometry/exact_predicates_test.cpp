// Sides of lines, compared with fractions where doubles go wrong.
#include "engine/geometry/exact_predicates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/geometry/drawn_shapes.h"

namespace vigie {
namespace {

TEST(Orientation, TellsLeftFromRight) {
  EXPECT_EQ(orientation({0, 0}, {1, 0}, {0, 1}), 1);
  EXPECT_EQ(orientation({0, 0}, {1, 0}, {0, -1}), -1);
  EXPECT_EQ(orientation({0, 0}, {1, 0}, {5, 0}), 0);
  EXPECT_EQ(orientation({1, 1}, {1, 1}, {7, 9}), 0);
}

// A comb of neighboring doubles around the middle of a line: plain doubles misjudge many of these.
TEST(Orientation, IsExactWithinTheLastBits) {
  int wrong_in_doubles = 0;
  for (const Point offset : {Point{0.5, 0.5}, Point{153'187.3, 211'040.7}})
    for (int i = -40; i <= 40; ++i)
      for (int j = -40; j <= 40; ++j) {
        const Point a{offset.x + 12, offset.y + 12}, b{offset.x + 24, offset.y + 24};
        const double ulp = std::nextafter(offset.x, 1e9) - offset.x;
        const Point c{offset.x + i * ulp, offset.y + j * ulp};
        const int exact = test::slow_orientation(a, b, c);
        ASSERT_EQ(orientation(a, b, c), exact);
        ASSERT_EQ(orientation(b, c, a), exact);
        ASSERT_EQ(orientation(b, a, c), -exact);
        const double plain = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        wrong_in_doubles += (plain > 0) - (plain < 0) != exact;
      }
  EXPECT_GT(wrong_in_doubles, 100);  // else this test would not need exact arithmetic
}

TEST(Orientation, AgreesWithFractionsOnPointsRoundedOntoLines) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> place(-1e6, 1e6), share(-1, 2);
  for (int i = 0; i < 3000; ++i) {
    const Point a{place(random), place(random)}, b{place(random), place(random)};
    const double t = share(random);
    const Point c{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    ASSERT_EQ(orientation(a, b, c), test::slow_orientation(a, b, c));
  }
}

TEST(MovedOrientation, BreaksTiesAsASmallStepNorthAndASmallerOneEastDo) {
  const std::vector<Point> ends{{0, 0}, {4, 0}, {0, 4}, {4, 4}, {-4, 4}, {2, -6}};
  for (const Point a : ends)
    for (const Point b : ends) {
      if (a == b) continue;
      for (const double t : {0.0, 0.5, 1.0, 2.0}) {
        const Point q{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        EXPECT_EQ(moved_orientation(a, b, q), orientation(a, b, {q.x + 1e-9, q.y + 1e-5}));
      }
    }
  EXPECT_EQ(moved_orientation({0, 0}, {1, 0}, {0, -3}), -1);  // no tie to break
}

TEST(OnSegment, HoldsEndsAndExactPointsBetweenOnly) {
  const Point a{0, 0}, b{6, 3};
  EXPECT_TRUE(on_segment(a, b, a));
  EXPECT_TRUE(on_segment(a, b, b));
  EXPECT_TRUE(on_segment(a, b, {2, 1}));
  EXPECT_FALSE(on_segment(a, b, {8, 4}));
  EXPECT_FALSE(on_segment(a, b, {2, std::nextafter(1.0, 2)}));
}

TEST(SegmentMeeting, NamesPointLineOrNothing) {
  const auto both = [](Point a, Point b, Point c, Point d) {
    EXPECT_EQ(meeting(a, b, c, d), meeting(d, c, b, a));
    return meeting(a, b, c, d);
  };
  EXPECT_EQ(both({0, 0}, {4, 4}, {0, 4}, {4, 0}), Meeting::point);  // X
  EXPECT_EQ(both({0, 0}, {4, 0}, {2, 0}, {2, 3}), Meeting::point);  // T
  EXPECT_EQ(both({0, 0}, {4, 0}, {4, 0}, {7, 5}), Meeting::point);  // corner
  EXPECT_EQ(both({0, 0}, {4, 0}, {4, 0}, {7, 0}), Meeting::point);  // end to end
  EXPECT_EQ(both({0, 0}, {4, 2}, {2, 1}, {8, 4}), Meeting::line);
  EXPECT_EQ(both({0, 0}, {9, 0}, {2, 0}, {3, 0}), Meeting::line);
  EXPECT_EQ(both({0, 0}, {0, 9}, {0, 9}, {0, 3}), Meeting::line);
  EXPECT_EQ(both({0, 0}, {4, 0}, {5, 0}, {7, 0}), Meeting::apart);
  EXPECT_EQ(both({0, 0}, {4, 4}, {1, 0}, {5, 4}), Meeting::apart);  // parallel
  EXPECT_EQ(both({0, 0}, {4, 4}, {3, 0}, {3, 2.9}), Meeting::apart);
}

}  // namespace
}  // namespace vigie
