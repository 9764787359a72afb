// The range of many instants against a plain search.
#include "engine/data/instant_range.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace vigie {
namespace {

TEST(InstantRange, IsTheEarliestAndTheLatestThatIsKnown) {
  std::mt19937_64 dice(4);
  for (const std::size_t count : {1UL, 1000UL, 200'000UL}) {
    Instants column;
    std::vector<Instant> known;
    for (std::size_t i = 0; i < count; ++i) {
      const auto instant = static_cast<Instant>(dice() % 2'000'000) - 1'000'000;
      column.values.push_back(i % 3 == 1 ? no_instant : instant);
      if (column.values.back() != no_instant) known.push_back(instant);
    }
    const InstantRange range = range_of(column);
    ASSERT_TRUE(range.known());
    EXPECT_EQ(range.first, *std::ranges::min_element(known));
    EXPECT_EQ(range.last, *std::ranges::max_element(known));
  }
}

TEST(InstantRange, OfNothingIsUnknown) {
  EXPECT_FALSE(range_of({}).known());
  EXPECT_FALSE(range_of({{no_instant, no_instant}}).known());
}

}  // namespace
}  // namespace vigie
