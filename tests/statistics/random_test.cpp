// Addressed random numbers: known answers, and no number comes more often than another.
#include "engine/statistics/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace vigie {
namespace {

using testing::ElementsAre;

// Known answers published with Random123 1.09 (philox 4x32 10).
TEST(Random, IsPhilox) {
  EXPECT_THAT(philox({0, 0, 0, 0}, {0, 0}), ElementsAre(0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U));
  EXPECT_THAT(philox({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
              ElementsAre(0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U));
}

TEST(Random, DrawsWithoutBias) {
  std::vector<double> seen(7);
  for (std::uint32_t draw = 0; draw < 70'000; ++draw)
    seen[AddressedRandom(1, RandomPurpose::neighbor_permutation, 3, draw).below(7)] += 1;
  for (double count : seen) EXPECT_NEAR(count, 10'000, 5 * std::sqrt(10'000 * 6.0 / 7));
  // A bound just above 2^31 throws away nearly half of all numbers; without that the low half would come twice.
  double low = 0;
  AddressedRandom random(2, RandomPurpose::neighbor_permutation, 0, 0);
  const std::uint32_t bound = 3'000'000'000U;
  for (int i = 0; i < 100'000; ++i) low += random.below(bound) < bound / 3 ? 1 : 0;
  EXPECT_NEAR(low / 1e5, 1.0 / 3, 5 * std::sqrt(2.0 / 9 / 1e5));
}

}  // namespace
}  // namespace vigie
