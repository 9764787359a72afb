// Whether a release was made with the settings of this job, and which of its choices this job goes on with.
#pragma once

#include <string>
#include <vector>

#include "engine/io/release_file.h"
#include "engine/job/job_file.h"

namespace vigie {

/// "hotspots.distance_band (400m then, 300m now)" for every setting of a section that both ran, [change] and [output]
/// apart. Values chosen from the data are no settings; files are named by their content.
std::vector<std::string> setting_differences(const Job& job, const ReleaseFile& release);

/// Holds in the job what the release chose from its data for [grid] and [hotspots].
void hold_choices(Job& job, const ReleaseFile& release);

}  // namespace vigie
