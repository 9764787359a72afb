// The layer of moved points, with what it must not be taken for.
#pragma once

#include "engine/data/layer.h"
#include "engine/job/job_file.h"
#include "engine/job/moved_reports.h"

namespace vigie {

/// Name of the layer in a public file.
inline constexpr const char* moved_layer_name = "masked_reports";

/// `moved` in the study's language; without study name and audience.
Layer moved_layer(const Job& job, const Study& study, const MovedReports& moved, MaskMethod method);

/// What the manifest tells of the moved points, in its section `disclosure`: how they were moved, how many they are,
/// among how many homes each is hidden at least and at the 1 % quantile (METHODS 16.7).
std::vector<std::pair<std::string, std::string>> moved_facts(const MovedReports& moved, const MaskPlan& plan);

}  // namespace vigie
