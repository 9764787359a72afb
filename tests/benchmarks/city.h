// Points of an invented city of 30 x 30 km: 200 clusters of uneven size and a fifth of uniform background.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace vigie::benchmark {

inline constexpr double city_side = 30000;  // metres

struct CityPoints {
  std::vector<double> x, y;
};

inline CityPoints city(std::size_t points) {
  std::mt19937_64 dice(5);
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> bell(0, 1);
  struct Cluster {
    double x, y, spread;
  };
  std::vector<Cluster> clusters;
  std::vector<double> weights;
  for (int i = 0; i < 200; ++i) {
    clusters.push_back({3000 + 24000 * unit(dice), 3000 + 24000 * unit(dice), 80 + 820 * unit(dice)});
    weights.push_back(std::pow(1 - unit(dice), -1 / 1.1));  // Pareto
  }
  std::discrete_distribution<std::size_t> choose(weights.begin(), weights.end());
  const auto inside = [](double v) { return std::clamp(v, 10.0, city_side - 10); };
  CityPoints result;
  for (std::size_t i = 0; i < points; ++i) {
    if (unit(dice) < 0.2) {
      result.x.push_back(city_side * unit(dice));
      result.y.push_back(city_side * unit(dice));
      continue;
    }
    const Cluster& cluster = clusters[choose(dice)];
    result.x.push_back(inside(cluster.x + cluster.spread * bell(dice)));
    result.y.push_back(inside(cluster.y + cluster.spread * bell(dice)));
  }
  return result;
}

}  // namespace vigie::benchmark
