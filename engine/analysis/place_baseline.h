// Where events would lie by chance alone: in proportion to dwellings, to people, or to area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

struct PlaceBaseline {
  std::string_view name;        // "dwellings", "population", "area"
  std::vector<double> weights;  // one per place; 0 where a place cannot be chosen
  std::size_t without = 0;      // places with a weight of 0
};

/// Area of each listed cell inside the study area.
PlaceBaseline cell_baseline(const Cells& cells);

/// Dwellings where a column plays that role, else population, else the area inside the study area.
PlaceBaseline zone_baseline(const Study& study);

}  // namespace vigie
