// Rules of thumb for bandwidth and cell size against published values and worked examples.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "engine/statistics/density.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

double square(double v) {
  return v * v;
}

TEST(RuleBandwidth, EqualsTheRedwoodValues) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/redwood_points.csv");
  auto points = test::read_columns(test::reference_file("spatstat_patterns/redwood_points.csv"));
  const std::vector<double> x = test::numbers_of(points["x"]), y = test::numbers_of(points["y"]);
  const auto rule = [&](Kernel kernel, BandwidthRule which) { return rule_bandwidth(x, y, kernel, which); };
  // sparr 2.2-17 (NS, OS) takes the mean of the two standard deviations, 0.002 % less here than the root mean square.
  EXPECT_NEAR(rule(Kernel::gaussian, BandwidthRule::scott), 0.1370324, 3e-6);
  EXPECT_NEAR(rule(Kernel::gaussian, BandwidthRule::oversmoothed), 0.1486214, 3e-6);
  // bw.scott of spatstat 3.0-6 per axis: 0.13620214 and 0.13786264.
  EXPECT_NEAR(rule(Kernel::gaussian, BandwidthRule::scott),
              std::sqrt((square(0.13620213737693546) + square(0.13786264072170734)) / 2), 1e-15);
  // Compact kernels match the Gaussian's deviation per axis.
  const double scott = rule(Kernel::gaussian, BandwidthRule::scott);
  EXPECT_NEAR(rule(Kernel::quartic, BandwidthRule::scott), scott * std::sqrt(8.0), 1e-14);
  EXPECT_NEAR(rule(Kernel::uniform, BandwidthRule::scott), scott * 2, 1e-14);
  EXPECT_NEAR(rule(Kernel::triangular, BandwidthRule::scott) * 0.387298, scott, 1e-6);
  EXPECT_NEAR(rule(Kernel::epanechnikov, BandwidthRule::scott) * 0.408248, scott, 1e-6);
  EXPECT_EQ(rule_bandwidth(y, x, Kernel::quartic, BandwidthRule::oversmoothed),
            rule(Kernel::quartic, BandwidthRule::oversmoothed));
}

// A 3 x 3 lattice of 100 by 200 m: variances 7500 and 30000, quartiles 200 and 400 m apart; copies do not count.
TEST(RuleBandwidth, UsesDistinctPoints) {
  std::vector<double> x, y;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int copies = 0; copies <= i; ++copies) {
        x.push_back(6e5 + 100 * i);
        y.push_back(5e6 + 200 * j);
      }
  const double sigma = std::sqrt((7500.0 + 30'000) / 2);
  EXPECT_NEAR(rule_bandwidth(x, y, Kernel::gaussian, BandwidthRule::scott), sigma * std::pow(9, -1.0 / 6), 1e-9);
  const double ratio = rule_bandwidth(x, y, Kernel::gaussian, BandwidthRule::oversmoothed) /
                       rule_bandwidth(x, y, Kernel::gaussian, BandwidthRule::scott);
  EXPECT_NEAR(ratio, 1.084571, 5e-7);
}

// 0, 1, ... 8 and a stray at 1000 on both axes: the quartiles, 2.25 and 6.75, do not see the stray.
TEST(RuleBandwidth, UsesTheQuartilesWhereTheySpreadLess) {
  const std::vector<double> x{0, 1, 2, 3, 4, 5, 6, 7, 8, 1000};
  EXPECT_NEAR(rule_bandwidth(x, x, Kernel::gaussian, BandwidthRule::scott), 4.5 / 1.34 * std::pow(10, -1.0 / 6), 1e-12);
}

TEST(RuleBandwidth, NeedsFiveDistinctPointsAndSpread) {
  const std::vector<double> x{0, 1, 2, 3, 3, 3}, y{0, 0, 1, 1, 1, 1};
  EXPECT_TRUE(std::isnan(rule_bandwidth(x, y, Kernel::quartic, BandwidthRule::scott)));
  EXPECT_TRUE(std::isnan(rule_bandwidth({}, {}, Kernel::quartic, BandwidthRule::scott)));
  // Points on a line still spread along it.
  const std::vector<double> line{0, 100, 200, 300, 400}, flat(5, 7);
  EXPECT_GT(rule_bandwidth(line, flat, Kernel::quartic, BandwidthRule::scott), 0);
}

TEST(DefaultCellSize, IsTwiceTheSpacing) {
  EXPECT_EQ(default_cell_size(std::vector<double>{60, 80, 100}), 160);
  EXPECT_EQ(default_cell_size(std::vector<double>{60, 62, 150}), 180);        // mean 90.7
  EXPECT_EQ(default_cell_size(std::vector<double>{10, 150, 154, 156}), 300);  // median 152
  EXPECT_EQ(default_cell_size(std::vector<double>{3, 4, 5}), 50);
  EXPECT_EQ(default_cell_size(std::vector<double>{}), 50);
}

TEST(DefaultCellSize, LeavesOutStrayPoints) {
  std::vector<double> distances(50, 80);
  distances.push_back(1e6);
  distances.push_back(std::numeric_limits<double>::infinity());
  EXPECT_EQ(default_cell_size(distances), 160);
}

}  // namespace
}  // namespace vigie
