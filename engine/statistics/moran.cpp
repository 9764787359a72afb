// Moran's I, Geary's c and the general G with their moments.
#include "engine/statistics/moran.h"

#include <cmath>
#include <numbers>

#include "engine/base/missing.h"
#include "engine/statistics/chunk_sums.h"
#include "engine/statistics/value_moments.h"

namespace vigie {
namespace {

// Variances are differences of larger terms: what is left after twelve digits is rounding.
double above_rounding(double variance, double scale) {
  return variance > 1e-12 * scale ? variance : no_number;
}

GlobalTest tested(double value, double expected, double variance) {
  GlobalTest test{.value = value, .expected = expected, .variance = variance};
  if (std::isnan(variance)) return {};
  test.z = (value - expected) / std::sqrt(variance);
  test.p = std::erfc(std::abs(test.z) / std::numbers::sqrt2);
  return test;
}

bool is_testable(const ValueMoments& x, const LinkMoments& links) {
  return x.vary && links.linked >= 4 && links.s0 > 0;
}

// Sum of w_ij z_i z_j over all links.
double cross_product(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links, double mean) {
  const auto [sum] = chunk_sums<1>(values.size(), [&](std::size_t i) -> std::array<double, 1> {
    if (links.scale[i] == 0) return {0};
    return {(values[i] - mean) * links.scale[i] * (sums.value[i] - sums.weight[i] * mean)};
  });
  return sum;
}

double moran_variance_randomized(double n, const LinkMoments& links, double kurtosis) {
  const double s0 = links.s0 * links.s0, n2 = n * n;
  const double first = n * ((n2 - 3 * n + 3) * links.s1 - n * links.s2 + 3 * s0);
  const double second = kurtosis * ((n2 - n) * links.s1 - 2 * n * links.s2 + 6 * s0);
  return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0) - 1 / ((n - 1) * (n - 1));
}

double moran_variance_normal(double n, const LinkMoments& links) {
  const double s0 = links.s0 * links.s0;
  return (n * n * links.s1 - n * links.s2 + 3 * s0) / (s0 * (n * n - 1)) - 1 / ((n - 1) * (n - 1));
}

double geary_variance(double n, const LinkMoments& links, double kurtosis) {
  const double s0 = links.s0 * links.s0, n2 = n * n;
  const double first = (n - 1) * links.s1 * (n2 - 3 * n + 3 - (n - 1) * kurtosis);
  const double second = (n - 1) * links.s2 * (n2 + 3 * n - 6 - (n2 - n + 2) * kurtosis) / 4;
  const double third = s0 * (n2 - 3 - (n - 1) * (n - 1) * kurtosis);
  return (first - second + third) / (n * (n - 2) * (n - 3) * s0);
}

// With x = mean + z the numerator of G is a constant plus Q + mean * L, Q = sum w_ij z_i z_j and L = sum (w_i. + w_.i)
// z_i. Their variances and covariance need central moments only, where the printed formula (Getis & Ord 1992) takes
// differences of fourth powers of x itself.
double general_g_variance(double n, const LinkMoments& links, const ValueMoments& x) {
  const double moran = above_rounding(moran_variance_randomized(n, links, x.kurtosis()), 1 / ((n - 1) * (n - 1)));
  const double unit = links.s0 * x.squares / n;
  const double linear = (links.s2 - 4 * links.s0 * links.s0 / n) * x.squares / (n - 1);
  const double shared = x.cubes * (4 * links.s0 * links.s0 - n * links.s2) / (n * (n - 1) * (n - 2));
  return above_rounding(moran * unit * unit + x.mean * x.mean * linear + 2 * x.mean * shared, 0);
}

}  // namespace

GlobalTest morans_i(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links,
                    Assumption assumption) {
  const ValueMoments x = value_moments(values, sums, Islands::kept);
  if (!is_testable(x, links)) return {};
  const double n = links.linked;
  const double variance = assumption == Assumption::normality ? moran_variance_normal(n, links)
                                                              : moran_variance_randomized(n, links, x.kurtosis());
  return tested(n / links.s0 * cross_product(values, sums, links, x.mean) / x.squares, -1 / (n - 1),
                above_rounding(variance, 1 / ((n - 1) * (n - 1))));
}

GlobalTest gearys_c(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links) {
  const ValueMoments x = value_moments(values, sums, Islands::kept);
  if (!is_testable(x, links)) return {};
  const double n = links.linked;
  const auto [own] = chunk_sums<1>(values.size(), [&](std::size_t i) -> std::array<double, 1> {
    return {links.both[i] == 0 ? 0 : links.both[i] * (values[i] - x.mean) * (values[i] - x.mean)};
  });
  // Sum of w_ij (x_i - x_j)^2, written out.
  const double differences = own - 2 * cross_product(values, sums, links, x.mean);
  return tested((n - 1) / (2 * links.s0) * differences / x.squares, 1,
                above_rounding(geary_variance(n, links, x.kurtosis()), 1));
}

GlobalTest general_g(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links) {
  const ValueMoments x = value_moments(values, sums, Islands::left_out);
  if (!is_testable(x, links)) return {};
  const double n = links.linked;
  // Sum of x_i x_j over all ordered pairs of different places.
  const double pairs = n * (n - 1) * x.mean * x.mean - x.squares;
  if (!(pairs > 1e-12 * x.squares)) return {};
  const auto [joined] = chunk_sums<1>(values.size(), [&](std::size_t i) -> std::array<double, 1> {
    return {links.scale[i] == 0 ? 0 : values[i] * links.scale[i] * sums.value[i]};
  });
  return tested(joined / pairs, links.s0 / (n * (n - 1)), general_g_variance(n, links, x) / (pairs * pairs));
}

}  // namespace vigie
