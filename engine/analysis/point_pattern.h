// The point_pattern recipe: nearest neighbor index and Ripley's K of the reports, against random placement.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

Analysis point_pattern_analysis();

}  // namespace vigie
