// Outlines small enough for a page: corners on a lattice, shared borders still shared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/layer.h"

namespace vigie {

/// Corners are moved to the nearest node of a lattice with this spacing through `origin`. Equal corners of two shapes
/// stay equal, so that neighbors keep their common border; corners that fall together or into a line go.
struct DrawingLattice {
  Point origin;
  double step = 1;  // metres
};

/// The finest spacing of 1, 2, 5, 10, ... m with which the shapes of `layers` have at most `corners` corners together.
DrawingLattice lattice_for(const std::vector<const Layer*>& layers, const Box& extent, std::size_t corners);

/// Nested JSON arrays: polygons of rings of whole numbers x, y, then steps dx, dy from corner to corner; rings are not
/// closed. A shape that is smaller than the lattice becomes a square of one step.
std::string drawn(const MultiPolygon& shape, const DrawingLattice& lattice);
std::string drawn(Point point, const DrawingLattice& lattice);

/// Of everything that has a place.
Box extent_of(const ResultSet& results);

}  // namespace vigie
