// The tables about the run itself: rejects, data_quality, run_manifest.
#pragma once

#include <vector>

#include "engine/job/assembly.h"

namespace vigie {

/// In this order, titled in the language of the study; always written, also where they are empty.
std::vector<Layer> record_tables(const Job& job, const Intake& intake, const std::vector<Finished>& finished);

}  // namespace vigie
