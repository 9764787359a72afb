// How far uncovered incidents are from the nearest watch area.
#pragma once

#include <vector>

#include "engine/analysis/coverage_measures.h"

namespace vigie {

/// Of incidents that no watch area of the set covered at their time, straight line to the nearest one that was valid
/// then. NaN where nothing is uncovered or no watch area was valid.
struct UncoveredDistance {
  double median, within_250, within_500;
  double incidents = 0;
};
UncoveredDistance uncovered_distance(const Study& study, const IncidentCover& incidents,
                                     const std::vector<Validity>& valid, const std::vector<std::uint8_t>& members);

}  // namespace vigie
