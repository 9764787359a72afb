// Local Moran against spdep 1.2-7 (cross-checked with esda 2.5.1) and GeoDa.
#include "engine/statistics/local_moran.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/statistics/standardized_rates.h"
#include "tests/reference_data.h"
#include "tests/statistics/published_files.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using test::numbers_of;
using test::read_columns;
using test::reference_file;
using testing::IsNan;

// Rounding in a difference of near equal numbers counts against the numbers, not against the difference.
void expect_close(double actual, double expected, double size, const std::string& what) {
  EXPECT_NEAR(actual, expected, 1e-10 * std::max(std::abs(expected), size)) << what;
}

struct Published {
  const char *local, *neighbors;
};

class LocalMoranReference : public testing::TestWithParam<Published> {};

std::string quadrant_words(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::high_high:
      return "High-High";
    case Quadrant::low_low:
      return "Low-Low";
    case Quadrant::high_low:
      return "High-Low";
    case Quadrant::low_high:
      return "Low-High";
    case Quadrant::undefined:
      break;
  }
  return "";
}

std::string quadrant_words(double own, double lag) {
  return std::string(own > 0 ? "High" : "Low") + (lag > 0 ? "-High" : "-Low");
}

TEST_P(LocalMoranReference, EqualsSpdep) {
  const Published files = GetParam();
  VIGIE_NEEDS_REFERENCE(files.local);
  auto rows = read_columns(reference_file(files.local));
  const SpatialWeights weights = test::weights_from(reference_file(files.neighbors), rows["id"]);
  const std::vector<double> x = numbers_of(rows["x"]);
  const NeighborSums sums = neighbor_sums(x, weights);
  const LocalMoran moran = local_moran(x, sums);
  const LocalMoments conditional = local_moran_moments(x, sums, Null::conditional);
  const LocalMoments total = local_moran_moments(x, sums, Null::total);
  const double n = static_cast<double>(x.size());
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const auto lag_of = [&](std::size_t i) { return sums.weight[i] > 0 ? sums.value[i] / sums.weight[i] : 0; };
  double mean_lag = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_lag += lag_of(i) / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::string place = rows["id"][i];
    const auto number = [&](const char* column) { return std::stod(rows[column][i]); };
    if (rows["n_neighbours"][i] == "0") {
      EXPECT_THAT((std::vector{moran.value[i], moran.z[i], conditional.variance[i], total.variance[i]}),
                  testing::Each(IsNan()))
          << place;
      continue;
    }
    expect_close(moran.value[i], number("moran_rowstd_Ii"), 1e-3, place);
    expect_close(moran.z[i], number("moran_rowstd_Z_cond"), 1e-2, place);
    expect_close(conditional.expected[i], number("moran_rowstd_EIi_cond"), 0, place);
    expect_close(conditional.variance[i], number("moran_rowstd_VarIi_cond"), 0, place);
    expect_close(total.expected[i], number("moran_rowstd_EIi_total"), 0, place);
    expect_close(total.variance[i], number("moran_rowstd_VarIi_total"), 0, place);
    expect_close((moran.value[i] - total.expected[i]) / std::sqrt(total.variance[i]), number("moran_rowstd_Z_total"),
                 1e-3, place);
    // esda and GeoDa divide by the moment over n - 1.
    expect_close(moran.value[i] * (n - 1) / n, number("moran_rowstd_Ii_divisor_nminus1"), 1e-3, place);
    // spdep takes a lag as high above the mean of the lags; here it is high above the mean of the values.
    EXPECT_EQ(quadrant_words(x[i] - mean, lag_of(i) - mean_lag), rows["moran_quadrant_mean"][i]) << place;
    EXPECT_EQ(quadrant_words(moran.quadrant[i]), quadrant_words(x[i] - mean, lag_of(i) - mean)) << place;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Data, LocalMoranReference,
    testing::Values(Published{"columbus/reference/crime_queen_local.csv", "columbus/reference/neighbours_queen.csv"},
                    Published{"columbus/reference/crime_rook_local.csv", "columbus/reference/neighbours_rook.csv"},
                    Published{"columbus/reference/crime_knn5_local.csv",
                              "columbus/reference/neighbours_knn5_centroids.csv"},
                    Published{"nc_sids/reference/sid74_queen_local.csv", "nc_sids/reference/neighbours_queen.csv"},
                    Published{"nc_sids/reference/sid79_queen_local.csv", "nc_sids/reference/neighbours_queen.csv"},
                    Published{"nc_sids/reference/ft_sid74_CressieChan1989_local.csv",
                              "nc_sids/reference/neighbours_CressieChan1989.csv"},
                    Published{"guerry/reference/Crm_prp_queen_local.csv", "guerry/reference/neighbours_queen.csv"},
                    Published{"guerry/reference/Crm_prs_queen_local.csv", "guerry/reference/neighbours_queen.csv"},
                    Published{"guerry/reference/Donatns_queen_local.csv", "guerry/reference/neighbours_queen.csv"},
                    Published{"groningen_buurten/reference/lamps_queen_local.csv",
                              "groningen_buurten/reference/neighbours_buurten_queen.csv"},
                    Published{"northumbria_asb/reference/asb_count_queen_local.csv",
                              "northumbria_asb/reference/neighbours_wards_queen.csv"}));

TEST(GridLocalMoran, EqualsSpdepOnMemphisCells) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies/reference/grid500m_queen_local.csv");
  auto rows = read_columns(reference_file("memphis_robberies/reference/grid500m_queen_local.csv"));
  const test::MemphisCells cells = test::memphis_cells();
  const NeighborSums sums = neighbor_sums(cells.values, cells.stencil);
  const LocalMoran moran = local_moran(cells.values, sums);
  const LocalMoments conditional = local_moran_moments(cells.values, sums, Null::conditional);
  for (std::size_t i = 0; i < cells.cell.size(); ++i) {
    const std::size_t cell = cells.cell[i];
    expect_close(moran.value[cell], std::stod(rows["moran_rowstd_Ii"][i]), 1e-3, rows["id"][i]);
    expect_close(moran.z[cell], std::stod(rows["moran_rowstd_Z_cond"][i]), 1e-2, rows["id"][i]);
    expect_close(conditional.variance[cell], std::stod(rows["moran_rowstd_VarIi_cond"][i]), 0, rows["id"][i]);
  }
}

// Standardized rates of infant deaths (Assuncao & Reis 1999), then local Moran of these.
TEST(LocalMoranOfRates, EqualsSpdep) {
  for (const char* file : {"nc_sids/reference/sid74_queen_rates.csv", "nc_sids/reference/sid79_queen_rates.csv"}) {
    VIGIE_NEEDS_REFERENCE(file);
    auto rows = read_columns(reference_file(file));
    const SpatialWeights weights =
        test::weights_from(reference_file("nc_sids/reference/neighbours_queen.csv"), rows["id"]);
    const std::vector<double> z = standardized_rates(numbers_of(rows["events"]), numbers_of(rows["population"]));
    const LocalMoran moran = local_moran(z, neighbor_sums(z, weights));
    for (std::size_t i = 0; i < z.size(); ++i) {
      expect_close(z[i], std::stod(rows["EB_standardised_z"][i]), 1e-2, rows["id"][i]);
      expect_close(moran.value[i], std::stod(rows["EB_local_moran_Ii"][i]), 1e-2, rows["id"][i]);
      expect_close(moran.z[i], std::stod(rows["EB_local_moran_Z_cond"][i]), 1e-2, rows["id"][i]);
    }
  }
}

// Crimes against persons in France, 1830s; Ain, Aisne and Allier as GeoDa's own tests (pygeoda) have them: values over
// the n - 1 moment, pseudo p of 999 draws, clusters at 0.05 without correction.
TEST(LocalMoran, AgreesWithGeoDa) {
  VIGIE_NEEDS_REFERENCE("guerry/reference/geoda_published_values.csv");
  auto rows = read_columns(reference_file("guerry/reference/Crm_prp_queen_local.csv"));
  const SpatialWeights weights =
      test::weights_from(reference_file("guerry/reference/neighbours_queen.csv"), rows["id"]);
  const std::vector<double> x = numbers_of(rows["x"]);
  const NeighborSums sums = neighbor_sums(x, weights);
  const LocalMoran moran = local_moran(x, sums);
  const double geoda[3]{0.015431978309803657, 0.3270633223656033, 0.021295296214118884};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(moran.value[i] * 84 / 85, geoda[i], 1e-12);
  const TailProbabilities tails = permutation_p(x, sums, {.self = Self::excluded, .null = Null::conditional}, &weights);
  EXPECT_THAT(tails.methods, testing::Not(testing::Contains(PValueMethod::monte_carlo)));
  // GeoDa folds to the smaller tail; with +1 of 1000 and five standard errors of 999 draws.
  const double pseudo[3]{0.414, 0.123, 0.001};
  for (std::size_t i = 0; i < 3; ++i) {
    const double folded = std::min(tails.upper[i], tails.lower[i]);
    EXPECT_NEAR(pseudo[i], folded, 5 * std::sqrt(folded * (1 - folded) / 999) + 1e-3) << i;
  }
  const std::vector<double> p = two_sided(tails);
  EXPECT_GT(p[0], 0.05);  // 0: not significant
  EXPECT_GT(p[1], 0.05);  // 0
  EXPECT_LT(p[2], 0.05);  // 1: high-high
  EXPECT_EQ(moran.quadrant[2], Quadrant::high_high);
}

// The pseudo p of spdep's conditional permutation with 9999 draws, both its sum of two tails and its folded one.
TEST(LocalMoran, AgreesWithDrawsOfSpdep) {
  VIGIE_NEEDS_REFERENCE("columbus/reference/crime_queen_localmoran_perm9999.csv");
  auto drawn = read_columns(reference_file("columbus/reference/crime_queen_localmoran_perm9999.csv"));
  auto rows = read_columns(reference_file("columbus/reference/crime_queen_local.csv"));
  const SpatialWeights weights =
      test::weights_from(reference_file("columbus/reference/neighbours_queen.csv"), rows["id"]);
  const std::vector<double> x = numbers_of(rows["x"]);
  const NeighborSums sums = neighbor_sums(x, weights);
  const LocalMoran moran = local_moran(x, sums);
  const LocalMoments moments = local_moran_moments(x, sums, Null::conditional);
  const TailProbabilities tails = permutation_p(x, sums, {.self = Self::excluded, .null = Null::conditional}, &weights);
  const std::vector<double> mean = numbers_of(drawn["E.Ii"]), variance = numbers_of(drawn["Var.Ii"]),
                            folded = numbers_of(drawn["Pr(folded) Sim"]), value = numbers_of(drawn["Ii"]);
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(moran.value[i], value[i], 1e-12);
    EXPECT_NEAR(moments.expected[i], mean[i], 5 * std::sqrt(moments.variance[i] / 9999));
    // spdep 1.2-7 draws with replacement, which makes the variance larger by (N - 1) / (N - k), N = 48 other places.
    const double larger = 47 / (48 - static_cast<double>(weights.row(i).size()));
    EXPECT_NEAR(moments.variance[i] * larger / variance[i], 1, 5 * std::sqrt(2.0 / 9999));
    const double p = std::min(tails.upper[i], tails.lower[i]);
    EXPECT_NEAR(p, folded[i], 5 * std::sqrt(2 * p * (1 - p) / 1e4) + 2e-4) << "place " << i;
  }
}

}  // namespace
}  // namespace vigie
