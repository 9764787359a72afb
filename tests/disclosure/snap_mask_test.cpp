// Anchors that stand for enough homes, or for none.
#include "engine/disclosure/snap_mask.h"

#include <gtest/gtest.h>

#include <numeric>

namespace vigie {
namespace {

// A street of ten squares of 10 m.
HomeLattice street(std::vector<double> homes) {
  return {.side = 10, .columns = 10, .rows = 1, .inside = std::vector<std::uint8_t>(10, 1), .homes = std::move(homes)};
}

TEST(SnapMask, KeepsAnchorsWithEnoughHomesAround) {
  const HomeLattice lattice = street({2, 2, 2, 2, 2, 1, 1, 2, 4, 4});
  const SnapMask mask(lattice, {{20, 5}, {55, 5}, {90, 5}}, 8);
  ASSERT_EQ(mask.anchors().size(), 2U) << "around the one in the middle only 1 + 1 + 2 homes lie";
  EXPECT_EQ(mask.nearest({54, 5}), 0U);
  EXPECT_EQ(mask.nearest({56, 5}), 1U);
  EXPECT_DOUBLE_EQ(mask.hidden_among(0, lattice.homes), 11);
  EXPECT_DOUBLE_EQ(mask.hidden_among(0, lattice.homes) + mask.hidden_among(1, lattice.homes), 22);
}

TEST(SnapMask, KeepsAnchorsWhereNobodyLives) {
  const HomeLattice lattice = street({5, 5, 0, 0, 0, 0, 0, 0, 0, 0});
  const SnapMask mask(lattice, {{10, 5}, {70, 5}}, 8);
  ASSERT_EQ(mask.anchors().size(), 2U);
  EXPECT_TRUE(mask.among_homes(0));
  EXPECT_FALSE(mask.among_homes(1));
}

TEST(SnapMask, WithoutAnchorsNothingIsMoved) {
  const HomeLattice lattice = street({1, 1, 1, 0, 0, 0, 0, 0, 0, 0});
  const SnapMask mask(lattice, {{10, 5}}, 8);
  EXPECT_TRUE(mask.anchors().empty());
  EXPECT_EQ(mask.nearest({1, 1}), std::nullopt);
}

}  // namespace
}  // namespace vigie
