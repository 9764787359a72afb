// Limits of a share.
#pragma once

namespace vigie {

struct ShareLimits {
  double lower, upper;
};

/// 95 % limits of a binomial share (Clopper & Pearson 1934); NaN where there are no trials.
ShareLimits binomial_limits(double successes, double trials);

/// 95 % score limits of a share (Wilson 1927); NaN where there are no trials, or more successes than trials.
ShareLimits wilson_limits(double successes, double trials);

}  // namespace vigie
