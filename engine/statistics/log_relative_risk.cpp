// Two densities, their ratio, and how far it may stray from 1 if both samples followed one density.
#include "engine/statistics/log_relative_risk.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "engine/base/missing.h"
#include "engine/statistics/kernel_convolution.h"

namespace vigie {
namespace {

constexpr double thin_controls = 0.01;  // of the mean control density
constexpr double least_mass = 0.05;     // less of the kernel inside: a sliver, as in `density`

// Per square metre, with total mass 1: over the plane without edge correction, over the study area with one.
std::vector<double> probability_density(const RiskSample& sample, const RiskSmoothing& smoothing, const Grid& grid,
                                        std::span<const double> inside) {
  std::vector<double> values =
      density(sample.x, sample.y, smoothing.kernel, smoothing.bandwidth, grid, inside, smoothing.edge).values;
  double mass = static_cast<double>(sample.size()) * 1e6;  // `density` is per km2
  if (smoothing.edge != EdgeCorrection::none) {
    mass = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!std::isnan(values[i])) mass += values[i] * inside[i] * grid.cell_area();
  }
  for (double& value : values) value /= mass;
  return values;
}

double mean_over_area(std::span<const double> values, std::span<const double> inside) {
  double sum = 0, area = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    sum += values[i] * inside[i];
    area += inside[i];
  }
  return sum / area;
}

// The integral of K^2 over the study area for each cell, divided as the edge correction divides the densities. Sums
// over cells are taken relative to an endless grid, so that the result is R(K) far from the border.
std::vector<double> squared_kernel(const RiskSmoothing& smoothing, const KernelFrame& frame,
                                   std::span<const double> inside) {
  const KernelConvolution plain(frame, KernelPower::kernel), squared(frame, KernelPower::kernel_squared);
  const double roughness = kernel_roughness(smoothing.kernel, smoothing.bandwidth);
  std::vector<double> mass = plain.of(inside);
  for (double& q : mass) q = std::max(q / plain.endless(), least_mass);
  std::vector<double> weights(inside.begin(), inside.end());
  if (smoothing.edge == EdgeCorrection::diggle)
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] /= mass[i] * mass[i];
  std::vector<double> result = squared.of(weights);
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] *= roughness / squared.endless();
    if (smoothing.edge == EdgeCorrection::uniform) result[i] /= mass[i] * mass[i];
  }
  return result;
}

LogRelativeRisk nothing(const Grid& grid, std::span<const double> inside) {
  const std::vector<double> none(inside.size(), no_number);
  LogRelativeRisk risk{{grid, none}, {}, none, none};
  for (double share : inside) risk.masked.push_back(share > 0 ? 1 : 0);
  return risk;
}

std::vector<std::pair<double, double>> distinct(const RiskSample& sample) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < sample.size(); ++i) points.emplace_back(sample.x[i], sample.y[i]);
  std::ranges::sort(points);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

}  // namespace

LogRelativeRisk log_relative_risk(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                                  const Grid& grid, std::span<const double> inside) {
  LogRelativeRisk risk = nothing(grid, inside);
  if (cases.size() < fewest_risk_points || controls.size() < fewest_risk_points) return risk;
  const std::vector<double> f = probability_density(cases, smoothing, grid, inside);
  const std::vector<double> g = probability_density(controls, smoothing, grid, inside);
  const std::vector<double> roughness =
      squared_kernel(smoothing, KernelFrame(smoothing.kernel, smoothing.bandwidth, grid), inside);
  const double least = thin_controls * mean_over_area(g, inside);
  const auto n1 = static_cast<double>(cases.size()), n2 = static_cast<double>(controls.size());
  for (std::size_t i = 0; i < f.size(); ++i) {
    if (!(inside[i] > 0) || std::isnan(g[i]) || !(g[i] > 0) || g[i] < least) continue;
    risk.masked[i] = 0;
    if (!(f[i] > 0)) continue;
    const double pooled = (n1 * f[i] + n2 * g[i]) / (n1 + n2);
    risk.log_risk.values[i] = std::log(f[i] / g[i]);
    risk.z[i] = risk.log_risk.values[i] / std::sqrt(roughness[i] * (1 / n1 + 1 / n2) / pooled);
    risk.p[i] = std::erfc(std::abs(risk.z[i]) / std::numbers::sqrt2);
  }
  return risk;
}

double common_bandwidth(const RiskSample& cases, const RiskSample& controls, Kernel kernel, BandwidthRule rule) {
  const std::vector<std::pair<double, double>> first = distinct(cases), second = distinct(controls);
  std::vector<std::pair<double, double>> pooled;
  std::ranges::set_union(first, second, std::back_inserter(pooled));
  std::vector<double> x, y;
  for (const auto& [px, py] : pooled) {
    x.push_back(px);
    y.push_back(py);
  }
  const double counted = std::sqrt(static_cast<double>(first.size()) * static_cast<double>(second.size()));
  return rule_bandwidth(x, y, kernel, rule) * std::pow(static_cast<double>(pooled.size()) / counted, 1.0 / 6);
}

}  // namespace vigie
