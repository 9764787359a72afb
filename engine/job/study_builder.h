// Putting reports into places: grid, cells, neighbourhoods, incidents.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Fills zone_of, cell_of, incidents, cells and counts of `intake.study`. The default cell size is written into the
/// job's settings. Throws DataError for a grid that would explode.
void build_study(Job& job, Intake& intake);

}  // namespace vigie
