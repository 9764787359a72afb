// Rough outlines of the countries whose national CRS vigie knows: good to about 10 km where neighbors meet.
#pragma once

#include <string_view>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

struct CountryOutline {
  std::string_view name;
  std::vector<Ring> parts;  // degrees, longitude first; wide of the coast, since no land lies there
};

/// Drawn by hand from the positions of border towns. Neighbors share their border lines, so that no strip between
/// them is lost or doubled.
const std::vector<CountryOutline>& country_outlines();

}  // namespace vigie
