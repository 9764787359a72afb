// Whether coverage and reporting lean to the less deprived: areas, never persons.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `equity`.
Analysis equity_analysis();

}  // namespace vigie
