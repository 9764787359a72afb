// Edge corrections against closed forms of the kernel's mass on a half plane and a rectangle.
#include "engine/statistics/density_edges.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "engine/statistics/density.h"
#include "engine/statistics/density_binned.h"

namespace vigie {
namespace {

double normal(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

// 100 by 80 cells of 10 m, all inside; one point.
struct Rectangle {
  Grid grid{CellShape::square, 10, 500, -300, 100, 80};
  std::vector<double> inside = std::vector<double>(8000, 1);
  double width = 1000, height = 800;
  Point corner{5000, -3000};

  double ratio(Kernel kernel, double h, Point p, EdgeCorrection correction, Point at) const {
    const std::vector<double> x{corner.x + p.x}, y{corner.y + p.y};
    const Surface with = density(x, y, kernel, h, grid, inside, correction);
    const Surface without = density(x, y, kernel, h, grid, inside, EdgeCorrection::none);
    const auto cell = static_cast<std::size_t>(grid.cell_at({corner.x + at.x, corner.y + at.y}));
    return without.values[cell] / with.values[cell];
  }
};

// A Gaussian's mass on a rectangle is a product of normal probabilities.
double gaussian_mass(const Rectangle& r, Point p, double h) {
  return (normal((r.width - p.x) / h) - normal(-p.x / h)) * (normal((r.height - p.y) / h) - normal(-p.y / h));
}

TEST(EdgeCorrections, AreProductsOfNormalProbabilitiesOnARectangle) {
  const Rectangle city;
  for (Point p : {Point{5, 5}, Point{95, 405}, Point{985, 795}, Point{505, 405}, Point{305, 15}}) {
    const double q = gaussian_mass(city, p, 60);
    // Sums over cells of a sixth of the bandwidth: the midpoint rule errs by (cell/h)^2 / 24 times the slope at the
    // edge.
    EXPECT_NEAR(city.ratio(Kernel::gaussian, 60, p, EdgeCorrection::diggle, p), q, 5e-4);
    EXPECT_NEAR(city.ratio(Kernel::gaussian, 60, {p.x, p.y + 3}, EdgeCorrection::uniform, p), q, 5e-4);
  }
}

// Half of a disk of radius 1 beyond the line x = c: for the quartic, the marginal density is (16/5 pi) (1 - x^2)^(5/2).
double quartic_beyond(double c) {
  double sum = 0;
  constexpr int steps = 20'000;
  for (int i = 0; i < steps; ++i) {
    const double x = c + (1 - c) * (i + 0.5) / steps;
    sum += std::pow(1 - x * x, 2.5) * (1 - c) / steps;
  }
  return 16 / (5 * std::numbers::pi) * sum;
}

TEST(EdgeCorrections, AreThePartOfADiskOnAHalfPlane) {
  const Rectangle city;
  EXPECT_NEAR(quartic_beyond(-1), 1, 1e-9);
  EXPECT_NEAR(quartic_beyond(0), 0.5, 1e-9);
  for (double distance : {5.0, 55.0, 105.0, 155.0, 205.0}) {
    const double q = 1 - (distance < 200 ? quartic_beyond(distance / 200) : 0);
    EXPECT_NEAR(city.ratio(Kernel::quartic, 200, {distance, 400}, EdgeCorrection::diggle, {distance, 400}), q, 5e-4);
    EXPECT_NEAR(city.ratio(Kernel::quartic, 200, {102, 400}, EdgeCorrection::uniform, {distance, 405}), q, 5e-4);
  }
}

// In a corner a quarter of every kernel is left.
TEST(EdgeCorrections, LeaveAQuarterInACorner) {
  const Rectangle city;
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform}) {
    EXPECT_NEAR(city.ratio(kernel, 300, {0.01, 0.01}, EdgeCorrection::diggle, {25, 25}), 0.25, 2e-3);
  }
}

TEST(EdgeCorrections, BinnedAreTheSame) {
  const Rectangle city;
  const std::vector<double> x{5005, 5304}, y{-2995, -2611};
  for (EdgeCorrection correction : {EdgeCorrection::uniform, EdgeCorrection::diggle}) {
    const Surface exact = density(x, y, Kernel::quartic, 250, city.grid, city.inside, correction);
    const Surface binned = binned_density(x, y, Kernel::quartic, 250, city.grid, city.inside, correction).surface;
    for (std::size_t i = 0; i < exact.values.size(); ++i) EXPECT_NEAR(binned.values[i], exact.values[i], 1e-3 * 61);
  }
}

}  // namespace
}  // namespace vigie
