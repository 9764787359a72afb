// One number per square cell; NaN outside the study area.
#pragma once

#include <vector>

#include "engine/data/grid.h"

namespace vigie {

struct Surface {
  Grid grid;                   // square cells
  std::vector<double> values;  // grid.size() entries, south-west first
};

}  // namespace vigie
