// Exact limits of a share.
#pragma once

namespace vigie {

struct ShareLimits {
  double lower, upper;
};

/// 95 % limits of a binomial share (Clopper & Pearson 1934); NaN where there are no trials.
ShareLimits binomial_limits(double successes, double trials);

}  // namespace vigie
