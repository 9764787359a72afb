// Where a mediation project could start, and how sure that is.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layer `mediation_priority`, table `priority_checks`.
Analysis mediation_priority_analysis();

}  // namespace vigie
