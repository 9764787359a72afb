// Densities against exact kernel sums of spatstat 3.0-6, against brute force, and their mass.
#include "engine/statistics/density.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "tests/reference_data.h"
#include "tests/statistics/density_city.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using test::City;
using test::every_kernel;
using test::only_inside;
using test::random_city;
using test::share_inside;

const double nan = std::numeric_limits<double>::quiet_NaN();

// Rings of equal width: 2 pi r K(r) dr.
TEST(Kernels, IntegrateToOneAndHaveTheirDeviation) {
  const double expected[] = {std::sqrt(1.0 / 8), std::sqrt(1.0 / 6), std::sqrt(3.0 / 20), 0.5, 1};
  for (std::size_t k = 0; k < 5; ++k) {
    double mass = 0, second = 0;
    for (int ring = 0; ring < 200'000; ++ring) {
      const double r = (ring + 0.5) * 1e-4 * 250;
      const double ring_mass = 2 * std::numbers::pi * r * kernel_value(every_kernel[k], r, 250) * 1e-4 * 250;
      mass += ring_mass;
      second += ring_mass * r * r / 2;
    }
    EXPECT_NEAR(mass, 1, 1e-4) << k;
    EXPECT_NEAR(std::sqrt(second), expected[k] * 250, 0.05) << k;
  }
  EXPECT_NEAR(kernel_value(Kernel::quartic, 0, 1), 3 / std::numbers::pi, 1e-15);
  EXPECT_NEAR(kernel_value(Kernel::uniform, 2, 2), 1 / (4 * std::numbers::pi), 1e-16);
  EXPECT_EQ(kernel_value(Kernel::uniform, 2.0001, 2), 0);
}

struct Smoothing {
  Kernel kernel;
  double bandwidth;
};

class Density : public testing::TestWithParam<Smoothing> {};

TEST_P(Density, EqualsBruteForce) {
  const auto [kernel, bandwidth] = GetParam();
  const City city = random_city(400, 41);
  std::vector<double> expected(city.inside.size(), nan);
  for (std::int64_t cell = 0; cell < city.grid.size(); ++cell) {
    if (!(city.inside[static_cast<std::size_t>(cell)] > 0)) continue;
    double sum = 0;
    for (std::size_t i = 0; i < city.x.size(); ++i)
      sum += kernel_value(kernel, test::distance_of(city, cell, i), bandwidth);
    expected[static_cast<std::size_t>(cell)] = sum * 1e6;
  }
  const Surface surface = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::none);
  double peak = 0;
  for (double v : expected) peak = std::max(peak, std::isnan(v) ? 0 : v);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(std::isnan(surface.values[i]), std::isnan(expected[i])) << "cell " << i;
    if (std::isnan(expected[i])) continue;
    // Where no kernel reaches the density is 0, not what rounding left over.
    EXPECT_NEAR(surface.values[i], expected[i], expected[i] == 0 ? 0 : 1e-11 * peak) << "cell " << i;
  }
}

TEST_P(Density, DiggleEqualsBruteForceAndKeepsTheMass) {
  const auto [kernel, bandwidth] = GetParam();
  const City city = only_inside(random_city(300, 42));
  const Surface surface = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::diggle);
  double mass = 0;
  std::vector<double> expected(city.inside.size(), 0);
  for (std::size_t i = 0; i < city.x.size(); ++i) {
    const double q = share_inside(city, kernel, bandwidth, i);
    const std::int64_t own = city.grid.cell_at({city.x[i], city.y[i]});
    for (std::int64_t cell = 0; cell < city.grid.size(); ++cell)
      if (q > 0)
        expected[static_cast<std::size_t>(cell)] +=
            kernel_value(kernel, test::distance_of(city, cell, i), bandwidth) / q * 1e6;
    if (q == 0)
      expected[static_cast<std::size_t>(own)] +=
          1e6 / (city.inside[static_cast<std::size_t>(own)] * city.grid.cell_area());
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (city.inside[i] > 0) mass += surface.values[i] / 1e6 * city.inside[i] * city.grid.cell_area();
    if (!(city.inside[i] > 0)) expected[i] = nan;
  }
  EXPECT_NEAR(mass / static_cast<double>(city.x.size()), 1, 1e-11);
  double peak = 0;
  for (double v : expected) peak = std::max(peak, std::isnan(v) ? 0 : v);
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (!std::isnan(expected[i])) {
      EXPECT_NEAR(surface.values[i], expected[i], 1e-11 * peak) << "cell " << i;
    }
}

TEST_P(Density, UniformCorrectionDividesByTheShareInside) {
  const auto [kernel, bandwidth] = GetParam();
  const City city = random_city(200, 43);
  const Surface plain = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::none);
  const Surface surface = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::uniform);
  // The share of an endless study area, by the same sum over cells.
  City endless{{0}, {0}, {CellShape::square, 100, -60, -60, 121, 121}, std::vector<double>(121 * 121, 1)};
  endless.x[0] = endless.y[0] = 50;
  const double whole = bandwidth > 3000 ? 1 : share_inside(endless, kernel, bandwidth, 0);
  City centres = city;
  for (std::int64_t cell = 0; cell < city.grid.size(); cell += 7) {
    const auto i = static_cast<std::size_t>(cell);
    if (!(city.inside[i] > 0)) continue;
    centres.x[0] = city.grid.centre(cell).x;
    centres.y[0] = city.grid.centre(cell).y;
    const double q = share_inside(centres, kernel, bandwidth, 0) / whole;
    if (q < 0.05) {
      EXPECT_TRUE(std::isnan(surface.values[i])) << "cell " << i;
    } else {
      EXPECT_NEAR(surface.values[i], plain.values[i] / q, 1e-11 * (plain.values[i] / q) + 1e-9) << "cell " << i;
    }
  }
}

// Many points in few cells, on a grid that stands anywhere, with cells on either side of the size that is sorted.
TEST_P(Density, EqualsBruteForceWhereCellsAreFull) {
  const auto [kernel, bandwidth] = GetParam();
  std::mt19937_64 random(46);
  std::normal_distribution<double> near(0, 60);
  City city{{}, {}, {CellShape::square, 37.5, -20, 4000, 30, 26}, std::vector<double>(30 * 26, 1)};
  for (int i = 0; i < 3000; ++i) {
    city.x.push_back(-200 + near(random));
    city.y.push_back(150'480 + near(random));
  }
  for (int i = 0; i < 5000; ++i) {  // one cell
    city.x.push_back(-20 * 37.5 + 37.5 * (10 + std::uniform_real_distribution<double>()(random)));
    city.y.push_back(4000 * 37.5 + 37.5 * (9 + std::uniform_real_distribution<double>()(random)));
  }
  const Surface surface = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::none);
  const double peak = *std::ranges::max_element(surface.values);
  for (std::int64_t cell = 0; cell < city.grid.size(); cell += 11) {
    double sum = 0;
    for (std::size_t i = 0; i < city.x.size(); ++i)
      sum += kernel_value(kernel, test::distance_of(city, cell, i), bandwidth);
    EXPECT_NEAR(surface.values[static_cast<std::size_t>(cell)], sum * 1e6, 1e-9 * peak) << "cell " << cell;
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, Density,
                         testing::Values(Smoothing{Kernel::quartic, 437}, Smoothing{Kernel::quartic, 2000},
                                         Smoothing{Kernel::quartic, 30}, Smoothing{Kernel::quartic, 110},
                                         Smoothing{Kernel::epanechnikov, 437}, Smoothing{Kernel::epanechnikov, 45},
                                         Smoothing{Kernel::uniform, 437}, Smoothing{Kernel::uniform, 60},
                                         Smoothing{Kernel::triangular, 437}, Smoothing{Kernel::gaussian, 180},
                                         Smoothing{Kernel::gaussian, 25}));

// Centres at exactly the bandwidth (3-4-5 triangles on whole metres) are in.
TEST(UniformDensity, TakesInCentresAtTheBandwidth) {
  const Grid grid{CellShape::square, 10, 15'000, 450'000, 21, 21};
  const std::vector<double> inside(441, 1);
  const std::vector<double> x{150'105}, y{4'500'105};  // the centre of the middle cell
  const Surface surface = density(x, y, Kernel::uniform, 50, grid, inside, EdgeCorrection::none);
  EXPECT_EQ(std::ranges::count_if(surface.values, [](double v) { return v > 0; }), 81);  // lattice points within 5
}

TEST(DensityReference, EqualsTheSumsOnMemphisCells) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies/reference/kde_h1000m_at_grid_centres.csv");
  auto expected =
      test::read_columns(test::reference_file("memphis_robberies/reference/kde_h1000m_at_grid_centres.csv"));
  auto points = test::read_columns(test::reference_file("memphis_robberies/reference/proj_4326_to_32136.csv"));
  const std::vector<double> east = test::numbers_of(expected["x"]), north = test::numbers_of(expected["y"]);
  const auto [west, farthest] = std::ranges::minmax(east);
  const auto [south, highest] = std::ranges::minmax(north);
  const Grid grid = grid_over({west, south, farthest, highest}, CellShape::square, 500);
  const std::vector<double> inside(static_cast<std::size_t>(grid.size()), 1);
  const std::vector<double> x = test::numbers_of(points["x"]), y = test::numbers_of(points["y"]);
  const Surface quartic = density(x, y, Kernel::quartic, 1000, grid, inside, EdgeCorrection::none);
  const Surface gaussian = density(x, y, Kernel::gaussian, 1000, grid, inside, EdgeCorrection::none);
  const std::vector<double> q = test::numbers_of(expected["quartic_radius_1000m_per_km2"]);
  const std::vector<double> g = test::numbers_of(expected["gaussian_sigma_1000m_per_km2"]);
  for (std::size_t i = 0; i < q.size(); ++i) {
    const auto cell = static_cast<std::size_t>(grid.cell_at({east[i], north[i]}));
    ASSERT_NEAR(quartic.values[cell], q[i], 1e-10) << "cell " << i;
    ASSERT_NEAR(gaussian.values[cell], g[i], 1e-10) << "cell " << i;
  }
}

bool has_point_at(double distance, Point place, const std::vector<double>& x, const std::vector<double>& y) {
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::abs(std::hypot(x[i] - place.x, y[i] - place.y) - distance) < 1e-9) return true;
  return false;
}

// Patterns on the unit square at 20 x 20 places; here the unit is taken for a kilometre.
class PatternDensity : public testing::TestWithParam<const char*> {};

TEST_P(PatternDensity, EqualsSpatstat) {
  const std::string name = GetParam();
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/reference/" + name + "_unique_kde.csv");
  auto expected = test::read_columns(test::reference_file("spatstat_patterns/reference/" + name + "_unique_kde.csv"));
  auto points = test::read_columns(test::reference_file("spatstat_patterns/" + name + "_points.csv"));
  std::vector<double> x = test::numbers_of(points["x"]), y = test::numbers_of(points["y"]);
  for (double& v : x) v *= 1000;
  for (double& v : y) v *= 1000;
  const Grid grid{CellShape::square, 50, 0, name == "redwood" ? -20 : 0, 20, 20};
  const std::vector<double> inside(400, 1);
  const std::pair<Kernel, const char*> kernels[] = {{Kernel::gaussian, "gaussian_sigma_h"},
                                                    {Kernel::quartic, "quartic_radius_h"},
                                                    {Kernel::epanechnikov, "epanechnikov_radius_h"},
                                                    {Kernel::uniform, "uniform_radius_h"},
                                                    {Kernel::triangular, "triangular_radius_h"}};
  for (const auto& [kernel, column] : kernels) {
    const Surface surface = density(x, y, kernel, 100, grid, inside, EdgeCorrection::none);
    const std::vector<double> sums = test::numbers_of(expected[column]);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const Point place{std::stod(expected["x"][i]) * 1000, std::stod(expected["y"][i]) * 1000};
      if (kernel == Kernel::uniform && has_point_at(100, place, x, y)) continue;  // there rounding decides
      EXPECT_NEAR(surface.values[static_cast<std::size_t>(grid.cell_at(place))], sums[i], 1e-9) << column << " " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Spatstat, PatternDensity, testing::Values("cells", "redwood", "japanesepines"));

TEST(Density, DoesNotDependOnThreadsOrOrder) {
  const City city = random_city(2000, 44);
  City reversed = city;
  std::ranges::reverse(reversed.x);
  std::ranges::reverse(reversed.y);
  for (Kernel kernel : every_kernel) {
    for (EdgeCorrection correction : {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle}) {
      std::vector<std::vector<double>> seen;
      for (int count : {1, 2, 7}) {
        set_threads(count);
        const City& from = count == 7 ? reversed : city;
        seen.push_back(density(from.x, from.y, kernel, 300, city.grid, city.inside, correction).values);
        for (double& v : seen.back())
          if (std::isnan(v)) v = -1;
      }
      EXPECT_EQ(seen[0], seen[1]);
      EXPECT_EQ(seen[0], seen[2]);
    }
  }
  set_threads(0);
}

TEST(Density, NoPointsIsAZeroSurfaceAndNoBandwidthAnError) {
  const City city = random_city(3, 45);
  const Surface empty = density({}, {}, Kernel::quartic, 300, city.grid, city.inside, EdgeCorrection::diggle);
  for (std::size_t i = 0; i < empty.values.size(); ++i) EXPECT_EQ(std::isnan(empty.values[i]), !(city.inside[i] > 0));
  EXPECT_EQ(std::ranges::count_if(empty.values, [](double v) { return v != 0 && !std::isnan(v); }), 0);
  EXPECT_THROW(density(city.x, city.y, Kernel::quartic, 0, city.grid, city.inside, EdgeCorrection::none), DataError);
  EXPECT_THROW(density(city.x, city.y, Kernel::quartic, nan, city.grid, city.inside, EdgeCorrection::none), DataError);
}

}  // namespace
}  // namespace vigie
