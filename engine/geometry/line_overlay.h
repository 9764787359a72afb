// Lines over polygons: how much of each street lies in each area.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/lines.h"
#include "engine/data/shapes.h"
#include "engine/geometry/projection.h"

namespace vigie {

/// So many metres of a line inside a zone.
struct LinePiece {
  std::size_t line, zone;
  double metres;
};

/// Pieces by line, then by zone; those without length are left out. A stretch along the border of two zones belongs to
/// each of them by half, so that zones side by side share out each metre once.
std::vector<LinePiece> pieces_inside(std::span<const MultiLine> lines, std::span<const MultiPolygon> zones);

/// Lines in metres, projected by their vertices. Lines with a vertex that cannot be projected come out empty.
std::vector<MultiLine> project_lines(std::span<const MultiLine> stored, const Projection& projection);

}  // namespace vigie
