// How well the places of the reports are known, and what that means for the map.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/job/intake.h"

namespace vigie {

/// Fills on_default_point and vague of `intake.study`, and the findings about stacks, default points, precision,
/// origin and reports outside. Reports, neighbourhoods and grid must be there. Reads [reports] default_points.
void judge_places(const Job& job, Intake& intake);

/// Share of the reports that are located, over all and in the category where it is lowest.
void add_hit_rate(const InputRecord& input, const Intake& intake, std::vector<Finding>& findings);

}  // namespace vigie
