// Names, codes, people and homes of the neighbourhoods.
#pragma once

#include <vector>

#include "sample-maps/generator/town.h"

namespace vigie::sample {

/// Fills everything but the outlines, and sorts by id.
void take_census(std::vector<Neighbourhood>& zones);

}  // namespace vigie::sample
