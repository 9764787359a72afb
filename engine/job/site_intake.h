// Sites that an analysis names a file for: services, candidates, sites in place.
#pragma once

#include <string>
#include <vector>

#include "engine/job/intake.h"

namespace vigie {

/// Files that the job's analyses name for sites, resolved.
std::vector<std::string> site_paths(const Job& job);

/// Reads them all into the study, with every row accounted for. Throws DataError for a file without places.
void take_in_sites(const Job& job, Intake& intake);

}  // namespace vigie
