// Districts: every point in one of them, of about the same size, and apart where the demand is.
#include "engine/statistics/site_partition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace vigie {
namespace {

SiteCover discs(std::uint32_t seed, int points, int candidates, double width, double height, double reach) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> x(0, width), y(0, height);
  std::vector<Point> at, sites;
  for (int j = 0; j < candidates; ++j) sites.push_back({x(random), y(random)});
  for (int i = 0; i < points; ++i) at.push_back({x(random), y(random)});
  const SiteCover all = cover_within(at, std::vector<double>(at.size(), 1), sites, reach);
  SiteCover reached;
  reached.candidates = all.candidates;
  for (std::size_t i = 0; i < all.points(); ++i)
    if (!all.of(i).empty()) reached.add(1, all.of(i));
  return reached;
}

TEST(Partition, EveryPointOnceAndLinksShared) {
  const SiteCover cover = discs(1, 800, 90, 1000, 1000, 200);
  std::size_t longest = 0;
  for (std::size_t i = 0; i < cover.points(); ++i) longest = std::max(longest, cover.of(i).size());
  for (std::size_t parts : {1U, 2U, 6U, 12U}) {
    std::vector<int> times(cover.points(), 0);
    const auto districts = partition(cover, parts, parts % 2 == 0 ? 1 : 0);
    ASSERT_EQ(districts.size(), parts);
    for (const std::vector<std::uint32_t>& points : districts) {
      EXPECT_TRUE(std::ranges::is_sorted(points));
      double links = 0;
      for (std::uint32_t i : points) ++times[i], links += static_cast<double>(cover.of(i).size());
      EXPECT_NEAR(links, static_cast<double>(cover.candidate.size()) / static_cast<double>(parts),
                  4.0 * static_cast<double>(longest));
    }
    EXPECT_EQ(std::ranges::count(times, 1), static_cast<std::ptrdiff_t>(times.size()));
  }
}

// A strip ten times as long as wide: parts are cut across it, so that few candidates reach into two.
TEST(Partition, CutsAcrossTheLongestWay) {
  const SiteCover cover = discs(2, 600, 100, 5000, 500, 150);
  std::size_t reaching = 0;
  for (const std::vector<std::uint32_t>& points : partition(cover, 4, 2)) {
    std::set<std::uint32_t> candidates;
    for (std::uint32_t i : points) candidates.insert(cover.of(i).begin(), cover.of(i).end());
    reaching += candidates.size();
  }
  // Three cuts; beside each, candidates within the reach on either side: 3 * 100 * 300 m / 5000 m, and some for ends
  // that are not straight.
  EXPECT_LT(reaching, 100u + 18u + 15u);
}

TEST(Partition, SeparateTownsAreNotMixed) {
  SiteCover cover;
  cover.candidates = 4;
  for (int i = 0; i < 10; ++i) {  // by turns, so that the order of points does not tell
    cover.add(1, std::vector<std::uint32_t>{0, 1});
    cover.add(1, std::vector<std::uint32_t>{2, 3});
  }
  const auto districts = partition(cover, 2, 1);
  ASSERT_EQ(districts.size(), 2u);
  for (const std::vector<std::uint32_t>& points : districts) {
    ASSERT_EQ(points.size(), 10u);
    for (std::uint32_t i : points) EXPECT_EQ(i % 2, points.front() % 2);
  }
}

TEST(Partition, FewerPointsThanParts) {
  SiteCover cover;
  cover.candidates = 2;
  EXPECT_TRUE(partition(cover, 8, 3).empty());
  for (int i = 0; i < 3; ++i) cover.add(2, std::vector<std::uint32_t>{0, 1});
  EXPECT_EQ(partition(cover, 8, 3).size(), 3u);
}

}  // namespace
}  // namespace vigie
