// Log relative risk against sparr, spatstat and brute force, and what it must not depend on.
#include "engine/statistics/log_relative_risk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/cell_shares.h"
#include "engine/statistics/kernel_convolution.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/risk_town.h"

namespace vigie {
namespace {

using test::risk_town;
using test::RiskTown;

// ---------------------------------------------------------------- real data

struct Marked {
  std::vector<double> case_x, case_y, control_x, control_y;
  RiskSample cases() const { return {case_x, case_y}; }
  RiskSample controls() const { return {control_x, control_y}; }
};

Marked read_marked(const std::string& name, double unit) {
  auto columns = test::read_columns(test::reference_file(name));
  const std::vector<double> x = test::numbers_of(columns["x"]), y = test::numbers_of(columns["y"]);
  Marked points;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool is_case = columns["mark"][i] == "case";
    (is_case ? points.case_x : points.control_x).push_back(x[i] * unit);
    (is_case ? points.case_y : points.control_y).push_back(y[i] * unit);
  }
  return points;
}

// The value at any place: a grid of one cell, with the points moved so that the place is its centre.
double log_risk_at(Point place, Marked points, double bandwidth) {
  for (double* axis : {&place.x, &place.y}) *axis -= bandwidth / 2;
  for (std::vector<double>* x : {&points.case_x, &points.control_x})
    for (double& v : *x) v -= place.x;
  for (std::vector<double>* y : {&points.case_y, &points.control_y})
    for (double& v : *y) v -= place.y;
  const std::vector<double> inside{1};
  return log_relative_risk(points.cases(), points.controls(), {Kernel::gaussian, bandwidth, EdgeCorrection::none},
                           {CellShape::square, bandwidth, 0, 0, 1, 1}, inside)
      .log_risk.values[0];
}

TEST(RelativeRiskReference, EqualsExactSumsOnLiverDisease) {
  VIGIE_NEEDS_REFERENCE("pbc_relative_risk/reference/pbc_fixed_h3.5_no_edge.csv");
  auto expected = test::read_columns(test::reference_file("pbc_relative_risk/reference/pbc_fixed_h3.5_no_edge.csv"));
  const Marked points = read_marked("pbc_relative_risk/pbc_points.csv", 1000);
  const std::vector<double> risk = test::numbers_of(expected["log_relative_risk"]);
  int compared = 0;
  for (std::size_t i = 0; i < risk.size(); ++i) {
    if (!std::isfinite(risk[i])) continue;
    const Point place{std::stod(expected["x"][i]) * 1000, std::stod(expected["y"][i]) * 1000};
    const double ours = log_risk_at(place, points, 3500);
    // Kernels below 1e-16 of their peak count as 0, which shows where no case is near.
    EXPECT_NEAR(ours, risk[i], risk[i] > -9 ? 1e-10 : 1e-5) << i;
    compared += risk[i] > -9 ? 1 : 0;
  }
  EXPECT_GT(compared, 200);
}

MultiPolygon read_ring(const std::string& name, double unit) {
  std::ifstream file(test::reference_file(name));
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::size_t start = text.find('[', text.find("\"coordinates\""));
  std::vector<double> numbers;
  for (std::size_t i = start; i < text.size();) {
    if (text[i] == '-' || (text[i] >= '0' && text[i] <= '9')) {
      std::size_t used = 0;
      numbers.push_back(std::stod(text.substr(i, 32), &used) * unit);
      i += used;
    } else {
      ++i;
    }
  }
  Ring ring;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) ring.push_back({numbers[i], numbers[i + 1]});
  if (signed_area(ring) < 0) std::ranges::reverse(ring);
  return {{ring, {}}};
}

// sparr 2.2-17 puts points on 128 x 128 pixels of the window's box, and its value was read off the pixel around each
// place. With the uniform correction the kernel's share inside drops out of the ratio; what is left of it is the
// rescaling of both densities to 1, one constant for the whole map.
TEST(RelativeRiskReference, EqualsSparrWithUniformEdgeCorrection) {
  VIGIE_NEEDS_REFERENCE("pbc_relative_risk/reference/pbc_fixed_h3.5_edge_uniform_pixel128.csv");
  auto expected =
      test::read_columns(test::reference_file("pbc_relative_risk/reference/pbc_fixed_h3.5_edge_uniform_pixel128.csv"));
  const MultiPolygon window = read_ring("pbc_relative_risk/pbc_window.geojson", 1000);
  const Box box = bounds(window);
  const double width = box.width() / 128, height = box.height() / 128;
  const auto pixel = [](double v, double low, double size) {
    return low + (std::clamp(std::floor((v - low) / size), 0.0, 127.0) + 0.5) * size;
  };
  const auto on_seam = [](double v, double low, double size) {
    return std::abs((v - low) / size - std::round((v - low) / size)) < 0.01;
  };
  Marked points = read_marked("pbc_relative_risk/pbc_points.csv", 1000);
  for (std::vector<double>* x : {&points.case_x, &points.control_x})
    for (double& v : *x) v = pixel(v, box.min_x, width);
  for (std::vector<double>* y : {&points.case_y, &points.control_y})
    for (double& v : *y) v = pixel(v, box.min_y, height);
  const Grid grid = grid_over(box, CellShape::square, 1000);
  const std::vector<double> inside = cell_shares(grid, window);
  const auto surface = [&](EdgeCorrection edge) {
    return log_relative_risk(points.cases(), points.controls(), {Kernel::gaussian, 3500, edge}, grid, inside);
  };
  const LogRelativeRisk plain = surface(EdgeCorrection::none), uniform = surface(EdgeCorrection::uniform);
  const auto middle = static_cast<std::size_t>(grid.cell_at({402'000, 600'000}));
  const double rescaling = uniform.log_risk.values[middle] - plain.log_risk.values[middle];
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (!std::isnan(uniform.log_risk.values[i]) && !std::isnan(plain.log_risk.values[i])) {
      EXPECT_NEAR(uniform.log_risk.values[i] - plain.log_risk.values[i], rescaling, 1e-9);
    }
  int compared = 0;
  for (std::size_t i = 0; i < expected["x"].size(); ++i) {
    const double x = std::stod(expected["x"][i]) * 1000, y = std::stod(expected["y"][i]) * 1000;
    if (on_seam(x, box.min_x, width) || on_seam(y, box.min_y, height)) continue;  // either pixel may have been read
    const double theirs = test::numbers_of({expected["log_rr_edge_uniform"][i]})[0];
    if (!(theirs > -9)) continue;  // no case near, or no value
    const double ours = log_risk_at({pixel(x, box.min_x, width), pixel(y, box.min_y, height)}, points, 3500);
    EXPECT_NEAR(ours + rescaling, theirs, 1e-2) << i;
    EXPECT_LT(std::abs(ours + rescaling - theirs), 2e-3 + 2e-3 * std::abs(theirs)) << i;
    ++compared;
  }
  EXPECT_GT(compared, 120);
}

// spatstat 3.0-6 relrisk with sigma 61, each point left out of its own estimate. Its cases are the second mark level,
// so that the column holds the probability of a control.
TEST(RelativeRiskReference, EqualsSpatstatOnHumberside) {
  const std::string name = "spatstat_patterns/reference/humberside_relrisk_at_points_sigma_tenth_height.csv";
  VIGIE_NEEDS_REFERENCE(name);
  auto expected = test::read_columns(test::reference_file(name));
  const std::vector<double> x = test::numbers_of(expected["x"]), y = test::numbers_of(expected["y"]);
  const std::vector<double> p = test::numbers_of(expected["p_case_leave_one_out"]);
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Marked others;
    for (std::size_t j = 0; j < x.size(); ++j) {
      if (j == i) continue;
      const bool is_case = expected["mark"][j] == "case";
      (is_case ? others.case_x : others.control_x).push_back(x[j]);
      (is_case ? others.case_y : others.control_y).push_back(y[j]);
    }
    const double odds = std::exp(log_risk_at({x[i], y[i]}, others, 61)) * static_cast<double>(others.case_x.size()) /
                        static_cast<double>(others.control_x.size());
    worst = std::max(worst, std::abs(1 / (1 + odds) - p[i]));
  }
  EXPECT_LT(worst, 1e-10);
}

// ---------------------------------------------------------------- brute force

double kernel_between(const RiskTown& town, std::int64_t cell, Point p, const RiskSmoothing& with) {
  const Point c = town.grid.centre(cell);
  return kernel_value(with.kernel, std::hypot(c.x - p.x, c.y - p.y), with.bandwidth);
}

// Share of the kernel around p that lies inside, relative to a grid without end, as for densities.
double share_inside(const RiskTown& town, Point p, const RiskSmoothing& with, double whole) {
  double sum = 0;
  for (std::int64_t cell = 0; cell < town.grid.size(); ++cell)
    sum += kernel_between(town, cell, p, with) * town.inside[static_cast<std::size_t>(cell)];
  return sum / whole;
}

double endless(const RiskSmoothing& with, int power) {
  double sum = 0;
  for (int row = -60; row <= 60; ++row)
    for (int column = -60; column <= 60; ++column)
      sum += std::pow(kernel_value(with.kernel, std::hypot(row, column) * 100, with.bandwidth), power);
  return sum;
}

std::vector<double> slow_density(const RiskTown& town, const RiskSample& sample, const RiskSmoothing& with) {
  std::vector<double> f(town.inside.size(), std::numeric_limits<double>::quiet_NaN());
  double mass = 0;
  for (std::int64_t cell = 0; cell < town.grid.size(); ++cell) {
    const auto i = static_cast<std::size_t>(cell);
    if (!(town.inside[i] > 0)) continue;
    double sum = 0;
    for (std::size_t k = 0; k < sample.size(); ++k) sum += kernel_between(town, cell, {sample.x[k], sample.y[k]}, with);
    if (with.edge == EdgeCorrection::uniform) sum /= share_inside(town, town.grid.centre(cell), with, endless(with, 1));
    f[i] = sum;
    mass += sum * town.inside[i] * 1e4;
  }
  if (with.edge == EdgeCorrection::none) mass = static_cast<double>(sample.size());
  for (double& v : f) v /= mass;
  return f;
}

class RelativeRisk : public testing::TestWithParam<RiskSmoothing> {};

TEST_P(RelativeRisk, EqualsBruteForce) {
  const RiskSmoothing with = GetParam();
  const RiskTown town = risk_town(70, 220, 0.4, 11);
  const LogRelativeRisk risk = log_relative_risk(town.cases(), town.controls(), with, town.grid, town.inside);
  const std::vector<double> f = slow_density(town, town.cases(), with), g = slow_density(town, town.controls(), with);
  const double roughness = kernel_roughness(with.kernel, with.bandwidth);
  int compared = 0;
  for (std::int64_t cell = 0; cell < town.grid.size(); ++cell) {
    const auto i = static_cast<std::size_t>(cell);
    if (std::isnan(risk.log_risk.values[i])) continue;
    EXPECT_NEAR(risk.log_risk.values[i], std::log(f[i] / g[i]), 1e-9);
    double squared = 0;
    const Point here = town.grid.centre(cell);
    for (std::int64_t other = 0; other < town.grid.size(); ++other)
      squared += std::pow(kernel_between(town, other, here, with), 2) * town.inside[static_cast<std::size_t>(other)];
    squared *= roughness / endless(with, 2);
    if (with.edge == EdgeCorrection::uniform) squared /= std::pow(share_inside(town, here, with, endless(with, 1)), 2);
    const double pooled = (70 * f[i] + 220 * g[i]) / 290;
    const double z = std::log(f[i] / g[i]) / std::sqrt(squared * (1 / 70.0 + 1 / 220.0) / pooled);
    EXPECT_NEAR(risk.z[i], z, 1e-8 * (1 + std::abs(z)));
    EXPECT_NEAR(risk.p[i], std::erfc(std::abs(z) / std::numbers::sqrt2), 1e-9);
    ++compared;
  }
  EXPECT_GT(compared, 300);
}

INSTANTIATE_TEST_SUITE_P(Kernels, RelativeRisk,
                         testing::Values(RiskSmoothing{Kernel::quartic, 600, EdgeCorrection::uniform},
                                         RiskSmoothing{Kernel::quartic, 600, EdgeCorrection::none},
                                         RiskSmoothing{Kernel::gaussian, 250, EdgeCorrection::uniform},
                                         RiskSmoothing{Kernel::triangular, 700, EdgeCorrection::uniform},
                                         RiskSmoothing{Kernel::epanechnikov, 520, EdgeCorrection::none}));

TEST(RelativeRiskSurface, BothDensitiesIntegrateToOneUnderDiggle) {
  const RiskTown town = risk_town(60, 200, 0.3, 12);
  const RiskSmoothing with{Kernel::quartic, 500, EdgeCorrection::diggle};
  const LogRelativeRisk risk = log_relative_risk(town.cases(), town.controls(), with, town.grid, town.inside);
  const Surface g =
      density(town.control_x, town.control_y, with.kernel, with.bandwidth, town.grid, town.inside, with.edge);
  double mass = 0;  // of f = exp(r) g; masked cells carry next to nothing here
  for (std::size_t i = 0; i < town.inside.size(); ++i)
    if (!std::isnan(risk.log_risk.values[i]))
      mass += std::exp(risk.log_risk.values[i]) * g.values[i] / 200 / 1e6 * town.inside[i] * 1e4;
  EXPECT_NEAR(mass, 1, 1e-9);
}

// The worked example of the method's page: two cases and three controls within reach of the middle, by hand.
TEST(RelativeRiskSurface, OfFiveReports) {
  const Grid grid{CellShape::square, 100, 1500, 45'000, 81, 81};
  const Point middle = grid.centre(40 * 81 + 40);
  Marked points;
  const auto add = [&](std::vector<double>& x, std::vector<double>& y, double east, double north, int times) {
    x.insert(x.end(), static_cast<std::size_t>(times), middle.x + east);
    y.insert(y.end(), static_cast<std::size_t>(times), middle.y + north);
  };
  add(points.case_x, points.case_y, 0, 0, 1);
  add(points.case_x, points.case_y, 500, 0, 1);
  add(points.case_x, points.case_y, 2500, 0, 18);
  add(points.control_x, points.control_y, 0, -500, 3);
  add(points.control_x, points.control_y, -2500, 0, 57);
  const std::vector<double> inside(81 * 81, 1);
  const LogRelativeRisk risk =
      log_relative_risk(points.cases(), points.controls(), {Kernel::quartic, 1000, EdgeCorrection::none}, grid, inside);
  EXPECT_NEAR(risk.log_risk.values[40 * 81 + 40], std::log(1.5625 / 20 / (1.6875 / 60)), 1e-9);
  EXPECT_NEAR(risk.log_risk.values[40 * 81 + 40], 1.0217, 5e-5);
  EXPECT_NEAR(risk.z[40 * 81 + 40], 1.0296, 5e-5);
  EXPECT_NEAR(risk.p[40 * 81 + 40], 0.303, 5e-4);
}

// ---------------------------------------------------------------- properties

TEST(RelativeRiskSurface, IsZeroForEqualSamplesAndTurnsItsSign) {
  const RiskTown town = risk_town(90, 150, 0.4, 13);
  const RiskSmoothing with{Kernel::quartic, 600, EdgeCorrection::uniform};
  const LogRelativeRisk same = log_relative_risk(town.cases(), town.cases(), with, town.grid, town.inside);
  for (double v : same.log_risk.values) EXPECT_TRUE(std::isnan(v) || v == 0);
  const LogRelativeRisk there = log_relative_risk(town.cases(), town.controls(), with, town.grid, town.inside);
  const LogRelativeRisk back = log_relative_risk(town.controls(), town.cases(), with, town.grid, town.inside);
  for (std::size_t i = 0; i < town.inside.size(); ++i)
    if (!std::isnan(there.log_risk.values[i]) && !std::isnan(back.log_risk.values[i])) {
      EXPECT_NEAR(there.log_risk.values[i], -back.log_risk.values[i], 1e-12);
      EXPECT_NEAR(there.z[i], -back.z[i], 1e-9);
    }
}

TEST(RelativeRiskSurface, MasksWhereControlsAreThin) {
  RiskTown town = risk_town(40, 40, 0.5, 14);
  for (std::size_t i = 0; i < 40; ++i) town.control_x[i] = std::min(town.control_x[i], 151'000.0);  // west only
  const RiskSmoothing with{Kernel::quartic, 400, EdgeCorrection::uniform};
  const LogRelativeRisk risk = log_relative_risk(town.cases(), town.controls(), with, town.grid, town.inside);
  const auto east = static_cast<std::size_t>(town.grid.cell_at({152'050, 4'500'450}));
  const auto west = static_cast<std::size_t>(town.grid.cell_at({150'550, 4'500'450}));
  const auto outside = static_cast<std::size_t>(town.grid.cell_at({152'350, 4'501'950}));
  EXPECT_EQ(risk.masked[east], 1);
  EXPECT_TRUE(std::isnan(risk.log_risk.values[east]));
  EXPECT_EQ(risk.masked[west], 0);
  EXPECT_GT(risk.log_risk.values[west], 0);
  EXPECT_EQ(risk.masked[outside], 0) << "outside the study area nothing is masked, there is nothing";
  EXPECT_TRUE(std::isnan(risk.log_risk.values[outside]));
}

TEST(RelativeRiskSurface, NineteenPointsAreTooFew) {
  const RiskTown town = risk_town(19, 100, 0, 15);
  const RiskSmoothing with{Kernel::quartic, 600, EdgeCorrection::uniform};
  for (const auto& risk : {log_relative_risk(town.cases(), town.controls(), with, town.grid, town.inside),
                           log_relative_risk(town.controls(), town.cases(), with, town.grid, town.inside)})
    for (std::size_t i = 0; i < town.inside.size(); ++i) {
      EXPECT_TRUE(std::isnan(risk.log_risk.values[i]));
      EXPECT_EQ(risk.masked[i], town.inside[i] > 0 ? 1 : 0);
    }
}

TEST(RelativeRiskSurface, DoesNotDependOnThreadsOrOrder) {
  const RiskTown town = risk_town(300, 900, 0.3, 16);
  RiskTown reversed = town;
  for (std::vector<double>* axis : {&reversed.case_x, &reversed.case_y, &reversed.control_x, &reversed.control_y})
    std::ranges::reverse(*axis);
  for (EdgeCorrection edge : {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle}) {
    std::vector<LogRelativeRisk> seen;
    for (int count : {1, 2, 7}) {
      set_threads(count);
      const RiskTown& from = count == 7 ? reversed : town;
      seen.push_back(
          log_relative_risk(from.cases(), from.controls(), {Kernel::quartic, 500, edge}, town.grid, town.inside));
    }
    for (std::size_t k : {1u, 2u})
      for (std::size_t i = 0; i < town.inside.size(); ++i)
        if (!std::isnan(seen[0].z[i])) {
          EXPECT_EQ(seen[0].log_risk.values[i], seen[k].log_risk.values[i]);
          EXPECT_EQ(seen[0].z[i], seen[k].z[i]);
        }
  }
  set_threads(0);
}

TEST(RelativeRiskSurface, NoBandwidthIsAnError) {
  const RiskTown town = risk_town(30, 30, 0, 17);
  EXPECT_THROW(log_relative_risk(town.cases(), town.controls(), {Kernel::quartic, 0}, town.grid, town.inside),
               DataError);
}

TEST(CommonBandwidth, CountsTheGeometricMeanOfBothSamples) {
  const RiskTown town = risk_town(100, 400, 0.3, 18);
  std::vector<double> x = town.case_x, y = town.case_y;
  x.insert(x.end(), town.control_x.begin(), town.control_x.end());
  y.insert(y.end(), town.control_y.begin(), town.control_y.end());
  for (BandwidthRule rule : {BandwidthRule::scott, BandwidthRule::oversmoothed}) {
    const double pooled = rule_bandwidth(x, y, Kernel::quartic, rule);
    EXPECT_NEAR(common_bandwidth(town.cases(), town.controls(), Kernel::quartic, rule),
                pooled * std::pow(500.0 / 200.0, 1.0 / 6), 1e-9 * pooled);
  }
  RiskTown doubled = town;  // twice the same places say no more
  doubled.case_x.insert(doubled.case_x.end(), town.case_x.begin(), town.case_x.end());
  doubled.case_y.insert(doubled.case_y.end(), town.case_y.begin(), town.case_y.end());
  EXPECT_EQ(common_bandwidth(doubled.cases(), town.controls(), Kernel::gaussian, BandwidthRule::scott),
            common_bandwidth(town.cases(), town.controls(), Kernel::gaussian, BandwidthRule::scott));
  const std::vector<double> one{1};
  EXPECT_TRUE(std::isnan(common_bandwidth({one, one}, {one, one}, Kernel::quartic, BandwidthRule::scott)));
}

}  // namespace
}  // namespace vigie
