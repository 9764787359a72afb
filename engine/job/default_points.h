// Points that stand for a place nobody knows.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Marks reports stacked on a known default point in `intake.study` (on_default_point, vague), and adds the findings.
/// Known are the centroids and interior points of the neighbourhoods and the points of [reports] default_points.
void find_default_points(const Job& job, Intake& intake);

}  // namespace vigie
