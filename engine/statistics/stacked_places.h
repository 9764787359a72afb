// Places that many reports share to the metre.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

struct StackedPlace {
  Point at;                     // rounded to a metre
  std::vector<std::size_t> of;  // the reports, ascending
};

/// Places with at least `least` reports after rounding to a metre, the fullest first (ties: by x, then y).
std::vector<StackedPlace> stacked_places(std::span<const double> x, std::span<const double> y, std::size_t least);

}  // namespace vigie
