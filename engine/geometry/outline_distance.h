// How far points outside an area are from it.
#pragma once

#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Distance in metres from each point to the nearest edge of the shape (its outline and its holes); infinity for an
/// empty shape. Looks at every edge: for samples of points, not for millions.
std::vector<double> distances_to_outline(std::span<const Point> points, const MultiPolygon& shape);

}  // namespace vigie
