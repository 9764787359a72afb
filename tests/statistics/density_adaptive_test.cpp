// Adaptive densities against sums with the same bandwidths made by hand, and against sparr.
#include "engine/statistics/density_adaptive.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "tests/reference_data.h"
#include "tests/statistics/density_city.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using test::City;
using test::every_kernel;

// Abramson by all pairs, far from any border.
std::vector<double> abramson(const City& city, Kernel kernel, double h0) {
  std::vector<double> h(city.x.size());
  double logarithms = 0;
  for (std::size_t i = 0; i < h.size(); ++i) {
    double f = 0;
    for (std::size_t j = 0; j < h.size(); ++j)
      f += kernel_value(kernel, std::hypot(city.x[i] - city.x[j], city.y[i] - city.y[j]), h0);
    h[i] = 1 / std::sqrt(f);
    logarithms += std::log(h[i]) / static_cast<double>(h.size());
  }
  for (double& v : h) v *= h0 / std::exp(logarithms);
  std::vector<double> sorted = h;
  std::ranges::sort(sorted);
  for (double& v : h) v = std::min(v, 5 * sorted[h.size() / 2]);
  return h;
}

City wide_city(std::size_t points) {
  City city{{}, {}, {CellShape::square, 20, 0, 0, 300, 300}, std::vector<double>(90'000, 1)};
  std::mt19937_64 random(61);
  std::normal_distribution<double> near(3000, 120), wide(3000, 450);
  for (std::size_t i = 0; i < points; ++i) {
    city.x.push_back(i % 2 == 0 ? near(random) : wide(random));
    city.y.push_back(i % 2 == 0 ? near(random) : wide(random));
  }
  return city;
}

TEST(AdaptiveDensity, EqualsSumsWithItsBandwidths) {
  const City city = wide_city(300);
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::gaussian}) {
    const double h0 = kernel == Kernel::gaussian ? 150 : 400;
    const std::vector<double> h = abramson(city, kernel, h0);
    const AdaptiveDensity made =
        adaptive_density(city.x, city.y, kernel, h0, city.grid, city.inside, EdgeCorrection::none);
    // The pilot is read between the cells of a raster: bandwidths within half a percent.
    const auto [smallest, largest] = std::ranges::minmax(h);
    EXPECT_NEAR(made.smallest / smallest, 1, 5e-3);
    EXPECT_NEAR(made.largest / largest, 1, 5e-3);
    const double peak = test::largest_of(made.surface);
    for (std::int64_t cell = 0; cell < city.grid.size(); cell += 31) {
      double sum = 0;
      for (std::size_t i = 0; i < h.size(); ++i) sum += kernel_value(kernel, test::distance_of(city, cell, i), h[i]);
      EXPECT_NEAR(made.surface.values[static_cast<std::size_t>(cell)], sum * 1e6, 5e-3 * peak);
    }
  }
}

// Points that are all alike keep the bandwidth that was given, and the sums are the exact ones.
TEST(AdaptiveDensity, IsTheFixedOneWherePointsAreAlike) {
  City city{{}, {}, {CellShape::square, 50, 0, 0, 80, 80}, std::vector<double>(6400, 1)};
  for (double x : {825.0, 2025.0, 3225.0})
    for (double y : {825.0, 2025.0, 3225.0}) {
      city.x.push_back(x);
      city.y.push_back(y);
    }
  for (Kernel kernel : every_kernel) {
    const double h = kernel == Kernel::gaussian ? 75 : 500;
    const AdaptiveDensity made =
        adaptive_density(city.x, city.y, kernel, h, city.grid, city.inside, EdgeCorrection::diggle);
    const Surface fixed = density(city.x, city.y, kernel, h, city.grid, city.inside, EdgeCorrection::diggle);
    EXPECT_NEAR(made.smallest, h, 1e-9 * h);
    EXPECT_NEAR(made.largest, h, 1e-9 * h);
    if (kernel == Kernel::uniform) continue;  // a centre on the edge may be in for one and out for the other
    for (std::size_t i = 0; i < fixed.values.size(); ++i)
      EXPECT_NEAR(made.surface.values[i], fixed.values[i], 1e-9 * test::largest_of(fixed));
  }
}

TEST(AdaptiveDensity, IntegratesToTheNumberOfPoints) {
  const City city = test::only_inside(test::random_city(500, 62));
  for (Kernel kernel : every_kernel) {
    const AdaptiveDensity made =
        adaptive_density(city.x, city.y, kernel, 300, city.grid, city.inside, EdgeCorrection::diggle);
    EXPECT_NEAR(test::integral_of(made.surface, city.inside) / static_cast<double>(city.x.size()), 1, 1e-11);
  }
}

// No bandwidth is above five times the median: one stray among many.
TEST(AdaptiveDensity, CapsWideBandwidths) {
  City city = wide_city(2000);
  city.x.push_back(300);
  city.y.push_back(5500);
  const AdaptiveDensity made =
      adaptive_density(city.x, city.y, Kernel::quartic, 400, city.grid, city.inside, EdgeCorrection::none);
  EXPECT_NEAR(made.largest, 5 * made.median, 1e-9 * made.largest);
}

TEST(AdaptiveDensity, DoesNotDependOnThreadsOrOrder) {
  const City city = test::random_city(3000, 63);
  City reversed = city;
  std::ranges::reverse(reversed.x);
  std::ranges::reverse(reversed.y);
  for (EdgeCorrection correction : {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle}) {
    std::vector<std::vector<double>> seen;
    for (int count : {1, 2, 7}) {
      set_threads(count);
      const City& from = count == 7 ? reversed : city;
      seen.push_back(
          adaptive_density(from.x, from.y, Kernel::quartic, 300, city.grid, city.inside, correction).surface.values);
      for (double& v : seen.back())
        if (std::isnan(v)) v = -1;
    }
    EXPECT_EQ(seen[0], seen[1]);
    EXPECT_EQ(seen[0], seen[2]);
  }
  set_threads(0);
}

TEST(AdaptiveDensity, NoPointsIsAZeroSurfaceAndNoBandwidthAnError) {
  const City city = test::random_city(3, 64);
  const AdaptiveDensity none =
      adaptive_density({}, {}, Kernel::quartic, 300, city.grid, city.inside, EdgeCorrection::none);
  EXPECT_EQ(test::largest_of(none.surface), 0);
  EXPECT_THROW(adaptive_density(city.x, city.y, Kernel::quartic, -1, city.grid, city.inside, EdgeCorrection::none),
               DataError);
}

// sparr 2.2-17, bivariate.density(adapt = TRUE, h0 = 0.1, edge = "uniform", resolution = 256) on the unit square, here
// taken for a kilometre. It reads its pilot off pixels and divides by the mass once more, so that a percent is left.
TEST(AdaptiveDensity, HasTheBandwidthsOfSparr) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/redwood_points.csv");
  auto points = test::read_columns(test::reference_file("spatstat_patterns/redwood_points.csv"));
  std::vector<double> x = test::numbers_of(points["x"]), y = test::numbers_of(points["y"]);
  for (double& v : x) v *= 1000;
  for (double& v : y) v *= 1000;
  const Grid grid{CellShape::square, 5, 0, -200, 200, 200};
  const std::vector<double> inside(40'000, 1);
  const AdaptiveDensity made = adaptive_density(x, y, Kernel::gaussian, 100, grid, inside, EdgeCorrection::diggle);
  EXPECT_NEAR(made.smallest, 82.355204, 0.8);
  EXPECT_NEAR(made.median, 94.447681, 0.9);
  EXPECT_NEAR(made.largest, 170.32162, 1.7);
}

}  // namespace
}  // namespace vigie
