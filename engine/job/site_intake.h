// Sites that an analysis names a file for: services, candidates, sites in place.
#pragma once

#include <string>
#include <vector>

#include "engine/job/intake.h"

namespace vigie {

struct SiteFile {
  std::string key;   // SECTION.KEY that names it
  std::string path;  // resolved
};
/// Files that the job's analyses name for sites.
std::vector<SiteFile> site_files(const Job& job);

/// Reads them all into the study, with every row accounted for. Throws DataError for a file without places.
void take_in_sites(const Job& job, Intake& intake);

}  // namespace vigie
