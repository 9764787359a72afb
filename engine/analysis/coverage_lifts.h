// Incidents beside homes: lift, permutation, tipping factor, burden; per neighbourhood and in all.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/coverage_measures.h"
#include "engine/analysis/watched_ground.h"
#include "engine/statistics/coverage_lift.h"

namespace vigie {

/// NaN where there is no value.
struct CoverLifts {
  std::vector<Lift> zone;
  std::vector<double> tipping;  // per neighbourhood
  Lift total;
  double total_tipping, homes;  // homes covered at the times of the incidents
  double phi;                   // how much more counts vary than independent events would
  double p;                     // two-sided, from watch areas that change places
};

struct LiftDraws {
  int draws;
  std::uint64_t seed;
};
CoverLifts cover_lifts(const CoveredIncidents& incidents, const Homes& homes, const std::vector<double>& covered_homes,
                       const LiftDraws& draws);

/// Reports above the overall rate, by empirical Bayes: burden that is not chance.
struct Burden {
  std::vector<double> excess;  // per neighbourhood; NaN where nobody lives
  double total = 0;
  /// Share of it that lies in the covered `shares` of the neighbourhoods; NaN where there is none.
  double covered(const std::vector<double>& shares) const;
};
Burden burden_of(const Study& study, const Homes& homes);

}  // namespace vigie
