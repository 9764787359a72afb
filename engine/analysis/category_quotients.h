// The location_quotient analysis: which kinds of incidents a neighbourhood has more of than the town.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `location_quotient`, columns of `neighbourhoods`; from reports with categories, or area counts.
Analysis location_quotient_analysis();

}  // namespace vigie
