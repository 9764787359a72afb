// Clusters and outliers: local Moran per cell or neighbourhood, and the global statistics of the same map.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

Analysis clusters_analysis();

}  // namespace vigie
