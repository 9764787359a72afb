// Which side of a line a point lies on, without rounding error: borders must not leak.
#pragma once

#include "engine/data/shapes.h"

namespace vigie {

/// 1 if c lies left of the line from a to b, -1 if right, 0 if exactly on it. Doubles first, with an error bound; exact
/// arithmetic where that cannot tell (Shewchuk 1997). Exact as long as products of coordinates neither overflow nor
/// underflow: magnitudes 1e-140 to 1e150, and 0.
int orientation(Point a, Point b, Point c);

/// As `orientation`, for q moved by an infinitesimal step north and a yet smaller one east (Edelsbrunner & Mucke 1990):
/// never 0 unless a equals b. So a path between moved points never runs through a vertex or along an edge.
int moved_orientation(Point a, Point b, Point q);

/// True if p lies on the closed segment from a to b.
bool on_segment(Point a, Point b, Point p);

/// How two closed segments meet. Neither may be a single point.
enum class Meeting { apart, point, line };
Meeting meeting(Point a, Point b, Point c, Point d);

}  // namespace vigie
