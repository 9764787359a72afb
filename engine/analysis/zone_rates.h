// Reports per inhabitant and year, with the uncertainty of small numbers.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layer `neighbourhoods` gains the rate columns.
Analysis rates_analysis();

}  // namespace vigie
