// Are incidents more or less covered than homes: a ratio with its uncertainty, never an effect.
#pragma once

#include <cstdint>
#include <span>

namespace vigie {

/// NaN where there is no value.
struct Lift {
  double value, lower, upper;
};

/// Share of incidents that are covered over the share of homes that are, with 95 % limits from the variance
/// phi (1 - C3) / (N C3) of the logarithm. Where no incident or every one is covered, that limit comes from the exact
/// interval of the share (Clopper & Pearson 1934). NaN without incidents or where no home is covered.
Lift coverage_lift(double covered, double incidents, double homes_covered, double phi);

/// How much more counts of areas vary than independent events would: the larger of sum (y - E)^2 / E / (n - 1) and of
/// n / (n - 1) sum (y - E)^2 / sum E, at least 1, E proportional to `homes`. The two agree where areas are equally
/// large; where they are not, the second is what the sum over covered areas varies by. Areas without homes are left
/// out; 1 for fewer than two.
double overdispersion(std::span<const double> events, std::span<const double> homes);

/// [C3 / (1 - C3)] [(1 - C2) / C2]: how many times as often people in covered places would have to report for the whole
/// difference to come from reporting. NaN where a share is 0 or 1, or unknown.
double tipping_factor(double homes_covered, double incidents_covered);

/// Two-sided p of the areal lift sum(c y) / sum(c h) when the covered shares `c` change places among areas in the same
/// tenth by homes: min(1, 2 min(upper, lower)), each (M + 1) / (draws + 1). NaN where no exchange changes anything.
/// Areas without homes, or whose share is NaN, take no part. Draws are addressed by (seed, stratum, draw).
double lift_permutation_p(std::span<const double> events, std::span<const double> homes,
                          std::span<const double> covered, int draws, std::uint64_t seed);

}  // namespace vigie
