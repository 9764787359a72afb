// Reports per square kilometre as a raster.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Raster `density`.
Analysis density_analysis();

}  // namespace vigie
