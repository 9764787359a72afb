// Rules of thumb for the bandwidth, from the spread of the distinct points (Scott 1992; Terrell 1990).
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "engine/statistics/density.h"

namespace vigie {
namespace {

constexpr std::size_t fewest_points = 5;

// Standard deviation per axis of a kernel with bandwidth 1.
double kernel_deviation(Kernel kernel) {
  switch (kernel) {
    case Kernel::quartic:
      return std::sqrt(1.0 / 8);
    case Kernel::epanechnikov:
      return std::sqrt(1.0 / 6);
    case Kernel::triangular:
      return std::sqrt(3.0 / 20);
    case Kernel::uniform:
      return 0.5;
    case Kernel::gaussian:
      return 1;
  }
  return 1;
}

// Terrell 1990 for the Gaussian in the plane: (2 R(K) / V)^(1/6), R(K) = 1/(4 pi), V = 16 Gamma(5) 8 / (10^4 pi).
double oversmoothing() {
  const double roughness = 1 / (4 * std::numbers::pi);
  const double bound = 16.0 * 24 * 8 / (1e4 * std::numbers::pi);
  return std::pow(2 * roughness / bound, 1.0 / 6);
}

struct AxisSpread {
  double variance, quartiles;  // over n - 1; distance between the quartiles
};

// Quartiles interpolate between order statistics at (n - 1) p (type 7 of Hyndman & Fan 1996).
double quantile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

AxisSpread spread_of(std::vector<double> axis) {
  std::ranges::sort(axis);
  const auto n = static_cast<double>(axis.size());
  double mean = 0, squares = 0;
  for (double a : axis) mean += (a - axis.front()) / n;
  for (double a : axis) squares += (a - axis.front() - mean) * (a - axis.front() - mean);
  return {squares / (n - 1), quantile(axis, 0.75) - quantile(axis, 0.25)};
}

}  // namespace

double rule_bandwidth(std::span<const double> x, std::span<const double> y, Kernel kernel, BandwidthRule rule) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < x.size(); ++i) points.emplace_back(x[i], y[i]);
  std::ranges::sort(points);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < fewest_points) return std::numeric_limits<double>::quiet_NaN();

  std::vector<double> east, north;
  for (const auto& [px, py] : points) {
    east.push_back(px);
    north.push_back(py);
  }
  const AxisSpread across = spread_of(std::move(east)), along = spread_of(std::move(north));
  const double deviation = std::sqrt((across.variance + along.variance) / 2);
  const double quartiles = (across.quartiles + along.quartiles) / 2 / 1.34;
  const double sigma = quartiles > 0 ? std::min(deviation, quartiles) : deviation;
  if (!(sigma > 0)) return std::numeric_limits<double>::quiet_NaN();
  const double normal_scale = sigma * std::pow(static_cast<double>(points.size()), -1.0 / 6);
  return normal_scale * (rule == BandwidthRule::oversmoothed ? oversmoothing() : 1) / kernel_deviation(kernel);
}

}  // namespace vigie
