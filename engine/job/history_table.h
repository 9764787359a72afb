// The table `history`: reports and hot places of each run, carried from file to file; with a point for each row, so
// that QGIS can play the past.
#pragma once

#include "engine/data/layer.h"
#include "engine/job/assembly.h"
#include "engine/job/standing_output.h"

namespace vigie {

/// Rows of earlier runs, then those of this one: one per neighbourhood, one per hot area. This run's own earlier rows
/// are replaced; of older runs the last `keep` - 1 stay. `earlier` is oldest first.
Layer history_table(const Job& job, const Intake& intake, const std::vector<Finished>& finished,
                    const std::vector<HistoryRow>& earlier, const std::string& instant);

}  // namespace vigie
