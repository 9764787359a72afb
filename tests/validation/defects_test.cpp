// Known defects of other programs that vigie does not share: each on a small example.
#include "tests/validation/defects.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/validation/conventions.h"

namespace vigie::validation {
namespace {

//   +---+---+
//   | o o o |    nine points, five of them on lines: an intersection counts 1 + 2 + 1 + 2 + 4 + 2 + 1 + 2 + 1 = 16
//   + o o o +
//   | o o o |
//   +---+---+
TEST(Defects, PointsOnLinesCountOnce) {
  const EdgePoints counted = points_on_lines();
  EXPECT_EQ(counted.points, 9);
  EXPECT_EQ(counted.in_cells, 9);
  EXPECT_EQ(counted.in_zones, 9);
  EXPECT_EQ(peer_convention("points on lines counted by intersection").value, 16);
}

TEST(Defects, BandwidthReadsBothAxes) {
  for (Kernel kernel : {Kernel::quartic, Kernel::gaussian})
    for (BandwidthRule rule : {BandwidthRule::scott, BandwidthRule::oversmoothed}) {
      const SwappedAxes bandwidths = swapped_axes(kernel, rule);
      EXPECT_EQ(bandwidths.as_given, bandwidths.swapped);
      EXPECT_GT(bandwidths.as_given, 100);
    }
}

TEST(Defects, DensityIntegratesToTheReports) {
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform, Kernel::gaussian})
    EXPECT_NEAR(mass_of_one_report(kernel), 1, 5e-4);
  EXPECT_GT(peer_convention("mass of one report quartic").value, 7);
}

TEST(Defects, ThreadsChangeNoBit) {
  const ThreadBits bits = bits_by_threads();
  EXPECT_GT(bits.numbers, 80'000u);
  EXPECT_EQ(bits.different, 0u);
}

TEST(Defects, ExactPValuesPassTheFloorOfDraws) {
  const Floors floors = lowest_q();
  EXPECT_GE(floors.exact_hot, 36);
  EXPECT_LT(floors.exact_q, 1e-12);
  EXPECT_EQ(floors.drawn_hot, 0) << "with 99 draws no p is below 0.02, and 4000 of 10000 would have to be that small";
  EXPECT_GE(floors.drawn_q, 0.02);
}

TEST(Defects, NormalPValuesAreWrongByOrdersOfMagnitude) {
  const std::vector<TailOfSum> tails = tails_of_skewed_counts();
  ASSERT_EQ(tails.size(), 5u);
  double worst = 1;
  for (const TailOfSum& tail : tails) {
    EXPECT_NEAR(tail.exact / tail.truth, 1, 1e-12);
    worst = std::max(worst, tail.truth / tail.normal);
  }
  EXPECT_GT(worst, 1e6);
}

TEST(Defects, TwoSidedIsTwiceTheSmallerTail) {
  const Folded p = folded_p();
  EXPECT_DOUBLE_EQ(p.two_sided, 2 * p.smaller);
  EXPECT_GT(p.upper + p.lower, 1) << "ties count in both tails";
  EXPECT_DOUBLE_EQ(peer_convention("two-sided p of draws at area 16").value,
                   2 * peer_convention("folded p of draws at area 16").value);
}

TEST(Defects, IslandsHaveNoPValueAndAreNotCounted) {
  const Islands found = islands();
  EXPECT_EQ(found.islands, 2);
  EXPECT_EQ(found.tested, found.places - 2);
  EXPECT_EQ(found.with_number, 0);
}

}  // namespace
}  // namespace vigie::validation
