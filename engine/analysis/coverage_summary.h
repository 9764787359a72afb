// Every number about coverage as a row: in all, then form by form.
#pragma once

#include <vector>

#include "engine/analysis/coverage_hours.h"
#include "engine/analysis/coverage_tables.h"

namespace vigie {

/// Everything that the rows are made of.
struct CoverageFacts {
  const Study& study;
  const WatchState& state;
  const IncidentCover& incidents;
  const HotPlaces& hot;
  const WatchedGround& ground;
  const Homes& homes;
  const Burden& burden;
  const HourMatches& hours;
};

std::vector<SummaryRow> coverage_summary(const CoverageFacts& facts, const std::vector<FormMeasures>& all);

}  // namespace vigie
