// Where reports cluster: Gi* and Gi on cells and on neighbourhoods, and the outlines of hot and cold areas.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layers `cells` and `neighbourhoods` gain the gi_ columns; `hotspot_areas` is made from the cells.
Analysis hotspots_analysis();

}  // namespace vigie
