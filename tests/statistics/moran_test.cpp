// Moran's I, Geary's c and the general G against spdep 1.2-7 (cross-checked with esda 2.5.1), against values printed in
// the tests of esda, against the sums written out, and at their edges.
#include "engine/statistics/moran.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/base/parallel.h"
#include "engine/statistics/standardized_rates.h"
#include "tests/reference_data.h"
#include "tests/statistics/published_files.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/small_weights.h"

namespace vigie {
namespace {

using test::numbers_of;
using test::read_columns;
using test::reference_file;

const double nan = std::numeric_limits<double>::quiet_NaN();

template <class Weights>
GlobalTest moran(const std::vector<double>& x, const Weights& weights, Standardization standardization,
                 Assumption assumption = Assumption::randomization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return morans_i(x, sums, link_moments(sums, weights, standardization), assumption);
}

template <class Weights>
GlobalTest geary(const std::vector<double>& x, const Weights& weights, Standardization standardization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return gearys_c(x, sums, link_moments(sums, weights, standardization));
}

template <class Weights>
GlobalTest g(const std::vector<double>& x, const Weights& weights, Standardization standardization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return general_g(x, sums, link_moments(sums, weights, standardization));
}

#define EXPECT_SHARE(actual, expected, tolerance) EXPECT_NEAR((actual) / (expected), 1, tolerance)

// ---------------------------------------------------------------- other programs

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

// ---------------------------------------------------------------- the sums written out

SpatialWeights unequal_weights(std::size_t n, std::mt19937_64& random) {
  SpatialWeights weights = test::random_weights(n, 0, 6, random);
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link)
    weights.value.push_back(std::uniform_real_distribution<double>(0.1, 3)(random));
  return weights;
}

std::vector<std::vector<double>> dense(const SpatialWeights& weights, const std::vector<double>& x,
                                       Standardization standardization) {
  std::vector<std::vector<double>> w(x.size(), std::vector<double>(x.size(), 0));
  for (std::size_t i = 0; i < x.size(); ++i) {
    double sum = 0;
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) {
      const std::size_t j = weights.neighbor[link];
      if (std::isnan(x[i]) || std::isnan(x[j])) continue;
      w[i][j] = weights.binary() ? 1 : weights.value[link];
      sum += w[i][j];
    }
    for (double& v : w[i]) v /= standardization == Standardization::rows && sum > 0 ? sum : 1;
  }
  return w;
}

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
    for (const SpatialWeights& weights : {unequal_weights(40, random), test::random_weights(40, 0, 7, random)})
      for (Standardization standardization : {Standardization::none, Standardization::rows})
        expect_dense(link_moments(neighbor_sums(x, weights), weights, standardization),
                     dense(weights, x, standardization));
  }
}

struct StencilCase {
  CellShape shape;
  double distance;  // in cells
};

class StencilLinks : public testing::TestWithParam<StencilCase> {};

TEST_P(StencilLinks, EqualLists) {
  std::mt19937_64 random(32);
  GridStencil stencil{{GetParam().shape, 50, -2, -3, 14, 11}, {}, GetParam().distance * 50};
  std::vector<double> x(static_cast<std::size_t>(stencil.grid.size()));
  for (double& v : x) {
    stencil.analyzed.push_back(std::bernoulli_distribution(0.6)(random) ? 1 : 0);
    v = std::bernoulli_distribution(0.1)(random) ? nan : std::poisson_distribution<int>(3)(random);
  }
  std::vector<double> listed = x;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (stencil.analyzed[i] == 0) listed[i] = nan;
  const SpatialWeights lists = test::weights_by_distance(stencil);
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
                                         StencilCase{CellShape::hexagon, 2.7}));

TEST(GlobalAssociation, FollowsTheSumsWrittenOut) {
  std::mt19937_64 random(33);
  const SpatialWeights weights = unequal_weights(50, random);
  std::vector<double> x(50);
  for (double& v : x) v = std::lognormal_distribution<double>(1, 1)(random);
  x[7] = x[21] = nan;
  for (Standardization standardization : {Standardization::none, Standardization::rows}) {
    const auto w = dense(weights, x, standardization);
    double count = 0, sum = 0, squares = 0, s0 = 0, cross = 0, differences = 0, joined = 0, pairs = 0, linked = 0;
    const auto links = [&](std::size_t i) { return std::ranges::any_of(w[i], [](double v) { return v > 0; }); };
    for (double v : x)
      if (!std::isnan(v)) count += 1, sum += v;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (std::isnan(x[i])) continue;
      squares += (x[i] - sum / count) * (x[i] - sum / count);
      linked += links(i) ? 1 : 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        if (std::isnan(x[j])) continue;
        s0 += w[i][j];
        cross += w[i][j] * (x[i] - sum / count) * (x[j] - sum / count);
        differences += w[i][j] * (x[i] - x[j]) * (x[i] - x[j]);
        joined += w[i][j] * x[i] * x[j];
        pairs += i != j && links(i) && links(j) ? x[i] * x[j] : 0;
      }
    }
    ASSERT_LT(linked, count) << "the map should hold an island";
    EXPECT_SHARE(moran(x, weights, standardization).value, linked / s0 * cross / squares, 1e-11);
    EXPECT_SHARE(geary(x, weights, standardization).value, (linked - 1) / (2 * s0) * differences / squares, 1e-11);
    EXPECT_SHARE(g(x, weights, standardization).value, joined / pairs, 1e-11);
  }
}

// All 5040 orders of seven values: expectation and variance under randomization are exact.
TEST(GlobalAssociation, HasTheMomentsOfAllOrders) {
  std::mt19937_64 random(34);
  SpatialWeights weights = test::random_weights(7, 1, 4, random);
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link) weights.value.push_back(link % 3 == 0 ? 2.5 : 1);
  std::vector<double> x{0, 1, 1, 2, 5, 8, 20};
  for (Standardization standardization : {Standardization::none, Standardization::rows}) {
    double orders = 0;
    std::array<double, 3> sum{}, squares{};
    std::ranges::sort(x);
    do {
      const std::array<double, 3> values{moran(x, weights, standardization).value,
                                         geary(x, weights, standardization).value,
                                         g(x, weights, standardization).value};
      orders += 1;
      for (std::size_t k = 0; k < 3; ++k) sum[k] += values[k], squares[k] += values[k] * values[k];
    } while (std::ranges::next_permutation(x).found && orders < 1e5);
    const std::array<GlobalTest, 3> tests{moran(x, weights, standardization), geary(x, weights, standardization),
                                          g(x, weights, standardization)};
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(tests[k].expected, sum[k] / orders, 1e-12);
      EXPECT_SHARE(tests[k].variance, squares[k] / orders - sum[k] * sum[k] / orders / orders, 1e-10);
    }
  }
}

// ---------------------------------------------------------------- what must not matter, and edges

TEST(GlobalAssociation, DoesNotDependOnOriginScaleAndOrder) {
  std::mt19937_64 random(35);
  const std::size_t n = 80;
  const SpatialWeights weights = test::random_weights(n, 1, 6, random);
  std::vector<double> x(n), moved(n), scaled(n), shuffled(n);
  std::vector<std::uint32_t> place(n);
  for (std::uint32_t i = 0; i < n; ++i) place[i] = i;
  std::ranges::shuffle(place, random);
  std::vector<std::vector<std::uint32_t>> rows(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = std::gamma_distribution<double>(2, 1)(random);
    moved[i] = x[i] + 1000;
    scaled[i] = x[i] * 7;
    shuffled[place[i]] = x[i];
    for (std::uint32_t j : weights.row(i)) rows[place[i]].push_back(place[j]);
    std::ranges::sort(rows[place[i]]);
  }
  const SpatialWeights renamed = test::weights_of(rows);
  const GlobalTest i = moran(x, weights, Standardization::rows), c = geary(x, weights, Standardization::rows);
  const GlobalTest of_g = g(x, weights, Standardization::none);
  for (const auto& same : {moved, scaled}) {
    EXPECT_SHARE(moran(same, weights, Standardization::rows).z, i.z, 1e-10);
    EXPECT_SHARE(geary(same, weights, Standardization::rows).z, c.z, 1e-10);
  }
  EXPECT_SHARE(g(scaled, weights, Standardization::none).z, of_g.z, 1e-12);
  EXPECT_SHARE(moran(shuffled, renamed, Standardization::rows).z, i.z, 1e-12);
  EXPECT_SHARE(geary(shuffled, renamed, Standardization::rows).z, c.z, 1e-12);
  EXPECT_SHARE(g(shuffled, renamed, Standardization::none).z, of_g.z, 1e-12);
}

TEST(GlobalAssociation, HasTheSameBitsForAnyNumberOfThreads) {
  std::mt19937_64 random(36);
  const GridStencil stencil{
      {CellShape::square, 1, 0, 0, 300, 290}, std::vector<std::uint8_t>(300 * 290, 1), std::sqrt(2)};
  std::vector<double> x(300 * 290);
  for (double& v : x) v = std::gamma_distribution<double>(0.3, 5)(random);
  std::vector<std::vector<double>> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    seen.push_back({moran(x, stencil, Standardization::rows).z, geary(x, stencil, Standardization::rows).z,
                    g(x, stencil, Standardization::none).z});
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

//  0 - 1 - 2 - 3 - 4   5 is an island: it stays in mean and variance, but lowers n; some programs keep n = 6.
TEST(Moran, IslandsLowerN) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3}, {}});
  const std::vector<double> x{4, 3, 3, 1, 1, 0};  // mean 2: z = 2 1 1 -1 -1 -2
  const GlobalTest test = moran(x, path, Standardization::none);
  // Sum over the eight links: 2 (2 + 1 - 1 + 1) = 6; squares 4 + 1 + 1 + 1 + 1 + 4 = 12.
  EXPECT_NEAR(test.value, 5.0 / 8 * 6 / 12, 1e-15);
  EXPECT_NEAR(test.expected, -1.0 / 4, 1e-15);
}

TEST(GlobalAssociation, NoVarianceNoResult) {
  const SpatialWeights path = test::weights_of({{1}, {0, 2}, {1, 3}, {2, 4}, {3}});
  const SpatialWeights all = test::weights_of({{1, 2, 3, 4}, {0, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 4}, {0, 1, 2, 3}});
  const SpatialWeights none = test::weights_of({{}, {}, {}, {}, {}});
  const std::vector<double> x{1, 2, 4, 8, 9}, same{0.3, 0.3, 0.3, 0.3, 0.3}, lone{0, 0, 7, 0, 0};
  for (const auto& [values, weights] : {std::pair(same, path), std::pair(x, all), std::pair(x, none),
                                        std::pair(std::vector<double>{1, 2, 5}, test::weights_of({{1}, {0, 2}, {1}})),
                                        std::pair(std::vector<double>{nan, nan, nan, nan, nan}, path)}) {
    EXPECT_TRUE(std::isnan(moran(values, weights, Standardization::rows).z));
    EXPECT_TRUE(std::isnan(moran(values, weights, Standardization::rows).value));
    EXPECT_TRUE(std::isnan(geary(values, weights, Standardization::rows).z));
    EXPECT_TRUE(std::isnan(g(values, weights, Standardization::none).z));
  }
  EXPECT_TRUE(std::isnan(g(lone, path, Standardization::none).value)) << "no pair of places has values above 0";
  EXPECT_FALSE(std::isnan(moran(lone, path, Standardization::rows).z));
}

}  // namespace
}  // namespace vigie
