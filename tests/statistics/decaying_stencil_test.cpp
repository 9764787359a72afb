// Weights that fall with distance on a grid: the stencil against neighbor lists between all pairs of cells.
#include <gtest/gtest.h>

#include <cmath>
#include <ostream>
#include <random>

#include "engine/geometry/neighbors.h"
#include "engine/statistics/permutation.h"

namespace vigie {
namespace {

struct Case {
  CellShape cell;
  Decay decay;
  double reach;  // in cells
};

// In the names of the tests; the bytes of the struct have gaps.
void PrintTo(const Case& design, std::ostream* out) {
  *out << "shape " << static_cast<int>(design.decay.shape) << " within " << design.reach << " cells";
}

class DecayingStencil : public testing::TestWithParam<Case> {};

TEST_P(DecayingStencil, EqualsNeighborLists) {
  std::mt19937_64 random(61);
  const Grid grid{GetParam().cell, 50, -3, 5, 9, 7};
  GridStencil stencil{grid, std::vector<std::uint8_t>(63, 1), GetParam().reach * 50, GetParam().decay};
  std::vector<double> x(63);
  for (double& v : x) v = std::normal_distribution<double>(3, 2)(random);
  stencil.analyzed[10] = 0;
  x[40] = std::nan("");
  std::vector<Point> centres(63, {std::nan(""), 0});
  for (std::size_t i = 0; i < 63; ++i)
    if (stencil.analyzed[i]) centres[i] = grid.centre(static_cast<std::int64_t>(i));
  const SpatialWeights lists = decaying_weights(centres, stencil.distance, stencil.decay);
  std::vector<double> masked = x;
  masked[10] = std::nan("");

  const NeighborSums fast = neighbor_sums(x, stencil), slow = neighbor_sums(masked, lists);
  for (std::size_t i = 0; i < 63; ++i) {
    if (i == 10 || i == 40) {
      EXPECT_TRUE(std::isnan(fast.value[i]));
      continue;
    }
    EXPECT_NEAR(fast.value[i], slow.value[i], 1e-12) << i;
    EXPECT_NEAR(fast.weight[i], slow.weight[i], 1e-12) << i;
    EXPECT_NEAR(fast.squared[i], slow.squared[i], 1e-12) << i;
    EXPECT_EQ(fast.links(i), slow.links(i)) << i;
  }
  const PermutationOptions draws{.inference = Inference::monte_carlo, .permutations = 99};
  const TailProbabilities by_stencil = permutation_p(x, fast, draws, Weights{stencil});
  const TailProbabilities by_lists = permutation_p(masked, slow, draws, Weights{lists});
  for (std::size_t i = 0; i < 63; ++i) {
    if (i == 10 || i == 40) continue;
    EXPECT_EQ(by_stencil.upper[i], by_lists.upper[i]) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, DecayingStencil,
                         testing::Values(Case{CellShape::square, {Decay::Shape::inverse_distance, 1}, 3},
                                         Case{CellShape::square, {Decay::Shape::inverse_distance, 2}, 2.5},
                                         Case{CellShape::square, {Decay::Shape::gaussian}, 2},
                                         Case{CellShape::hexagon, {Decay::Shape::quartic}, 3},
                                         Case{CellShape::hexagon, {Decay::Shape::triangular}, 2.5},
                                         Case{CellShape::hexagon, {Decay::Shape::inverse_distance, 1}, 2}));

}  // namespace
}  // namespace vigie
