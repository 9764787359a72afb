// Symmetric weights as a set of pairs, for comparison.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/data/weights.h"

namespace vigie::test {

using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

// Pairs (lower, higher); fails unless the weights are symmetric, sorted and without the unit itself.
inline Pairs pairs(const SpatialWeights& weights) {
  Pairs lower, higher;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    EXPECT_TRUE(std::ranges::is_sorted(weights.row(i)));
    for (const std::uint32_t j : weights.row(i)) {
      EXPECT_NE(i, j);
      (i < j ? lower : higher).emplace(std::min<std::size_t>(i, j), std::max<std::size_t>(i, j));
    }
  }
  EXPECT_EQ(lower, higher);
  EXPECT_EQ(2 * lower.size(), weights.neighbor.size());
  return lower;
}

}  // namespace vigie::test
