// Where to put new sites so that they reach the most, with a proof of how good the choice is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/site_cover.h"

namespace vigie {

/// Steps come by what each site adds to those before it, largest first.
struct SitePlan {
  struct Step {
    std::uint32_t candidate;
    double gain, cumulative;  // demand; cumulative counts the locked sites, too
    double upper_bound;       // no choice of as many free sites covers more
    double gap;               // (upper_bound - cumulative) / upper_bound; 0 where upper_bound is 0
  };
  std::vector<Step> steps;
  double locked = 0, unreachable = 0, total = 0;  // demand that sites in place cover, that no candidate covers, in all
  bool optimal = false;                           // proven for the last step
  enum class Method { greedy, exact } method = Method::greedy;  // exact: branch and bound had a say
  std::size_t reduced_candidates = 0, reduced_points = 0;       // after reduction
};

/// How much work the proof may take.
struct SiteEffort {
  std::size_t most_links = 60'000;  // of points to candidates after reduction, for branch and bound over all sites
  int most_nodes = 2000;
  double district_work = 3e9;  // links visited by the bound from districts, for those that are larger
};

/// Maximal covering location (Church & ReVelle 1974): `sites` free candidates beside the `locked` ones. As many as
/// there are if there are fewer. Greedy with swaps; Lagrangian and greedy bounds, tightened by districts for large
/// instances; then branch and bound on the candidates that the bounds leave open, where those are few. The same for any
/// number of threads.
SitePlan plan_sites(const SiteCover& cover, std::span<const std::uint32_t> locked, std::size_t sites,
                    const SiteEffort& effort = {});

/// Name and version of what does the branch and bound, for the manifest.
std::string site_solver_version();

}  // namespace vigie
