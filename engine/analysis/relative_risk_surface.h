// Where one kind of report is denser than the others, as a raster with its tolerance contours.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Rasters `relative_risk` and `risk_z`, layer `risk_areas`.
Analysis relative_risk_analysis();

}  // namespace vigie
