// Binomial limits as quantiles of the beta distribution.
#include "engine/statistics/proportion.h"

#include <boost/math/distributions/beta.hpp>

#include <limits>

namespace vigie {

ShareLimits binomial_limits(double successes, double trials) {
  using Beta = boost::math::beta_distribution<double>;
  if (!(trials > 0)) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  const double failures = trials - successes;
  return {successes <= 0 ? 0.0 : boost::math::quantile(Beta(successes, failures + 1), 0.025),
          failures <= 0 ? 1.0 : boost::math::quantile(boost::math::complement(Beta(successes + 1, failures), 0.025))};
}

}  // namespace vigie
