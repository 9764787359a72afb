// Exact limits as quantiles of the beta distribution, and score limits in closed form.
#include "engine/statistics/proportion.h"

#include <boost/math/distributions/beta.hpp>

#include <cmath>
#include <limits>

#include "engine/statistics/normal_limit.h"

namespace vigie {

ShareLimits binomial_limits(double successes, double trials) {
  using Beta = boost::math::beta_distribution<double>;
  if (!(trials > 0)) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  const double failures = trials - successes;
  return {successes <= 0 ? 0.0 : boost::math::quantile(Beta(successes, failures + 1), 0.025),
          failures <= 0 ? 1.0 : boost::math::quantile(boost::math::complement(Beta(successes + 1, failures), 0.025))};
}

ShareLimits wilson_limits(double successes, double trials) {
  constexpr double z = normal_975;
  if (!(trials > 0) || !(successes <= trials))
    return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  const double share = successes / trials, whole = 1 + z * z / trials;
  const double middle = (share + z * z / (2 * trials)) / whole;
  const double reach = z * std::sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / whole;
  return {successes <= 0 ? 0.0 : middle - reach, successes >= trials ? 1.0 : middle + reach};
}

}  // namespace vigie
