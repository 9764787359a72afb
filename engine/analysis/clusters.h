// Clusters and outliers: local Moran per cell or neighbourhood, and the global statistics of the same map.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layers `cells` and `neighbourhoods` gain the moran_ columns; the table `global_statistics` is new.
Analysis clusters_analysis();

}  // namespace vigie
