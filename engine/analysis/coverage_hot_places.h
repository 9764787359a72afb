// Hot cells as ground that may be covered.
#pragma once

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_measures.h"

namespace vigie {

/// Cells whose confidence bin is at least `from`; not known where no hot spot analysis on cells has run.
HotPlaces hot_places(const Study& study, const Earlier& earlier, int from);

}  // namespace vigie
