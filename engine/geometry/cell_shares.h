// Which share of each grid cell lies inside a shape: exact, for squares and hexagons, in one sweep.
#pragma once

#include <vector>

#include "engine/data/grid.h"
#include "engine/data/shapes.h"

namespace vigie {

/// grid.size() shares in [0, 1], exact up to rounding. The parts of `shape` must not overlap (unite first).
/// The shape is cut in halves along the lattice until a piece covers a block of cells entirely or few cells are left,
/// which are clipped one by one: time grows with the boundary, not with the area.
std::vector<double> cell_shares(const Grid& grid, const MultiPolygon& shape);

}  // namespace vigie
