// Gi and Gi* against spdep 1.2-7 (cross-checked with esda 2.5.1), against the formulas written out, and at their edges.
#include "engine/statistics/gi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/base/missing.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using test::numbers_of;
using test::read_columns;
using test::reference_file;

void expect_equal(const std::vector<double>& actual, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    if (std::isnan(expected[i])) {
      EXPECT_TRUE(std::isnan(actual[i])) << "place " << i;
    } else {
      EXPECT_NEAR(actual[i], expected[i], tolerance) << "place " << i;
    }
  }
}

struct Published {
  const char *local, *neighbors;
};

class GiReference : public testing::TestWithParam<Published> {};

TEST_P(GiReference, EqualsSpdep) {
  const Published files = GetParam();
  VIGIE_NEEDS_REFERENCE(files.local);
  auto local = read_columns(reference_file(files.local));
  const SpatialWeights weights = test::weights_from(reference_file(files.neighbors), local["id"]);
  const std::vector<double> x = numbers_of(local["x"]);
  expect_equal(gi(x, weights), numbers_of(local["Gi_binary_z"]), 1e-10);
  expect_equal(gi_star(x, weights), numbers_of(local["GiStar_binary_z"]), 1e-10);
  // z-scores do not depend on whether rows are standardized.
  expect_equal(gi(x, test::row_standardized(weights)), numbers_of(local["Gi_rowstd_z"]), 1e-10);
}

INSTANTIATE_TEST_SUITE_P(
    Data, GiReference,
    testing::Values(Published{"columbus/reference/crime_queen_local.csv", "columbus/reference/neighbours_queen.csv"},
                    Published{"columbus/reference/crime_rook_local.csv", "columbus/reference/neighbours_rook.csv"},
                    Published{"columbus/reference/crime_knn5_local.csv",
                              "columbus/reference/neighbours_knn5_centroids.csv"},
                    Published{"guerry/reference/Crm_prp_queen_local.csv", "guerry/reference/neighbours_queen.csv"},
                    Published{"guerry/reference/Donatns_queen_local.csv", "guerry/reference/neighbours_queen.csv"},
                    Published{"nc_sids/reference/sid74_queen_local.csv", "nc_sids/reference/neighbours_queen.csv"},
                    Published{"northumbria_asb/reference/asb_count_queen_local.csv",
                              "northumbria_asb/reference/neighbours_wards_queen.csv"}));

// The 16 x 16 cells of Getis & Ord 1996; the paper prints cell 136 for bands of 30 to 150 m.
TEST(GridGi, EqualsGetisAndOrd1996) {
  VIGIE_NEEDS_REFERENCE("getis_ord_1996/reference/spdep_localG.csv");
  auto local = read_columns(reference_file("getis_ord_1996/reference/spdep_localG.csv"));
  const std::vector<double> x = numbers_of(local["val"]);
  GridStencil stencil{{CellShape::square, 30, 0, 0, 16, 16}, std::vector<std::uint8_t>(256, 1), 0};
  std::vector<double> paper;
  for (int band : {30, 60, 90, 120, 150}) {
    stencil.distance = band;
    const NeighborSums sums = neighbor_sums(x, stencil);
    expect_equal(gi_z(x, sums, Self::excluded), numbers_of(local["Gi_z_d" + std::to_string(band)]), 1e-10);
    expect_equal(gi_z(x, sums, Self::included), numbers_of(local["GiStar_z_d" + std::to_string(band)]), 1e-10);
    paper.push_back(gi_z(x, sums, Self::excluded)[119]);
  }
  EXPECT_THAT(paper, testing::Pointwise(testing::DoubleNear(5e-5), {1.2220, 1.7481, 1.9861, 1.8934, 1.2375}));
}

// Robberies on 500 m cells, queen neighbors; the grid's columns are read off the cells' coordinates.
TEST(GridGi, EqualsSpdepOnMemphisCells) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies/reference/grid500m_queen_local.csv");
  auto local = read_columns(reference_file("memphis_robberies/reference/grid500m_queen_local.csv"));
  auto centres = read_columns(reference_file("memphis_robberies/reference/kde_h1000m_at_grid_centres.csv"));
  const std::vector<double> east = numbers_of(centres["x"]), north = numbers_of(centres["y"]);
  const auto [west, farthest] = std::ranges::minmax(east);
  const auto [south, highest] = std::ranges::minmax(north);
  const Grid grid = grid_over({west, south, farthest, highest}, CellShape::square, 500);
  const std::vector<double> count = numbers_of(local["x"]);
  std::vector<double> values(static_cast<std::size_t>(grid.size()), no_number);
  std::vector<std::uint8_t> analyzed(values.size(), 0);
  for (std::size_t i = 0; i < count.size(); ++i) {
    const auto cell = static_cast<std::size_t>(grid.cell_at({east[i], north[i]}));
    values[cell] = count[i];
    analyzed[cell] = 1;
  }
  const NeighborSums sums = neighbor_sums(values, GridStencil{grid, analyzed, 500 * std::sqrt(2)});
  const std::vector<double> z = gi_z(values, sums, Self::excluded), z_star = gi_z(values, sums, Self::included);
  const std::vector<double> expected = numbers_of(local["Gi_binary_z"]);
  const std::vector<double> expected_star = numbers_of(local["GiStar_binary_z"]);
  for (std::size_t i = 0; i < count.size(); ++i) {
    const auto cell = static_cast<std::size_t>(grid.cell_at({east[i], north[i]}));
    ASSERT_NEAR(z[cell], expected[i], 1e-10) << "cell " << i;
    ASSERT_NEAR(z_star[cell], expected_star[i], 1e-10) << "cell " << i;
  }
}

TEST(Gi, FollowsTheFormulasWrittenOut) {
  std::mt19937_64 random(7);
  const SpatialWeights weights = test::random_weights(60, 1, 9, random);
  std::vector<double> x(60);
  for (double& v : x) v = std::lognormal_distribution<double>(1, 1)(random);
  const std::vector<double> z = gi(x, weights), z_star = gi_star(x, weights);
  for (std::size_t i = 0; i < x.size(); ++i) {
    double sum = 0, squares = 0, neighbors = 0, others = 0, other_squares = 0;
    for (std::size_t j = 0; j < x.size(); ++j) {
      sum += x[j];
      squares += x[j] * x[j];
      if (j != i) others += x[j], other_squares += x[j] * x[j];
    }
    for (std::uint32_t j : weights.row(i)) neighbors += x[j];
    const double n = 60, k = static_cast<double>(weights.row(i).size());
    const double m = others / (n - 1), s = std::sqrt(other_squares / (n - 1) - m * m);
    EXPECT_NEAR(z[i], (neighbors - k * m) / (s * std::sqrt(((n - 1) * k - k * k) / (n - 2))), 1e-11);
    const double m_all = sum / n, s_all = std::sqrt(squares / n - m_all * m_all);
    EXPECT_NEAR(z_star[i], (neighbors + x[i] - (k + 1) * m_all) / (s_all * std::sqrt((k + 1) * (n - k - 1) / (n - 1))),
                1e-11);
  }
}

TEST(Gi, LargeMeansLoseNoDigits) {
  std::mt19937_64 random(8);
  const SpatialWeights weights = test::random_weights(200, 2, 8, random);
  std::vector<double> x(200), shifted(200);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = static_cast<double>(std::poisson_distribution<int>(3)(random));
    shifted[i] = x[i] + 1e9;
  }
  expect_equal(gi(shifted, weights), gi(x, weights), 1e-6);
  expect_equal(gi_star(shifted, weights), gi_star(x, weights), 1e-6);
}

//   0 - 1 - 2 - 3    4 is an island; 2 has no value
TEST(Gi, PlacesWithoutValueTakeNoPart) {
  const SpatialWeights weights = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 5}, {}, {3, 6}, {5}});
  const std::vector<double> x{1, 5, no_number, 2, 9, 4, 4};
  const NeighborSums sums = neighbor_sums(x, weights);
  EXPECT_THAT(sums.weight, testing::ElementsAre(1, 1, testing::IsNan(), 1, 0, 2, 1));
  EXPECT_THAT(sums.value, testing::ElementsAre(5, 1, testing::IsNan(), 4, 0, 6, 4));
  const std::vector<double> z = gi_star(x, weights);
  EXPECT_TRUE(std::isnan(z[2]));
  EXPECT_TRUE(std::isnan(z[4])) << "islands have no z";
  // n = 6 with the island: mean 25/6, place 0 and its neighbor sum to 6.
  const double m = 25.0 / 6, s = std::sqrt((1 + 25 + 4 + 81 + 16 + 16) / 6.0 - m * m);
  EXPECT_NEAR(z[0], (6 - 2 * m) / (s * std::sqrt(2 * (6 - 2) / 5.0)), 1e-13);
}

TEST(Gi, NoVarianceNoResult) {
  const SpatialWeights chain = test::weights_of({{1}, {0, 2}, {1, 3}, {2}});
  EXPECT_THAT(gi_star(std::vector<double>{3, 3, 3, 3}, chain), testing::Each(testing::IsNan()));
  EXPECT_THAT(gi(std::vector<double>{3, 3, 3, 3}, chain), testing::Each(testing::IsNan()));
  // Only place 0 differs: without it nothing varies, with it something does.
  const std::vector<double> z = gi(std::vector<double>{7.1, 0.1, 0.1, 0.1}, chain);
  EXPECT_TRUE(std::isnan(z[0]));
  EXPECT_FALSE(std::isnan(z[1]));
  // A neighborhood that is the whole study area.
  const SpatialWeights all = test::weights_of({{1, 2}, {0, 2}, {0, 1}});
  EXPECT_THAT(gi(std::vector<double>{1, 2, 4}, all), testing::Each(testing::IsNan()));
  EXPECT_THAT(gi_star(std::vector<double>{1, 2, 4}, all), testing::Each(testing::IsNan()));
  EXPECT_THAT(gi_star(std::vector<double>{5}, test::weights_of({{}})), testing::ElementsAre(testing::IsNan()));
  EXPECT_TRUE(gi(std::vector<double>{}, SpatialWeights{}).empty());
}

struct StencilCase {
  CellShape shape;
  double distance;         // in cells
  std::int64_t first_row;  // odd and even, negative too: hexagon rows alternate by lattice row
};

class StencilSums : public testing::TestWithParam<StencilCase> {};

TEST_P(StencilSums, EqualsAllPairs) {
  const StencilCase at = GetParam();
  std::mt19937_64 random(11);
  GridStencil stencil{{at.shape, 100, -3, at.first_row, 13, 11}, {}, at.distance * 100};
  std::vector<double> x(static_cast<std::size_t>(stencil.grid.size()));
  for (double& v : x) {
    stencil.analyzed.push_back(std::bernoulli_distribution(0.8)(random) ? 1 : 0);
    v = std::bernoulli_distribution(0.05)(random) ? no_number : std::poisson_distribution<int>(4)(random);
  }
  const NeighborSums fast = neighbor_sums(x, stencil);
  const NeighborSums slow = neighbor_sums(x, test::weights_by_distance(stencil));
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (stencil.analyzed[i] == 0 || std::isnan(x[i])) {
      EXPECT_TRUE(std::isnan(fast.value[i]) && std::isnan(fast.weight[i]) && std::isnan(fast.squared[i]));
      continue;
    }
    EXPECT_EQ(fast.value[i], slow.value[i]) << "cell " << i;
    EXPECT_EQ(fast.weight[i], slow.weight[i]) << "cell " << i;
    EXPECT_EQ(fast.squared[i], slow.squared[i]) << "cell " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, StencilSums,
                         testing::Values(StencilCase{CellShape::square, 0, 0}, StencilCase{CellShape::square, 1, 0},
                                         StencilCase{CellShape::square, std::sqrt(2), -7},
                                         StencilCase{CellShape::square, 3.7, 5}, StencilCase{CellShape::square, 5, 5},
                                         StencilCase{CellShape::square, 40, 1}, StencilCase{CellShape::hexagon, 0.9, 0},
                                         StencilCase{CellShape::hexagon, 1, 0}, StencilCase{CellShape::hexagon, 1, -7},
                                         StencilCase{CellShape::hexagon, std::sqrt(3), 4},
                                         StencilCase{CellShape::hexagon, 2, 3},
                                         StencilCase{CellShape::hexagon, 4.3, -2},
                                         StencilCase{CellShape::hexagon, 1e6, 1}));

//  . 1 2 .
//  3 x 4 .     x has six neighbors on hexagons where the row above is shifted east
//  . 5 6 .
TEST(StencilSums, HexagonsHaveSixNeighbors) {
  const GridStencil stencil{{CellShape::hexagon, 50, 10, 20, 5, 5}, std::vector<std::uint8_t>(25, 1), 50};
  const std::vector<double> ones(25, 1);
  EXPECT_EQ(neighbor_sums(ones, stencil).weight[12], 6);
  EXPECT_EQ(neighbor_sums(ones, stencil).weight[7], 6);
}

}  // namespace
}  // namespace vigie
