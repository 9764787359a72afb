// Stacks against plain counting of every rounded place.
#include "engine/statistics/stacked_places.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

using Members = std::map<std::pair<double, double>, std::vector<std::size_t>>;

struct Places {
  std::vector<double> x, y;
};

// Streets of many addresses, some with a stack; both sides of zero.
Places town(std::size_t count) {
  std::mt19937_64 dice(11);
  std::uniform_int_distribution<int> address(-40, 40), stack(0, 9);
  Places places;
  for (std::size_t i = 0; i < count; ++i) {
    const bool stacked = stack(dice) == 0;
    places.x.push_back(stacked ? 3 * (address(dice) % 4) + 0.3 : address(dice) + 0.25);
    places.y.push_back(stacked ? -7.4 : address(dice) - 0.25);
  }
  return places;
}

Members slowly(const Places& places, std::size_t least) {
  Members all, stacks;
  for (std::size_t i = 0; i < places.x.size(); ++i)
    all[{std::round(places.x[i]), std::round(places.y[i])}].push_back(i);
  for (const auto& [place, members] : all)
    if (members.size() >= least) stacks[place] = members;
  return stacks;
}

Members of(const std::vector<StackedPlace>& stacks) {
  Members members;
  for (const StackedPlace& stack : stacks) members[{stack.at.x, stack.at.y}] = {stack.of.begin(), stack.of.end()};
  return members;
}

TEST(StackedPlaces, AreThosePlainCountingFinds) {
  const Places places = town(20'000);
  for (const std::size_t least : {2, 5, 20, 200, 400})
    EXPECT_EQ(of(stacked_places(places.x, places.y, least)), slowly(places, least)) << least;
}

TEST(StackedPlaces, ComeFullestFirstForAnyNumberOfThreads) {
  const Places places = town(200'000);
  set_threads(1);
  const std::vector<StackedPlace> alone = stacked_places(places.x, places.y, 20);
  set_threads(4);
  const std::vector<StackedPlace> together = stacked_places(places.x, places.y, 20);
  set_threads(0);
  ASSERT_EQ(alone.size(), together.size());
  for (std::size_t i = 0; i < alone.size(); ++i) {
    EXPECT_EQ(alone[i].of, together[i].of);
    if (i > 0) {
      EXPECT_GE(alone[i - 1].of.size(), alone[i].of.size());
    }
  }
}

TEST(StackedPlaces, OfNothingAreNone) {
  EXPECT_TRUE(stacked_places({}, {}, 20).empty());
}

}  // namespace
}  // namespace vigie
