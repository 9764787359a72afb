// A small city with an awkward study area, for tests of densities, and the sums that are slow and obvious.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/statistics/density.h"

namespace vigie::test {

inline constexpr Kernel every_kernel[] = {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform,
                                          Kernel::gaussian};

struct City {
  std::vector<double> x, y;
  Grid grid;
  std::vector<double> inside;
};

// Clusters and background, some points beyond the window; a study area with a diagonal border and a hole.
inline City random_city(std::size_t points, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  City city{{}, {}, {CellShape::square, 100, 1500, 45'000, 40, 32}, {}};
  for (std::size_t i = 0; i < points; ++i) {
    const bool clustered = i % 3 != 0;
    std::normal_distribution<double> near(0, 150);
    city.x.push_back(clustered ? 151'300 + near(random)
                               : std::uniform_real_distribution<double>(149'500, 154'500)(random));
    city.y.push_back(clustered ? 4'501'250 + near(random)
                               : std::uniform_real_distribution<double>(4'499'700, 4'503'500)(random));
  }
  for (std::int64_t row = 0; row < city.grid.rows; ++row) {
    for (std::int64_t column = 0; column < city.grid.columns; ++column) {
      const double edge = 38 - 0.7 * static_cast<double>(row) - static_cast<double>(column);
      const bool hole = row > 20 && row < 24 && column > 5 && column < 9;
      city.inside.push_back(hole ? 0 : std::clamp(edge, 0.0, 1.0));
    }
  }
  return city;
}

inline double distance_of(const City& city, std::int64_t cell, std::size_t point) {
  const Point c = city.grid.centre(cell);
  return std::hypot(c.x - city.x[point], c.y - city.y[point]);
}

inline double share_inside(const City& city, Kernel kernel, double bandwidth, std::size_t point) {
  double q = 0;
  for (std::int64_t cell = 0; cell < city.grid.size(); ++cell)
    q += kernel_value(kernel, distance_of(city, cell, point), bandwidth) * city.inside[static_cast<std::size_t>(cell)];
  return q * city.grid.cell_area();
}

// Points that lie in the study area, as Diggle's correction presumes.
inline City only_inside(City city) {
  City kept{{}, {}, city.grid, city.inside};
  for (std::size_t i = 0; i < city.x.size(); ++i) {
    const std::int64_t cell = city.grid.cell_at({city.x[i], city.y[i]});
    if (cell < 0 || !(city.inside[static_cast<std::size_t>(cell)] > 0)) continue;
    kept.x.push_back(city.x[i]);
    kept.y.push_back(city.y[i]);
  }
  return kept;
}

/// Value * share inside * area, over the cells.
inline double integral_of(const Surface& surface, const std::vector<double>& inside) {
  double mass = 0;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (inside[i] > 0) mass += surface.values[i] / 1e6 * inside[i] * surface.grid.cell_area();
  return mass;
}

inline double largest_of(const Surface& surface) {
  double largest = 0;
  for (double v : surface.values)
    if (v > largest) largest = v;
  return largest;
}

}  // namespace vigie::test
