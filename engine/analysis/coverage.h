// How well watch areas cover the places that need it: a description, never an effect.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layers `watch_areas`, `coverage_gaps`, `coverage_overlap`, `coverage_summary`; columns in `cells`,
/// `neighbourhoods` and `hotspot_areas`.
Analysis coverage_analysis();

}  // namespace vigie
