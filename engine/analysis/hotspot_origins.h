// Hot spots of citizens' reports beside those of all reports: where the map would change with who is heard.
#pragma once

#include <optional>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"
#include "engine/analysis/report_origins.h"

namespace vigie {

/// [hotspots] origin: whose reports are tested.
extern const Parameter origin_parameter;

/// The study with only the reports that are to be tested; nothing where that is all of them. Says in `out` how many
/// were left out, or that nobody knows who found what.
std::optional<Study> heard_study(const Study& study, const Settings& settings, Contribution& out);

/// The declaration of `hotspot_origins`.
OutputLayer hotspot_origins_layer();

/// Cells that are hot for the reports tested or for all reports, with both bins.
NewLayer hotspot_origins(const Study& study, const Study& heard, const LocalTest& tested, const LocalTest& all);

}  // namespace vigie
