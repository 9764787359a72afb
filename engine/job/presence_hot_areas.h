// Hot areas of the period before, which presence should be measured against.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Reads the polygons that [presence] hot_areas names into `intake.study.presence.hot`: of a result of vigie its layer
/// hotspot_areas, and of these the hot ones. Nothing where the job names none. Throws as read_polygons.
void take_in_hot_areas(Job& job, Intake& intake);

}  // namespace vigie
