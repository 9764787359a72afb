// What one watch area adds to the others: what would be lost without it, or gained if it counted.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_lifts.h"
#include "engine/analysis/coverage_measures.h"
#include "engine/analysis/watched_ground.h"

namespace vigie {

inline constexpr std::array<OutputColumn, 4> marginal_columns{{
    {.name = "adds_homes",
     .title = "Homes only it covers",
     .help =
         "Dwellings (or inhabitants) on ground that no other watch area covers today: lost without it, or gained if "
         "it counted. No effect",
     .decimals = 0},
    {.name = "adds_inc",
     .title = "Incidents only it would cover",
     .unit = Unit::count,
     .help = "Incidents of the whole period on that ground, whenever they happened",
     .decimals = 0},
    {.name = "adds_exc",
     .title = "Burden only it covers",
     .unit = Unit::share,
     .help = "Share of the excess reports, spread evenly over neighbourhoods, on that ground",
     .decimals = 3},
    {.name = "only_inc",
     .title = "Incidents only it covered",
     .unit = Unit::count,
     .help = "Incidents that happened inside while it was valid and no other watch area was: by so many fewer would be "
             "covered without it",
     .decimals = 0},
}};

/// Per watch area, in their order. NaN and no_integer where there are no homes, no excess, or no reports.
struct MarginalCover {
  std::vector<double> homes, excess;
  std::vector<std::int64_t> incidents, only_incidents;
};

/// Each area beside all others that count (METHODS 10.13): of an area that counts today what would be lost without it;
/// of one that does not (planned, ended, not verified lately) what would be gained if it did. Ground under two areas is
/// lost with neither, so that the numbers of overlapping areas do not add up to those of both.
MarginalCover marginal_cover(const Study& study, const WatchState& state, const IncidentCover& incidents,
                             const Homes& homes, const Burden& burden);

/// Values in the order of `marginal_columns`.
std::array<Values, 4> values_of(const MarginalCover& marginal);

}  // namespace vigie
