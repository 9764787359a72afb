// How many events an area would have if only its size and what is known about it mattered.
#pragma once

#include <span>
#include <vector>

namespace vigie {

struct PoissonRegression {
  std::vector<double> expected;               // per area; NaN where it takes no part
  std::vector<double> coefficient, variance;  // the constant first, then one per covariate; of the Poisson model
  double dispersion = 1;                      // Pearson's X2 over the degrees of freedom, at least 1
  double robust_dispersion = 1;               // from the median of the residuals, which a few busy areas cannot move
  std::size_t areas = 0;                      // that take part
};

/// Poisson regression with a logarithmic link, `exposure` as offset: events_i ~ exposure_i exp(b0 + sum b_k x_ik), by
/// iteratively reweighted least squares (McCullagh & Nelder 1989, 4 and 6.2.3). Areas whose events or covariates are
/// unknown (NaN), or that have no exposure, take no part. `areas` is 0 and nothing is known where there are no events,
/// fewer than two areas per coefficient, or covariates that cannot be told apart (constant, or combinations of others).
PoissonRegression poisson_regression(std::span<const double> events, std::span<const double> exposure,
                                     std::span<const std::vector<double>> covariates);

}  // namespace vigie
