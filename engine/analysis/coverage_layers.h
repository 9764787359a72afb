// The layers that coverage draws: watch areas, gaps, overlaps, and the summary table.
#pragma once

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_measures.h"

namespace vigie {

/// Declarations, in this order: watch_areas, coverage_gaps, coverage_overlap, coverage_summary.
std::span<const OutputLayer> coverage_layers();

/// Every watch area as given, with its state at the end of the period and the incidents in it.
NewLayer watch_areas_layer(const Study& study, const WatchState& state, const IncidentCover& incidents);

/// Parts of hot places outside every watch area that counts, at least one cell large, ranked by excess reports.
NewLayer coverage_gaps_layer(const Study& study, const HotPlaces& hot, const MultiPolygon& cover);

/// Ground that two or more watch areas cover, with their number and forms.
NewLayer coverage_overlap_layer(const Study& study, const WatchState& state);

struct NamedMeasures {
  std::string form;
  CoverMeasures measures;
};
/// One row for each measure and form; shares with 95 % limits where they have some.
NewLayer coverage_summary_layer(const std::vector<NamedMeasures>& all, const HotPlaces& hot);

}  // namespace vigie
