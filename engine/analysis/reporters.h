// Who reports: origin, channel, and how many voices there are. Places and shares, never persons.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `who_reports`, columns of `neighbourhoods` and `hotspot_areas`. The key of the reporter is used in memory
/// only.
Analysis reporters_analysis();

}  // namespace vigie
