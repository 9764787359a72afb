// Two compact kernels overlap in a lens; by symmetry twice the half beyond its middle, where the first one's edge is
// the border. Integrated there by Gauss-Legendre.
#include "engine/statistics/kernel_overlap.h"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace vigie {
namespace {

constexpr std::size_t steps = 2048;
constexpr std::size_t nodes = 24;

struct Rule {
  std::array<double, nodes> at, weight;  // on 0..1
};

// Roots of the Legendre polynomial by Newton's method.
Rule gauss_legendre() {
  Rule rule{};
  const auto n = static_cast<double>(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (n + 0.5)), slope = 0;
    for (int round = 0; round < 8; ++round) {
      double before = 1, now = x;
      for (double k = 2; k <= n; ++k) before = std::exchange(now, ((2 * k - 1) * x * now - (k - 1) * before) / k);
      slope = n * (x * now - before) / (x * x - 1);
      x -= now / slope;
    }
    rule.at[i] = (1 + x) / 2;
    rule.weight[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return rule;
}

// Place (cos a, t sin a) with a up to the middle of the lens and t from 0 to 1 fills the upper quarter of it.
double overlap(Kernel kernel, double distance, const Rule& rule) {
  const double widest = std::acos(distance / 2);
  double sum = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    const double angle = widest * rule.at[i], x = std::cos(angle), top = std::sin(angle);
    double slice = 0;
    for (std::size_t j = 0; j < nodes; ++j) {
      const double y = top * rule.at[j];
      slice += rule.weight[j] * kernel_value(kernel, std::min(1.0, std::hypot(x, y)), 1) *
               kernel_value(kernel, std::hypot(x - distance, y), 1);
    }
    sum += rule.weight[i] * slice * top * top;  // dx dy = sin a da, sin a dt
  }
  return 4 * widest * sum;
}

}  // namespace

KernelOverlap::KernelOverlap(Kernel kernel) : kernel_(kernel) {
  if (kernel == Kernel::gaussian) return;
  const Rule rule = gauss_legendre();
  for (std::size_t i = 0; i <= steps; ++i)
    table_.push_back(overlap(kernel, 2 * static_cast<double>(i) / static_cast<double>(steps), rule));
}

double KernelOverlap::reach() const {
  return kernel_ == Kernel::gaussian ? 12.5 : 2;  // exp(-12.5^2 / 4) is below 1e-16
}

double KernelOverlap::operator()(double distance, double bandwidth) const {
  const double u = distance / bandwidth;
  if (kernel_ == Kernel::gaussian)  // a Gaussian again, sqrt(2) times as wide
    return kernel_value(kernel_, distance, bandwidth * std::numbers::sqrt2);
  if (u >= 2) return 0;
  const double at = u * (static_cast<double>(steps) / 2);
  const auto below = static_cast<std::size_t>(at);
  const double share = at - static_cast<double>(below);
  return (table_[below] + share * (table_[below + 1] - table_[below])) / (bandwidth * bandwidth);
}

}  // namespace vigie
