// Whether a count changed between two exposures, exactly.
#pragma once

namespace vigie {

struct RateRatio {
  double ratio;         // (y1/e1) / (y0/e0); NaN where y0 is 0
  double lower, upper;  // exact 95 % limits; infinity above where y0 is 0; NaN where both counts are 0
  double p;             // exact, two-sided: min(1, 2 min(lower tail, upper tail)); NaN where both counts are 0
};

/// Given y0 + y1, y1 is binomial with pi = RR e1 / (RR e1 + e0): limits are those of Clopper & Pearson 1934 for pi,
/// turned into a ratio, and p is that of RR = 1. Counts are whole numbers >= 0, exposures > 0 in one unit; anything
/// else, NaN included, gives NaN throughout.
RateRatio rate_ratio(double y0, double e0, double y1, double e1);

}  // namespace vigie
