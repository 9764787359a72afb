// Local Moran as a map of classes, the table of global statistics, and what the recipe says and refuses.
#include "engine/analysis/clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "engine/analysis/cluster_test.h"
#include "engine/analysis/global_table.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsNan;

const double nan = std::numeric_limits<double>::quiet_NaN();

SpatialWeights lists(const std::vector<std::vector<std::uint32_t>>& rows) {
  SpatialWeights weights;
  for (const std::vector<std::uint32_t>& row : rows) {
    weights.neighbor.insert(weights.neighbor.end(), row.begin(), row.end());
    weights.start.push_back(weights.neighbor.size());
  }
  return weights;
}

GridStencil queen(std::int64_t columns, std::int64_t rows) {
  return {{CellShape::square, 100, 0, 0, columns, rows},
          std::vector<std::uint8_t>(static_cast<std::size_t>(columns * rows), 1),
          142};
}

LocalTestOptions corrected_by(Correction correction) {
  LocalTestOptions options;
  options.correction = correction;
  return options;
}

// ---------------------------------------------------------------- classes

// Counts 0-9, north up: a hot corner in the south-west, a hole in it, a lone high cell in the empty north-east.
constexpr std::array<std::string_view, 10> drawn{"2112211000",  //
                                                 "1221120000",  //
                                                 "2112210090",  //
                                                 "1211220000",  //
                                                 "2121121000",  //
                                                 "8898112121",  //
                                                 "9889121212",  //
                                                 "8909211121",  //
                                                 "9898122112",  //
                                                 "8989211211"};
// The same cells by class, as a program of its own finds them by listing all sums of neighbors: H high among high, h
// high among low, l low among high, L low among low.
constexpr std::array<std::string_view, 10> classes{".......LLL",  //
                                                   "......L...",  //
                                                   "......L.h.",  //
                                                   "......L...",  //
                                                   ".......LL.",  //
                                                   ".HH.......",  //
                                                   "HHH.......",  //
                                                   "HHl.......",  //
                                                   "HHHH......",  //
                                                   "HHH......."};

std::vector<double> counts_of(const std::array<std::string_view, 10>& map) {
  std::vector<double> values;
  for (std::size_t row = map.size(); row-- > 0;)
    for (char count : map[row]) values.push_back(count - '0');
  return values;
}

std::array<std::string, 10> drawn_classes(const ClusterTest& test) {
  std::array<std::string, 10> map;
  for (std::size_t i = 0; i < 100; ++i) {
    const std::string_view label = test.label[i];
    map[9 - i / 10] += label == "high_high"  ? 'H'
                       : label == "low_low"  ? 'L'
                       : label == "high_low" ? 'h'
                       : label == "low_high" ? 'l'
                       : label == "none"     ? '.'
                                             : '?';
  }
  return map;
}

TEST(TestClusters, DrawsClustersAndOutliers) {
  const ClusterTest test = test_clusters(counts_of(drawn), queen(10, 10), corrected_by(Correction::none));
  const std::array<std::string, 10> map = drawn_classes(test);
  for (std::size_t row = 0; row < 10; ++row) EXPECT_EQ(map[row], classes[row]) << "line " << row;
  EXPECT_EQ(test.tested, 100u);
  EXPECT_THAT(test.tails.methods, ElementsAre(PValueMethod::exact));
}

TEST(TestClusters, CorrectionTakesTheFamilyOfTestedPlaces) {
  const std::vector<double> values = counts_of(drawn);
  const ClusterTest corrected = test_clusters(values, queen(10, 10), {});
  EXPECT_EQ(corrected.q, q_values(corrected.p, Correction::fdr));
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_EQ(corrected.label[i] == "none", corrected.q[i] > 0.05) << "cell " << i;
  const ClusterTest careful = test_clusters(values, queen(10, 10), corrected_by(Correction::fdr_by));
  EXPECT_LT(std::ranges::count(careful.label, "high_high"), std::ranges::count(corrected.label, "high_high"));
}

// The null keeps the place's own value, whatever the caller's options say.
TEST(TestClusters, DrawsAgreeWithTheExactNull) {
  const std::vector<double> values = counts_of(drawn);
  const ClusterTest exact = test_clusters(values, queen(10, 10), {});
  const ClusterTest simulated = test_clusters(
      values, queen(10, 10),
      {.permutation = {.inference = Inference::monte_carlo, .self = Self::included, .permutations = 19'999}});
  EXPECT_THAT(simulated.tails.methods, ElementsAre(PValueMethod::monte_carlo));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double half = exact.p[i] / 2;
    EXPECT_NEAR(simulated.p[i], exact.p[i], 2 * 5 * std::sqrt(half * (1 - half) / 2e4) + 2e-4) << "cell " << i;
  }
  const ClusterTest normal = test_clusters(values, queen(10, 10), {.permutation = {.inference = Inference::normal}});
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(normal.p[i], std::erfc(std::abs(normal.moran.z[i]) / std::sqrt(2.0)), 1e-12) << "cell " << i;
}

//  0 - 1 - 2 - 3 - 4   5 is an island, 6 has no value
TEST(TestClusters, SaysWhyThereIsNoResult) {
  const SpatialWeights path = lists({{1}, {0, 2}, {1, 3}, {2, 4}, {3, 6}, {}, {4}});
  const ClusterTest test = test_clusters(std::vector<double>{4, 3, 3, 1, 1, 0, nan}, path, {});
  EXPECT_THAT(test.label, ElementsAre("none", "none", "none", "none", "none", "island", ""));
  EXPECT_THAT((std::vector{test.moran.value[5], test.p[5], test.q[5], test.p[6]}), testing::Each(IsNan()));
  EXPECT_EQ(test.tested, 5u);
  EXPECT_EQ(test.islands, 1u);
  const ClusterTest same = test_clusters(std::vector<double>(7, 2.5), path, {});
  EXPECT_THAT(same.label, ElementsAre("", "", "", "", "", "island", ""));
  EXPECT_EQ(same.tested, 0u);
  const std::vector<FilledColumn> columns = moran_values(test, {0, 5, 6});
  const Texts& label = std::get<Texts>(columns.back().values);
  EXPECT_EQ(label.at(1), "island");
  EXPECT_TRUE(label.is_null(2));
}

// A ring of 144 and 240 around a square of zeros; its middle is exactly the mean, among neighbors as low as can be.
TEST(TestClusters, AtTheMeanThereIsNoClass) {
  std::vector<double> values(49, 0);
  int ring = 0;
  for (std::size_t i = 0; i < 49; ++i)
    if (i % 7 < 2 || i % 7 > 4 || i / 7 < 2 || i / 7 > 4) values[i] = ring++ % 10 < 6 ? 144 : 240;
  values[24] = 152;  // (24 * 144 + 16 * 240 + 152) / 49
  const ClusterTest test = test_clusters(values, queen(7, 7), {});
  EXPECT_EQ(test.moran.value[24], 0);
  EXPECT_TRUE(std::isnan(test.moran.z[24]));
  EXPECT_LT(test.q[24], 0.05);
  EXPECT_EQ(test.label[24], "");
}

// ---------------------------------------------------------------- the whole map

const Texts& texts(const NewLayer& table, std::string_view name) {
  for (const FilledColumn& column : table.columns)
    if (column.declared->name == name) return std::get<Texts>(column.values);
  throw std::logic_error("no such column");
}

const std::vector<double>& reals(const NewLayer& table, std::string_view name) {
  for (const FilledColumn& column : table.columns)
    if (column.declared->name == name) return std::get<Reals>(column.values).values;
  throw std::logic_error("no such column");
}

GlobalStatistics statistics_of(const std::vector<double>& values, const Weights& weights, int draws, double most) {
  const NeighborSums sums = std::visit([&](const auto& given) { return neighbor_sums(values, given); }, weights);
  return global_statistics("cells", values, sums, weights, {.permutations = draws}, most);
}

TEST(GlobalStatisticsTable, HoldsThreeRowsForCounts) {
  const GlobalStatistics all = statistics_of(counts_of(drawn), queen(10, 10), 199, 1e9);
  EXPECT_EQ(all.places, 100u);
  EXPECT_EQ(all.cost, 199 * (100 + 684.0)) << "64 cells with 8 neighbors, 32 with 5, 4 with 3";
  const NewLayer table = global_statistics_table({all});
  const Texts& names = texts(table, "statistic");
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names.at(0), "moran_i");
  EXPECT_EQ(names.at(1), "geary_c");
  EXPECT_EQ(names.at(2), "general_g");
  EXPECT_GT(reals(table, "z")[0], 5);
  EXPECT_LT(reals(table, "z")[1], -5) << "Geary's c falls where similar values meet";
  EXPECT_GT(reals(table, "z")[2], 2);
  EXPECT_THAT(reals(table, "p_perm"), ElementsAre(0.01, 0.01, 0.01)) << "2 of 200";
  EXPECT_NEAR(reals(table, "expected")[0], -1.0 / 99, 1e-15);
}

TEST(GlobalStatisticsTable, LeavesOutWhatDoesNotFit) {
  std::vector<double> values = counts_of(drawn);
  values[50] = -1;
  const GlobalStatistics cheap = statistics_of(values, queen(10, 10), 999, 1e5);
  EXPECT_FALSE(cheap.permuted) << "999 draws of 784 places and links cost more than 1e5";
  const NewLayer table = global_statistics_table({cheap});
  EXPECT_EQ(texts(table, "statistic").size(), 2u) << "no general G for negative values";
  EXPECT_THAT(reals(table, "p_perm"), testing::Each(IsNan()));
  EXPECT_FALSE(statistics_of(values, queen(10, 10), 0, 1e9).permuted);
  // Two places with neighbors, two islands.
  const NewLayer few = global_statistics_table({statistics_of({1, 2, 3, 4}, lists({{1}, {0}, {}, {}}), 99, 1e9)});
  EXPECT_EQ(texts(few, "note").at(0), "insufficient_data");
  const NewLayer same = global_statistics_table({statistics_of(std::vector<double>(100, 7), queen(10, 10), 99, 1e9)});
  EXPECT_EQ(texts(same, "note").at(2), "no_variance");
}

// ---------------------------------------------------------------- the recipe

Study town() {
  Study study;
  study.cells.grid = {.shape = CellShape::square, .cell_size = 100, .columns = 10, .rows = 10};
  study.cells.inside.assign(100, 1);
  study.cells.analyzed.assign(100, 1);
  for (double count : counts_of(drawn)) {
    study.cells.listed.push_back(static_cast<std::int64_t>(study.cells.n.size()));
    study.cells.n.push_back(static_cast<std::int64_t>(count));
  }
  study.has_reports = true;
  return study;
}

Contribution run(const Study& study, const std::vector<std::pair<std::string, std::string>>& keys) {
  const Analysis analysis = clusters_analysis();
  const Section section = analysis.section();
  Settings settings(section);
  for (const auto& [key, value] : keys) settings.set(key, {value}, Origin::file);
  return analysis.run(study, settings, Earlier());
}

const Finding& finding(const Contribution& made, std::string_view check) {
  const auto found = std::ranges::find(made.findings, check, &Finding::check);
  if (found == made.findings.end()) throw std::logic_error("no such finding");
  return *found;
}

TEST(Clusters, TellHowManyAndWhetherTheMapClusters) {
  const Contribution made = run(town(), {{"correction", "none"}});
  EXPECT_EQ(finding(made, "high_high").value, 14);
  EXPECT_THAT(finding(made, "high_high").text,
              HasSubstr("of 100 tested, 14 are high among high and 8 low among low (clusters), 1 high among low and 1 "
                        "low among high (outliers)"));
  EXPECT_THAT(finding(made, "moran_i").text, HasSubstr("similar values lie near each other"));
  ASSERT_EQ(made.added.size(), 1u);
  EXPECT_EQ(made.added[0].columns.size(), 5u);
  EXPECT_EQ(std::get<Categorized>(made.added[0].look).field, "moran_lbl");
  ASSERT_EQ(made.layers.size(), 1u);
  EXPECT_EQ(made.layers[0].declared->name, "global_statistics");
}

TEST(Clusters, WarnAsHotSpotsDo) {
  Study study = town();
  study.cells.analyzed[99] = 1;
  for (std::size_t i : {88U, 89U, 98U}) study.cells.analyzed[i] = 0;  // cell 99 in the corner is left alone
  const Contribution made = run(study, {{"inference", "monte_carlo"}, {"permutations", "99"}});
  EXPECT_EQ(finding(made, "moran_islands").level, Finding::Level::warning);
  EXPECT_EQ(finding(made, "moran_permutations").level, Finding::Level::warning);
  EXPECT_THROW(run(study, {{"inference", "monte_carlo"}, {"permutations", "0"}}), UsageError);
  EXPECT_THROW(run(study, {{"value", "rate"}}), UsageError);
  for (std::int64_t& n : study.cells.n) n = n > 7 ? 1 : 0;
  EXPECT_THAT(finding(run(study, {}), "moran_small_sample").text, HasSubstr("reports are few"));
}

TEST(Clusters, LeaveOutDrawsThatCostTooMuch) {
  Study study = town();
  study.cells.grid.columns = study.cells.grid.rows = 200;
  study.cells.inside.assign(40'000, 1);
  study.cells.analyzed.assign(40'000, 1);
  std::mt19937_64 random(61);
  study.cells.n.clear();
  for (int i = 0; i < 40'000; ++i) study.cells.n.push_back(std::poisson_distribution<int>(1)(random));
  const Contribution made = run(study, {{"inference", "normal"}});
  const auto left_out =
      std::ranges::find(made.record, "global_permutation_p.cells", [](const auto& r) { return r.first; });
  ASSERT_NE(left_out, made.record.end());
  EXPECT_THAT(left_out->second, HasSubstr("left out: 999 draws would visit 3.6e+08 places and links"));
  EXPECT_THAT(reals(made.layers[0], "p_perm"), testing::Each(IsNan()));
  EXPECT_THAT(finding(made, "moran_i").text, HasSubstr("no more alike than by chance"));
  const Contribution asked = run(study, {{"inference", "normal"}, {"permutations", "19"}});
  EXPECT_THAT(reals(asked.layers[0], "p_perm"), testing::Each(testing::Gt(0.05)));
}

}  // namespace
}  // namespace vigie
