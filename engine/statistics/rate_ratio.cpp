// The conditional binomial of two Poisson counts.
#include "engine/statistics/rate_ratio.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

#include "engine/base/missing.h"
#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

// P(X >= k) of a binomial of n and pi, as an incomplete beta integral.
double upper_tail(double k, double n, double pi) {
  return k <= 0 ? 1 : boost::math::ibeta(k, n - k + 1, pi);
}

double lower_tail(double k, double n, double pi) {
  return k >= n ? 1 : boost::math::ibetac(k + 1, n - k, pi);
}

double odds(double pi) {
  return pi >= 1 ? std::numeric_limits<double>::infinity() : pi / (1 - pi);
}

}  // namespace

RateRatio rate_ratio(double y0, double e0, double y1, double e1) {
  const double n = y0 + y1;
  if (!(y0 >= 0 && y1 >= 0 && e0 > 0 && e1 > 0 && n > 0)) return {no_number, no_number, no_number, no_number};
  const ShareLimits share = binomial_limits(y1, n);
  const double pi = e1 / (e0 + e1);
  const double smaller = std::min(upper_tail(y1, n, pi), lower_tail(y1, n, pi));
  return {.ratio = y0 > 0 ? y1 / e1 / (y0 / e0) : no_number,
          .lower = odds(share.lower) * e0 / e1,
          .upper = odds(share.upper) * e0 / e1,
          .p = std::min(1.0, 2 * smaller)};
}

}  // namespace vigie
