// Moran's I, Geary's c and the general G against spdep 1.2-7 (cross-checked with esda 2.5.1) and against values printed
// in the tests of esda.
#include "engine/statistics/moran.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/statistics/standardized_rates.h"
#include "tests/reference_data.h"
#include "tests/statistics/global_tests.h"
#include "tests/statistics/published_files.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using test::g;
using test::geary;
using test::moran;
using test::numbers_of;
using test::read_columns;
using test::reference_file;

struct Published {
  const char *local, *neighbors, *global;
};

class MoranReference : public testing::TestWithParam<Published> {};

// A row of a reference file: statistic, estimate, expectation, variance, z, p_two_sided.
void expect_row(const GlobalTest& test, std::map<std::string, std::vector<std::string>>& rows, const std::string& name,
                double sign_of_z) {
  const auto row = static_cast<std::size_t>(std::ranges::find(rows["statistic"], name) - rows["statistic"].begin());
  ASSERT_LT(row, rows["statistic"].size()) << name;
  const auto number = [&](const char* column) { return std::stod(rows[column][row]); };
  EXPECT_SHARE(test.value, number("estimate"), 1e-10) << name;
  EXPECT_SHARE(test.expected, number("expectation"), 1e-10) << name;
  EXPECT_SHARE(test.variance, number("variance"), 1e-10) << name;
  EXPECT_SHARE(test.z, sign_of_z * number("z"), 1e-10) << name;
  EXPECT_SHARE(test.p, number("p_two_sided"), 1e-9) << name;
}

TEST_P(MoranReference, EqualsSpdep) {
  const Published files = GetParam();
  VIGIE_NEEDS_REFERENCE(files.global);
  auto local = read_columns(reference_file(files.local));
  auto global = read_columns(reference_file(files.global));
  const SpatialWeights weights = test::weights_from(reference_file(files.neighbors), local["id"]);
  const std::vector<double> x = numbers_of(local["x"]);
  using enum Standardization;
  expect_row(moran(x, weights, rows), global, "moran_I_rowstd_randomisation", 1);
  expect_row(moran(x, weights, rows, Assumption::normality), global, "moran_I_rowstd_normality", 1);
  expect_row(moran(x, weights, none), global, "moran_I_binary_randomisation", 1);
  // spdep turns the sign of Geary's z, so that it is positive where similar values lie together.
  if (link_moments(neighbor_sums(x, weights), weights, rows).linked == static_cast<double>(x.size()))
    expect_row(geary(x, weights, rows), global, "geary_C_rowstd_randomisation", -1);
  expect_row(g(x, weights, none), global, "getis_ord_G_binary", 1);
  // Rows may also come standardized.
  const SpatialWeights shares = test::row_standardized(weights);
  expect_row(moran(x, shares, none), global, "moran_I_rowstd_randomisation", 1);
  EXPECT_SHARE(geary(x, shares, none).z, geary(x, weights, rows).z, 1e-12);
}

// The Freeman-Tukey rates of Cressie & Chan leave two counties without neighbors.
INSTANTIATE_TEST_SUITE_P(
    Data, MoranReference,
    testing::Values(Published{"columbus/reference/crime_queen_local.csv", "columbus/reference/neighbours_queen.csv",
                              "columbus/reference/crime_queen_global.csv"},
                    Published{"columbus/reference/crime_rook_local.csv", "columbus/reference/neighbours_rook.csv",
                              "columbus/reference/crime_rook_global.csv"},
                    Published{"columbus/reference/crime_knn5_local.csv",
                              "columbus/reference/neighbours_knn5_centroids.csv",
                              "columbus/reference/crime_knn5_global.csv"},
                    Published{"nc_sids/reference/sid74_queen_local.csv", "nc_sids/reference/neighbours_queen.csv",
                              "nc_sids/reference/sid74_queen_global.csv"},
                    Published{"nc_sids/reference/sid79_queen_local.csv", "nc_sids/reference/neighbours_queen.csv",
                              "nc_sids/reference/sid79_queen_global.csv"},
                    Published{"nc_sids/reference/ft_sid74_CressieChan1989_local.csv",
                              "nc_sids/reference/neighbours_CressieChan1989.csv",
                              "nc_sids/reference/ft_sid74_CressieChan1989_global.csv"},
                    Published{"guerry/reference/Crm_prp_queen_local.csv", "guerry/reference/neighbours_queen.csv",
                              "guerry/reference/Crm_prp_queen_global.csv"},
                    Published{"guerry/reference/Crm_prs_queen_local.csv", "guerry/reference/neighbours_queen.csv",
                              "guerry/reference/Crm_prs_queen_global.csv"},
                    Published{"guerry/reference/Donatns_queen_local.csv", "guerry/reference/neighbours_queen.csv",
                              "guerry/reference/Donatns_queen_global.csv"},
                    Published{"groningen_buurten/reference/lamps_queen_local.csv",
                              "groningen_buurten/reference/neighbours_buurten_queen.csv",
                              "groningen_buurten/reference/lamps_queen_global.csv"},
                    Published{"northumbria_asb/reference/asb_count_queen_local.csv",
                              "northumbria_asb/reference/neighbours_wards_queen.csv",
                              "northumbria_asb/reference/asb_count_queen_global.csv"}));

// Two of the 100 counties are islands. spdep 1.2-7 gives 0.0059153 for the variance: it puts n = 100 in some places of
// the formula and n = 98 in others; n = 98 throughout gives 0.0060674.
TEST(Geary, TakesOneNumberOfPlaces) {
  VIGIE_NEEDS_REFERENCE("nc_sids/reference/ft_sid74_CressieChan1989_local.csv");
  auto local = read_columns(reference_file("nc_sids/reference/ft_sid74_CressieChan1989_local.csv"));
  const SpatialWeights weights =
      test::weights_from(reference_file("nc_sids/reference/neighbours_CressieChan1989.csv"), local["id"]);
  const GlobalTest test = geary(numbers_of(local["x"]), weights, Standardization::rows);
  EXPECT_SHARE(test.value, 0.68556124304484201, 1e-10);
  EXPECT_SHARE(test.variance, 0.006067381552090583, 1e-10);
}

TEST(GridMoran, EqualsSpdepOnMemphisCells) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies/reference/grid500m_queen_global.csv");
  auto global = read_columns(reference_file("memphis_robberies/reference/grid500m_queen_global.csv"));
  const test::MemphisCells cells = test::memphis_cells();
  const auto [values, stencil] = std::pair(cells.values, cells.stencil);
  const NeighborSums sums = neighbor_sums(values, stencil);
  const LinkMoments links = link_moments(sums, stencil, Standardization::rows);
  const GlobalTest random = morans_i(values, sums, links);
  const GlobalTest normal = morans_i(values, sums, links, Assumption::normality);
  EXPECT_EQ(links.linked, 4292);
  EXPECT_SHARE(random.value, std::stod(global["estimate"][0]), 1e-10);
  EXPECT_SHARE(random.variance, std::stod(global["variance"][0]), 1e-10);
  EXPECT_SHARE(random.z, std::stod(global["z"][0]), 1e-10);
  EXPECT_SHARE(normal.variance, std::stod(global["variance"][1]), 1e-10);
}

// Assuncao & Reis 1999: standardized rates of infant deaths, centered and tested as any value.
TEST(MoranOfRates, EqualsSpdepAndEsda) {
  VIGIE_NEEDS_REFERENCE("nc_sids/reference/sid74_queen_rates.csv");
  const auto rate_moran = [](const char* table, const SpatialWeights& weights, Standardization standardization) {
    auto rows = read_columns(reference_file(table));
    return moran(standardized_rates(numbers_of(rows["events"]), numbers_of(rows["population"])), weights,
                 standardization);
  };
  const char *of_74 = "nc_sids/reference/sid74_queen_rates.csv", *of_79 = "nc_sids/reference/sid79_queen_rates.csv";
  auto ids = read_columns(reference_file(of_74))["id"];
  const SpatialWeights queen = test::weights_from(reference_file("nc_sids/reference/neighbours_queen.csv"), ids);
  EXPECT_SHARE(rate_moran(of_74, queen, Standardization::rows).value, 0.24874621426351115, 1e-10);
  EXPECT_SHARE(rate_moran(of_79, queen, Standardization::rows).value, 0.13878822704653071, 1e-10);
  EXPECT_NEAR(rate_moran(of_74, queen, Standardization::none).value, 0.242993804, 5e-10);
  // esda's own test: the neighbor file of Anselin's SIDS2 and its one-sided normal p.
  const SpatialWeights gal = test::weights_from_gal(reference_file("pysal_published/sids2/sids2.gal"), ids);
  auto rows = read_columns(reference_file(of_79));
  const std::vector<double> z = standardized_rates(numbers_of(rows["events"]), numbers_of(rows["population"]));
  const GlobalTest rates = moran(z, gal, Standardization::rows, Assumption::normality);
  EXPECT_NEAR(rates.value, 0.16622343552567395, 1e-12);
  EXPECT_NEAR(rates.p / 2, 0.004191499504892171, 1e-12);
}

TEST(Moran, EqualsThePublishedValuesOfEsda) {
  VIGIE_NEEDS_REFERENCE("pysal_published/stl/stl_hom.csv");
  auto homicides = read_columns(reference_file("pysal_published/stl/stl_hom.csv"));
  std::vector<std::string> numbers;
  for (std::size_t i = 1; i <= homicides["HR8893"].size(); ++i) numbers.push_back(std::to_string(i));
  const SpatialWeights stl = test::weights_from_gal(reference_file("pysal_published/stl/stl.gal"), numbers);
  const GlobalTest rate = moran(numbers_of(homicides["HR8893"]), stl, Standardization::rows, Assumption::normality);
  EXPECT_NEAR(rate.value, 0.2436558262177166, 1e-12);
  EXPECT_NEAR(rate.p / 2, 0.00013573931385468807, 1e-14);

  auto sids = test::read_dbf(reference_file("pysal_published/sids2/sids2.dbf"));
  const SpatialWeights gal = test::weights_from_gal(reference_file("pysal_published/sids2/sids2.gal"), sids["FIPSNO"]);
  const GlobalTest deaths = moran(numbers_of(sids["SIDR74"]), gal, Standardization::rows, Assumption::normality);
  EXPECT_NEAR(deaths.value, 0.24772519320480135, 1e-12);
  EXPECT_NEAR(deaths.p / 2, 5.791653907449845e-05, 1e-15);
}

// 10 units apart: 0 - 1, 0 - 3, 1 - 3, 3 - 4, 2 - 5, 4 - 5 lie within 15; the one-sided p that esda prints.
TEST(GeneralG, EqualsThePublishedValueOfEsda) {
  VIGIE_NEEDS_REFERENCE("pysal_published/six_points.csv");
  auto points = read_columns(reference_file("pysal_published/six_points.csv"));
  const std::vector<double> x = numbers_of(points["x"]), y = numbers_of(points["y"]);
  std::vector<std::vector<std::uint32_t>> near(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::uint32_t j = 0; j < x.size(); ++j)
      if (i != j && std::hypot(x[i] - x[j], y[i] - y[j]) <= 15) near[i].push_back(j);
  const GlobalTest test = g(numbers_of(points["value"]), test::weights_of(near), Standardization::none);
  EXPECT_NEAR(test.value, 0.55709779, 5e-9);
  EXPECT_NEAR(test.p / 2, 0.172936, 5e-7);
}

//  1 2 3
//  4 5 6    rook neighbors, binary: the variances printed in esda's tests
//  7 8 9
TEST(GridMoran, EqualsThePublishedVariances) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const GridStencil rook{{CellShape::square, 1, 0, 0, 3, 3}, std::vector<std::uint8_t>(9, 1), 1};
  const NeighborSums sums = neighbor_sums(x, rook);
  const LinkMoments links = link_moments(sums, rook, Standardization::none);
  EXPECT_NEAR(morans_i(x, sums, links).variance, 0.0596875, 1e-15);
  EXPECT_NEAR(morans_i(x, sums, links, Assumption::normality).variance, 0.053125, 1e-15);
}

}  // namespace
}  // namespace vigie
