// Who found a problem: a citizen, staff on their rounds, or a sensor. Maps of what staff find show where staff go.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

enum class ReportOrigin { citizen, discovered, sensor, unknown };
inline constexpr std::array<std::string_view, 4> origin_names{"citizen", "discovered", "sensor", "unknown"};

/// Per report, by the column of the origin (case does not matter); unknown where it says nothing or another word.
/// Empty where no report says who found it.
std::vector<ReportOrigin> report_origins(const Study& study);

/// What tests look at, with the reports of some origins only: places, counts of cells and neighbourhoods. Attributes
/// and incidents are left out.
Study heard_from(const Study& study, const std::vector<ReportOrigin>& origins, const std::vector<ReportOrigin>& wanted);

}  // namespace vigie
