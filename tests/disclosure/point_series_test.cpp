// Which points may follow which.
#include "engine/disclosure/point_series.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

std::vector<ShownPoint> points(const std::string& places) {
  std::vector<ShownPoint> made;
  for (const char place : places) made.push_back({.place = std::string(1, place), .among = 9});
  return made;
}

std::string places(const std::vector<ShownPoint>& shown) {
  std::string text;
  for (const ShownPoint& point : shown) text += point.place;
  return text;
}

TEST(PointSeries, FewPointsNeitherComeNorGo) {
  EXPECT_TRUE(may_follow(points("aabc"), points("cbaa"), 3));
  EXPECT_FALSE(may_follow(points("aabc"), points("aabcd"), 3));
  EXPECT_FALSE(may_follow(points("aabc"), points("abc"), 3)) << "a report less in a place that stays";
  EXPECT_TRUE(may_follow(points("aabc"), points("aabcxyz"), 3));
  EXPECT_FALSE(may_follow(points("aabc"), points("abcxyz"), 3)) << "one goes while three come";
  EXPECT_TRUE(may_follow(points("aabcd"), points("dxyzw"), 3));
}

TEST(PointSeries, HoldsTheLastPointsUntilEnoughMove) {
  EXPECT_EQ(places(next_points(points("cba"), points("abcd"), Repeat::allowed, 3)), "abc");
  EXPECT_EQ(places(next_points(points("cba"), points("fedcba"), Repeat::allowed, 3)), "abcdef");
  EXPECT_EQ(places(next_points(points("cba"), points("ab"), Repeat::allowed, 3)), "") << "all three go";
  EXPECT_EQ(places(next_points({}, points("ab"), Repeat::allowed, 3)), "") << "too few to stand alone";
  EXPECT_EQ(places(next_points(points("cba"), points("abcd"), Repeat::barred, 3)), "");
}

}  // namespace
}  // namespace vigie
