// Comparing the cover of incidents with that of homes.
#include "engine/analysis/coverage_lifts.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/statistics/rates.h"

namespace vigie {
CoverLifts cover_lifts(const CoveredIncidents& incidents, const Homes& homes, const std::vector<double>& covered_homes,
                       const LiftDraws& draws) {
  CoverLifts result{};
  result.phi = overdispersion(incidents.all, homes.count);
  result.homes = weighted_share(homes.count, covered_homes);
  result.total = coverage_lift(incidents.total_covered, incidents.total, result.homes, result.phi);
  result.total_tipping =
      incidents.total > 0 ? tipping_factor(result.homes, incidents.total_covered / incidents.total) : no_number;
  for (std::size_t z = 0; z < covered_homes.size(); ++z) {
    const double share = homes.count[z] > 0 ? covered_homes[z] : no_number, all = incidents.all[z];
    result.zone.push_back(coverage_lift(incidents.covered[z], all, share, result.phi));
    result.tipping.push_back(all > 0 ? tipping_factor(share, incidents.covered[z] / all) : no_number);
  }
  result.p = lift_permutation_p(incidents.all, homes.count, covered_homes, draws.draws, draws.seed);
  return result;
}

double Burden::covered(const std::vector<double>& shares) const {
  double part = 0;
  for (std::size_t z = 0; z < excess.size(); ++z)
    if (excess[z] > 0 && !std::isnan(shares[z])) part += excess[z] * shares[z];
  return total > 0 ? part / total : no_number;
}

Burden burden_of(const Study& study, const Homes& homes) {
  Burden burden;
  if (!study.counted() || homes.word == "area") {
    burden.excess.assign(homes.count.size(), no_number);
    return burden;
  }
  const std::vector<double> counts(study.neighbourhoods.n.begin(), study.neighbourhoods.n.end());
  const Rates smoothed = rates(counts, homes.count, 1);
  for (std::size_t z = 0; z < counts.size(); ++z) {
    burden.excess.push_back(std::max(0.0, smoothed.eb[z] - smoothed.overall) * homes.count[z]);
    if (std::isnan(smoothed.eb[z])) burden.excess.back() = no_number;
    if (burden.excess.back() > 0) burden.total += burden.excess.back();
  }
  return burden;
}

}  // namespace vigie
