// Spatial weights between cells or between neighbourhoods, as a job asks for them.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/local_test.h"
#include "engine/analysis/settings.h"
#include "engine/analysis/study.h"
#include "engine/geometry/neighbors.h"

namespace vigie {

enum class WeightsKind { distance_band, queen, rook, k_nearest, inverse_distance, kernel };

/// The parameters that choose weights; shared by every analysis that needs neighbors.
extern const Parameter weights_parameter, distance_band_parameter, neighbors_parameter, distance_power_parameter,
    weights_kernel_parameter, islands_parameter;

struct PlaceWeights {
  Weights weights;
  std::vector<Chosen> chosen;     // defaults taken from the data
  std::vector<Finding> findings;  // pairs joined by the snap tolerance, broken ties, islands that were joined
};

/// Default: the eight (six) adjacent cells. Grids get a stencil, except for k nearest. Throws UsageError for
/// islands = "nearest", DataError for islands = "error" where a cell has no neighbor.
PlaceWeights cell_weights(const Cells& cells, const Settings& settings);

/// Default: queen contiguity, since areas differ in size. Distances run between centroids. Throws DataError for islands
/// = "error" where a neighbourhood has no neighbor.
PlaceWeights zone_weights(const ZoneSet& zones, const Settings& settings);

/// Neighbourhoods that touch; gaps up to 1 cm, or a thousandth of the smallest area's width, are bridged.
Contiguous touching_zones(const ZoneSet& zones, Contiguity rule);

}  // namespace vigie
