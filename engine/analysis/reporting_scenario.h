// What the counts would be if every neighbourhood reported alike: a scenario, not a finding.
#pragma once

#include <vector>

#include "engine/analysis/analysis.h"

namespace vigie {

/// The declaration of `reporting_scenario`.
OutputLayer reporting_scenario_layer();

/// incidents / (1 - exp(-rate * lifetime)) per neighbourhood, the factor at most 5; NULL where the rate is 0 or
/// unknown. Neighbourhoods whose fifth changes between counted and adjusted incidents are flagged.
NewLayer reporting_scenario(const Study& study, const std::vector<double>& incidents, const std::vector<double>& rate,
                            double lifetime_days);

}  // namespace vigie
