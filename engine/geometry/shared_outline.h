// Where areas border on each other or lie under each other's border.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Length of the outlines in metres, holes included.
double outline_length(const MultiPolygon& shape);

/// For each shape the length of its outline that runs along the outline of another one, counted for every pair that
/// shares more than `minimum` metres. A stretch shared with two others counts once for each, never above the whole.
std::vector<double> shared_outlines(std::span<const MultiPolygon> shapes, double minimum);

}  // namespace vigie
