// Newton's method on the likelihood, which has one summit; covariates are centred and scaled so that it is round.
#include "engine/statistics/poisson_regression.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr int most_steps = 100;
constexpr double least_pivot = 1e-9;  // of a scaled information matrix: below, a covariate is one of the others again

using Vector = std::vector<double>;

// Symmetric, row by row.
struct Matrix {
  std::size_t size;
  Vector values;
  explicit Matrix(std::size_t n) : size(n), values(n * n, 0) {}
  double& at(std::size_t i, std::size_t j) { return values[i * size + j]; }
  double at(std::size_t i, std::size_t j) const { return values[i * size + j]; }
};

// Lower triangle L with L L' = matrix (Cholesky); nothing where that is singular.
std::optional<Matrix> triangle_of(const Matrix& matrix) {
  Matrix lower(matrix.size);
  for (std::size_t i = 0; i < matrix.size; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) rest -= lower.at(i, k) * lower.at(j, k);
      if (i == j && !(rest > least_pivot * matrix.at(i, i))) return std::nullopt;
      lower.at(i, j) = i == j ? std::sqrt(rest) : rest / lower.at(j, j);
    }
  return lower;
}

Vector solved(const Matrix& lower, Vector right) {
  const std::size_t n = lower.size;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= lower.at(i, k) * right[k];
    right[i] /= lower.at(i, i);
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= lower.at(k, i) * right[k];
    right[i] /= lower.at(i, i);
  }
  return right;
}

// Areas that take part, with a column of ones and the scaled covariates.
struct Design {
  std::vector<std::size_t> area;
  Vector events, exposure;
  std::vector<Vector> terms;    // one per coefficient, one entry per area
  Vector centre{0}, spread{1};  // of each term before scaling
};

bool takes_part(std::size_t i, std::span<const double> events, std::span<const double> exposure,
                std::span<const Vector> covariates) {
  if (std::isnan(events[i]) || !(exposure[i] > 0)) return false;
  return std::ranges::none_of(covariates, [i](const Vector& column) { return !std::isfinite(column[i]); });
}

Design design_of(std::span<const double> events, std::span<const double> exposure, std::span<const Vector> covariates) {
  Design design;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!takes_part(i, events, exposure, covariates)) continue;
    design.area.push_back(i);
    design.events.push_back(events[i]);
    design.exposure.push_back(exposure[i]);
  }
  const auto areas = static_cast<double>(design.area.size());
  design.terms.emplace_back(design.area.size(), 1);
  for (const Vector& column : covariates) {
    Vector term;
    for (std::size_t area : design.area) term.push_back(column[area]);
    const double mean = std::accumulate(term.begin(), term.end(), 0.0) / areas;
    double squares = 0;
    for (double& value : term) {
      value -= mean;
      squares += value * value;
    }
    const double sd = std::sqrt(squares / areas);
    if (sd > 0)
      for (double& value : term) value /= sd;
    design.centre.push_back(mean);
    design.spread.push_back(sd);
    design.terms.push_back(std::move(term));
  }
  return design;
}

Vector expected_by(const Design& design, const Vector& coefficient) {
  Vector expected;
  for (std::size_t i = 0; i < design.area.size(); ++i) {
    double power = 0;
    for (std::size_t k = 0; k < coefficient.size(); ++k) power += coefficient[k] * design.terms[k][i];
    expected.push_back(design.exposure[i] * std::exp(power));
  }
  return expected;
}

// Up to a constant.
double likelihood(const Design& design, const Vector& expected) {
  double sum = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    sum += (design.events[i] > 0 ? design.events[i] * std::log(expected[i]) : 0) - expected[i];
  return sum;
}

Matrix information(const Design& design, const Vector& expected) {
  Matrix matrix(design.terms.size());
  for (std::size_t j = 0; j < matrix.size; ++j)
    for (std::size_t k = 0; k <= j; ++k) {
      double sum = 0;
      for (std::size_t i = 0; i < expected.size(); ++i) sum += expected[i] * design.terms[j][i] * design.terms[k][i];
      matrix.at(j, k) = matrix.at(k, j) = sum;
    }
  return matrix;
}

Vector slope(const Design& design, const Vector& expected) {
  Vector sums;
  for (const Vector& term : design.terms) {
    double sum = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) sum += (design.events[i] - expected[i]) * term[i];
    sums.push_back(sum);
  }
  return sums;
}

// The most likely coefficients; nothing where covariates cannot be told apart or the likelihood has no summit.
std::optional<Vector> most_likely(const Design& design) {
  const double events = std::accumulate(design.events.begin(), design.events.end(), 0.0);
  const double exposure = std::accumulate(design.exposure.begin(), design.exposure.end(), 0.0);
  Vector coefficient(design.terms.size(), 0);
  coefficient[0] = std::log(events / exposure);
  double reached = likelihood(design, expected_by(design, coefficient));
  for (int step = 0; step < most_steps; ++step) {
    const Vector expected = expected_by(design, coefficient);
    const std::optional<Matrix> lower = triangle_of(information(design, expected));
    if (!lower) return std::nullopt;
    const Vector full = solved(*lower, slope(design, expected));
    double longest = 0;
    for (double length : full) longest = std::max(longest, std::fabs(length));
    const auto after = [&](double part) {
      Vector next = coefficient;
      for (std::size_t k = 0; k < next.size(); ++k) next[k] += part * full[k];
      return next;
    };
    // What is left after a step is about its square.
    if (longest < 1e-6) return after(1);
    // A step that overshoots is halved.
    double part = 1, gained = -1;
    for (; part > 1e-12 && !(gained >= 0); part /= 2)
      gained = likelihood(design, expected_by(design, after(part))) - reached;
    if (!(gained >= 0)) return std::nullopt;
    coefficient = after(2 * part);
    reached += gained;
  }
  return std::nullopt;
}

double dispersion_of(const Design& design, const Vector& expected) {
  double squares = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double gap = design.events[i] - expected[i];
    squares += gap * gap / expected[i];
  }
  const auto freedom = static_cast<double>(expected.size() - design.terms.size());
  return std::max(1.0, squares / freedom);
}

// The median of the absolute residuals of normal deviates is 0.6745 standard deviations.
double robust_dispersion_of(const Design& design, const Vector& expected) {
  Vector residuals;
  for (std::size_t i = 0; i < expected.size(); ++i)
    residuals.push_back(std::fabs(design.events[i] - expected[i]) / std::sqrt(expected[i]));
  std::ranges::sort(residuals);
  const std::size_t half = residuals.size() / 2;
  const double median = residuals.size() % 2 == 1 ? residuals[half] : (residuals[half - 1] + residuals[half]) / 2;
  return std::max(1.0, std::pow(median / 0.674489750196082, 2));
}

// Back from scaled covariates to those that were given.
void add_coefficients(const Design& design, const Vector& scaled, const Matrix& lower, PoissonRegression& result) {
  const std::size_t size = scaled.size();
  result.coefficient = scaled;
  Vector constant(size, 0);  // the constant as a combination of scaled coefficients
  constant[0] = 1;
  for (std::size_t k = 1; k < size; ++k) {
    result.coefficient[k] = scaled[k] / design.spread[k];
    result.coefficient[0] -= result.coefficient[k] * design.centre[k];
    constant[k] = -design.centre[k] / design.spread[k];
  }
  for (std::size_t k = 0; k < size; ++k) {
    Vector combination(size, 0);
    if (k == 0) combination = constant;
    if (k > 0) combination[k] = 1 / design.spread[k];
    const Vector half = solved(lower, combination);
    result.variance.push_back(std::inner_product(half.begin(), half.end(), combination.begin(), 0.0));
  }
}

}  // namespace

PoissonRegression poisson_regression(std::span<const double> events, std::span<const double> exposure,
                                     std::span<const std::vector<double>> covariates) {
  PoissonRegression result;
  result.expected.assign(events.size(), no_number);
  const Design design = design_of(events, exposure, covariates);
  const std::size_t areas = design.area.size(), size = design.terms.size();
  const bool some = std::ranges::any_of(design.events, [](double y) { return y > 0; });
  if (!some || areas < 2 * size) return result;
  const std::optional<Vector> coefficient = most_likely(design);
  if (!coefficient) return result;
  const Vector expected = expected_by(design, *coefficient);
  const std::optional<Matrix> lower = triangle_of(information(design, expected));
  if (!lower) return result;
  for (std::size_t i = 0; i < areas; ++i) result.expected[design.area[i]] = expected[i];
  result.dispersion = dispersion_of(design, expected);
  result.robust_dispersion = robust_dispersion_of(design, expected);
  result.areas = areas;
  add_coefficients(design, *coefficient, *lower, result);
  return result;
}

}  // namespace vigie
