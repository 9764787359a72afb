// The layers that coverage draws: watch areas and their overlaps.
#pragma once

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_hours.h"
#include "engine/analysis/coverage_marginal.h"
#include "engine/analysis/coverage_measures.h"

namespace vigie {

OutputLayer watch_areas_declared();
const OutputLayer& coverage_overlap_declared();

/// Every watch area as given, with its state at the end of the period, the incidents in it, members per 1000 of its
/// `homes` (dwellings; NaN: unknown), the match of its hours, and what it adds to the others.
NewLayer watch_areas_layer(const Study& study, const WatchState& state, const IncidentCover& incidents,
                           const std::vector<double>& homes, const std::vector<HourMatch>& hours,
                           const MarginalCover& marginal);

/// Ground that two or more watch areas cover, with their number and forms.
NewLayer coverage_overlap_layer(const Study& study, const WatchState& state);

}  // namespace vigie
