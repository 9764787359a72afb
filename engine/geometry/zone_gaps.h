// Ground between zones that belongs to none of them.
#pragma once

#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// A piece of ground of no zone, with a point in it.
struct ZoneGap {
  double area = 0;  // square metres
  Point at;
};

/// Holes of `united` (the union of the zones) of any size, and strips open to the outside that are narrower than
/// `width` metres and touch two zones or more: what a morphological closing fills. Pieces under a square decimetre
/// are left out: rounding. By area, largest first.
std::vector<ZoneGap> zone_gaps(std::span<const MultiPolygon> zones, const MultiPolygon& united, double width);

}  // namespace vigie
