// Which changes somebody must hear of: those that passed a test and are large enough.
#pragma once

#include <vector>

#include "engine/analysis/change_cells.h"
#include "engine/analysis/change_zones.h"

namespace vigie {

/// Neighbourhoods whose class is up or down: level 2 from q 0.05 on, level 3 from 0.01 on; those of at least
/// `alert_from`, in the order of the neighbourhoods.
std::vector<Alert> zone_alerts(const Study& study, const CountPairs& counts, const ZoneChanges& changes,
                               int alert_from);

/// Touching cells of one kind whose class moved by at least `alert_from` bins, whose reports moved the same way, and
/// for which q is at most 0.05; one alert for each group.
std::vector<Alert> cell_alerts(const Study& study, const CellChanges& changes, int alert_from);

}  // namespace vigie
