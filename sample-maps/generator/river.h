// The river follows borders of the mosaic and opens a gap between the two banks.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "sample-maps/generator/mosaic.h"

namespace vigie::sample {

struct River {
  std::vector<int> corners;        // of the mosaic, from the south-west to the north-east
  std::vector<Point> left, right;  // banks; `steps` points for each corner
  std::map<int, int> place;        // corner -> index in `corners`
  static constexpr int steps = 8;

  bool follows(const Side& side) const;
};

/// Runs the river along the borders nearest to `course` and smooths those borders (corners of `mosaic` are moved).
River river_along(Mosaic& mosaic, const std::vector<Point>& course, double width);

}  // namespace vigie::sample
