// From the results to the project an analyst opens: what stands where in the legend, and which map answers what.
#pragma once

#include <vector>

#include "engine/data/map_plan.h"
#include "engine/job/assembly.h"

namespace vigie {

/// The project's plan; labels and map tips are added to the layers. Layers that the table of groups does not know are
/// placed by what they are. `results` must hold every layer, run_manifest included.
MapPlan plan_maps(const Job& job, const Intake& intake, const std::vector<Finished>& finished, ResultSet& results);

}  // namespace vigie
