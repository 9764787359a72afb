// Front doors along streets: reports happen at addresses, and a map of them should look like a town.
#pragma once

#include <vector>

#include "sample-maps/generator/town.h"

namespace vigie::sample {

/// Addresses of one neighbourhood, none nearer than 9 m to a border.
std::vector<Point> addresses_of(const Neighbourhood& zone, unsigned stream);

}  // namespace vigie::sample
