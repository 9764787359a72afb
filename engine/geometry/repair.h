// Invalid boundaries are mended where the mend is small, and counted; never silently.
#pragma once

#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/data/stored.h"

namespace vigie {

struct Repair {
  std::size_t zone;    // index in the set
  std::string reason;  // "Self-intersection at 104512.3 195233.1"
  double
      area_change;  // share of the old area as drawn; above the tolerance where parts overlapped or a hole lay outside
};

/// Mends what is invalid, in place: finite coordinates are required first, then the structure method (rings closed,
/// parts merged, spikes dropped), polygon parts only, and the area of each part may change by at most `tolerance`
/// (share). Parts that overlap are united; holes outside their part are dropped: neither counts as a change.
/// Rings end up closed and oriented (outer counter-clockwise). Coordinates may be in any CRS.
/// Throws DataError naming source, feature, reason and place where no small mend exists.
std::vector<Repair> repair_zones(StoredZones& zones, double tolerance = 0.01);

}  // namespace vigie
