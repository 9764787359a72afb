// Sums of weights against the matrix written out, and stencils against lists of neighbors.
#include "engine/statistics/link_moments.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "engine/geometry/neighbors.h"
#include "tests/statistics/global_tests.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using test::dense;
using test::g;
using test::geary;
using test::moran;

const double nan = std::numeric_limits<double>::quiet_NaN();

void expect_dense(const LinkMoments& links, const std::vector<std::vector<double>>& w) {
  double s0 = 0, s1 = 0, s2 = 0, linked = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    double row = 0, column = 0;
    for (std::size_t j = 0; j < w.size(); ++j) {
      s0 += w[i][j];
      s1 += (w[i][j] + w[j][i]) * (w[i][j] + w[j][i]) / 2;
      row += w[i][j];
      column += w[j][i];
    }
    s2 += (row + column) * (row + column);
    linked += row > 0 ? 1 : 0;
    EXPECT_NEAR(links.both[i], row + column, 1e-13) << "place " << i;
  }
  EXPECT_SHARE(links.s0, s0, 1e-13);
  EXPECT_SHARE(links.s1, s1, 1e-13);
  EXPECT_SHARE(links.s2, s2, 1e-13);
  EXPECT_EQ(links.linked, linked);
}

TEST(LinkMoments, EqualTheMatrixWrittenOut) {
  std::mt19937_64 random(31);
  for (int round = 0; round < 5; ++round) {
    std::vector<double> x(40);
    for (double& v : x) v = std::bernoulli_distribution(0.1)(random) ? nan : std::normal_distribution<double>()(random);
    for (const SpatialWeights& weights : {test::unequal_weights(40, random), test::random_weights(40, 0, 7, random)})
      for (Standardization standardization : {Standardization::none, Standardization::rows})
        expect_dense(link_moments(neighbor_sums(x, weights), weights, standardization),
                     dense(weights, x, standardization));
  }
}

struct StencilCase {
  CellShape shape;
  double distance;  // in cells
  Decay decay = {};
};

class StencilLinks : public testing::TestWithParam<StencilCase> {};

TEST_P(StencilLinks, EqualLists) {
  std::mt19937_64 random(32);
  GridStencil stencil{{GetParam().shape, 50, -2, -3, 14, 11}, {}, GetParam().distance * 50, GetParam().decay};
  std::vector<double> x(static_cast<std::size_t>(stencil.grid.size()));
  for (double& v : x) {
    stencil.analyzed.push_back(std::bernoulli_distribution(0.6)(random) ? 1 : 0);
    v = std::bernoulli_distribution(0.1)(random) ? nan : std::poisson_distribution<int>(3)(random);
  }
  std::vector<double> listed = x;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (stencil.analyzed[i] == 0) listed[i] = nan;
  std::vector<Point> centres(x.size(), {nan, nan});
  for (std::size_t i = 0; i < x.size(); ++i)
    if (stencil.analyzed[i] != 0) centres[i] = stencil.grid.centre(static_cast<std::int64_t>(i));
  const SpatialWeights lists = stencil.decay.none() ? test::weights_by_distance(stencil)
                                                    : decaying_weights(centres, stencil.distance, stencil.decay);
  for (Standardization standardization : {Standardization::none, Standardization::rows}) {
    const NeighborSums sums = neighbor_sums(x, stencil);
    expect_dense(link_moments(sums, stencil, standardization), dense(lists, listed, standardization));
    const GlobalTest fast = moran(x, stencil, standardization), slow = moran(listed, lists, standardization);
    EXPECT_SHARE(fast.value, slow.value, 1e-12);
    EXPECT_SHARE(fast.variance, slow.variance, 1e-12);
    EXPECT_SHARE(geary(x, stencil, standardization).z, geary(listed, lists, standardization).z, 1e-11);
    EXPECT_SHARE(g(x, stencil, standardization).z, g(listed, lists, standardization).z, 1e-11);
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, StencilLinks,
                         testing::Values(StencilCase{CellShape::square, 1}, StencilCase{CellShape::square, 1.42},
                                         StencilCase{CellShape::square, 4}, StencilCase{CellShape::hexagon, 1},
                                         StencilCase{CellShape::hexagon, 2.7},
                                         StencilCase{CellShape::square, 3, {Decay::Shape::inverse_distance, 1}},
                                         StencilCase{CellShape::hexagon, 2.5, {Decay::Shape::quartic}}));

}  // namespace
}  // namespace vigie
