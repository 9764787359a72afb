// Events per person and year, with the uncertainty of small numbers.
#pragma once

#include <span>
#include <vector>

#include "engine/data/weights.h"

namespace vigie {

/// All vectors have one entry per area; NaN where there is no value (no exposure, no variance).
/// Rates are per unit of exposure (person-years); multiply for display.
struct Rates {
  std::vector<double> crude, lower, upper;  // Garwood 1936, 95 %
  std::vector<double> smr;                  // observed / expected at the overall rate
  std::vector<double> eb;                   // global empirical Bayes, Marshall 1991
  std::vector<double> exceedance;           // Pr(true rate > factor * overall rate), Gamma posterior
  std::vector<double> reliability;          // share of the differences that is real, 0..1
  std::vector<double> minimum_years;        // exposure time for reliability 0.7 at this population
  double overall = 0;                       // m = sum y / sum e
  double variance = 0;                      // A, between-area variance of the true rate; 0 if none shows
};

/// `events` are counts >= 0, `population` the persons (or dwellings) of each area, `years` the length of the window.
/// Areas whose population is NaN or 0, or whose events are NaN, get NaN and take no part in the sums. Throws DataError
/// for a period without length.
Rates rates(std::span<const double> events, std::span<const double> population, double years, double factor = 1);

/// Empirical Bayes toward the mean of the area and its neighbors (Marshall 1991), with deviations from the mean of the
/// area under study; islands take the global version.
std::vector<double> local_empirical_bayes(std::span<const double> events, std::span<const double> exposure,
                                          const SpatialWeights& weights);

/// Pr(true rate > overall rate) of further places that are no areas themselves, the prior taken from the areas. NaN
/// where the areas differ no more than chance would make them.
std::vector<double> exceedance_beside(std::span<const double> events, std::span<const double> exposure,
                                      std::span<const double> own_events, std::span<const double> own_exposure);

/// 95 % limits of a Poisson mean given one count (Garwood 1936).
struct Limits {
  double lower, upper;
};
Limits poisson_limits(double count);

}  // namespace vigie
