// The files of the first map: 36 cells that can be checked by hand.
#pragma once

#include "sample-maps/generator/invented_city.h"

namespace vigie::sample {

Files first_map_files();

}  // namespace vigie::sample
