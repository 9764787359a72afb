// How readily each neighbourhood reports, learned from reports that repeat a known incident.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `reporting_rate`, columns of `neighbourhoods`, and, where asked for, the layer `reporting_scenario`.
Analysis reporting_rate_analysis();

}  // namespace vigie
