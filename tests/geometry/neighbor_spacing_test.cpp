// Spacings of a sample against those of all points.
#include "engine/geometry/neighbor_spacing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/base/parallel.h"
#include "engine/geometry/neighbors.h"

namespace vigie {
namespace {

struct Places {
  std::vector<double> x, y;
};

// Dense towns, empty country, and stacks of reports at one place.
Places uneven(std::size_t count) {
  std::mt19937_64 dice(3);
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> bell(0, 1);
  Places places;
  for (std::size_t i = 0; i < count; ++i) {
    const bool country = i % 10 == 0, stacked = i % 7 == 0;
    places.x.push_back(country ? 50000 * unit(dice) : stacked ? 1000 : 1000 + 80 * bell(dice));
    places.y.push_back(country ? 50000 * unit(dice) : stacked ? 2000 : 2000 + 80 * bell(dice));
  }
  return places;
}

TEST(NeighborSpacing, OfASampleIsExact) {
  const Places places = uneven(40'000);
  constexpr std::size_t most = 500;
  const std::vector<double> all = nearest_distinct(places.x, places.y);
  const std::vector<double> some = sampled_nearest_distinct(places.x, places.y, most);
  ASSERT_EQ(some.size(), most);
  for (std::size_t i = 0; i < most; ++i) EXPECT_EQ(some[i], all[i * places.x.size() / most]) << i;
}

// Most points in one cell of the raster, since a few lie far away.
TEST(NeighborSpacing, OfACrowdIsExact) {
  Places places = uneven(60'000);
  for (std::size_t i = 0; i < places.x.size(); ++i) {
    places.x[i] = i % 1000 == 0 ? 1e7 * static_cast<double>(i) : places.x[i] / 100;
    places.y[i] /= 100;
  }
  constexpr std::size_t most = 1800;
  const std::vector<double> all = nearest_distinct(places.x, places.y);
  const std::vector<double> some = sampled_nearest_distinct(places.x, places.y, most);
  ASSERT_EQ(some.size(), most);
  for (std::size_t i = 0; i < most; ++i) EXPECT_EQ(some[i], all[i * places.x.size() / most]) << i;
}

// Reports that stand at the centres of a few areas: circles reach over much of the raster, and most are the same.
TEST(NeighborSpacing, OfAFewPlacesIsExact) {
  for (const int places_each_way : {3, 60}) {
    Places places;
    std::mt19937_64 dice(7);
    for (int i = 0; i < 80'000; ++i) {
      places.x.push_back(1000.0 * static_cast<double>(dice() % static_cast<std::uint64_t>(places_each_way)));
      places.y.push_back(1000.0 * static_cast<double>(dice() % static_cast<std::uint64_t>(places_each_way)));
    }
    constexpr std::size_t most = 2000;
    for (const double distance : sampled_nearest_distinct(places.x, places.y, most)) EXPECT_EQ(distance, 1000);
  }
}

// Places so far apart that the circles around them cannot be listed by cell.
TEST(NeighborSpacing, OfLonelyPlacesIsExact) {
  std::mt19937_64 dice(8);
  std::uniform_real_distribution<double> unit(0, 1);
  Places distinct, places;
  for (int i = 0; i < 400; ++i) {
    distinct.x.push_back(1e6 * unit(dice));
    distinct.y.push_back(1e6 * unit(dice));
  }
  for (int i = 0; i < 60'000; ++i) {
    const std::size_t which = dice() % distinct.x.size();
    places.x.push_back(distinct.x[which]);
    places.y.push_back(distinct.y[which]);
  }
  constexpr std::size_t most = 1500;
  const std::vector<double> all = nearest_distinct(places.x, places.y);
  const std::vector<double> some = sampled_nearest_distinct(places.x, places.y, most);
  ASSERT_EQ(some.size(), most);
  for (std::size_t i = 0; i < most; ++i) EXPECT_EQ(some[i], all[i * places.x.size() / most]) << i;
}

TEST(NeighborSpacing, OfFewPointsIsThatOfAll) {
  const Places places = uneven(1000);
  EXPECT_EQ(sampled_nearest_distinct(places.x, places.y, 500), nearest_distinct(places.x, places.y));
}

TEST(NeighborSpacing, OfOnePlaceIsUnknown) {
  const std::vector<double> same(5000, 7.0);
  for (const double distance : sampled_nearest_distinct(same, same, 10)) EXPECT_TRUE(std::isnan(distance));
}

TEST(NeighborSpacing, DoesNotDependOnThreads) {
  const Places places = uneven(40'000);
  set_threads(1);
  const std::vector<double> alone = sampled_nearest_distinct(places.x, places.y, 300);
  set_threads(5);
  EXPECT_EQ(sampled_nearest_distinct(places.x, places.y, 300), alone);
  set_threads(0);
}

}  // namespace
}  // namespace vigie
