// The map of the report as data: what the script draws.
#pragma once

#include <string>
#include <vector>

#include "engine/data/layer.h"
#include "engine/report/wording.h"

namespace vigie {

struct MapData {
  std::string json;                // "" where nothing has a place
  std::vector<std::string> notes;  // what was simplified, one sentence each, in the report's language
};

/// Layers with geometry and rasters of `results`; never single reports. At most 12,000 cells (those with a class other
/// than "not significant" first, then those with the most reports), 4,000 other places per layer, 60,000 corners and
/// 40,000 pixels per raster are drawn; where that leaves out or moves something, a note says so.
MapData map_data(const ResultSet& results, const Wording& say);

/// True if rows of this layer can be found on the map.
bool is_drawn(const Layer& layer);

}  // namespace vigie
