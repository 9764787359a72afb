// What was planted in the invented town, written down so that a result can be held against it.
#pragma once

#include <string>
#include <vector>

#include "sample-maps/generator/export.h"
#include "sample-maps/generator/reports.h"
#include "sample-maps/generator/town.h"
#include "sample-maps/generator/watch_areas.h"

namespace vigie::sample {

/// The text of TRUTH.md.
std::string truth_text(const Town& town, const Life& life, const Export& out, const std::vector<WatchArea>& areas,
                       const std::vector<MediationService>& services);

}  // namespace vigie::sample
