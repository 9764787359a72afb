// Which incident each report belongs to.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Numbers the incidents of `intake.study` by [reports] link, and the findings about duplicates. Default
/// points must be known. Throws UsageError where reports cannot be linked by place and time.
void number_incidents(const Job& job, Intake& intake);

}  // namespace vigie
