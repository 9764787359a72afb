// Cells around seeds whose shared corners are one and the same point, so that borders fit exactly.
#pragma once

#include <vector>

#include "sample-maps/generator/plane.h"

namespace vigie::sample {

/// One side of a cell, counter-clockwise; `from` and `to` index the corners, `neighbor` the seeds.
struct Side {
  int from = 0, to = 0, neighbor = 0;
};

struct Mosaic {
  int inner = 0;  // seeds 0..inner-1 have cells, the others only bound them
  std::vector<Point> corners;
  std::vector<std::vector<Side>> cells;  // one per inner seed
};

/// Voronoi cells of the first `inner` seeds; the remaining seeds must surround them.
/// Throws std::logic_error where a cell is not closed.
Mosaic mosaic_of(const std::vector<Point>& seeds, int inner);

/// Corners of one cell as a ring.
Ring ring_of(const Mosaic& mosaic, int cell);

}  // namespace vigie::sample
