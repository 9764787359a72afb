// The table of presence, from file to rows that can be added.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Reads [presence] into `intake.study.presence`, with the hot areas that it names. Rows of forms that do not patrol,
/// of unknown streets, of times that are no whole hour or lie outside the days for which presence is known, of minutes
/// out of bounds, and rows that repeat another stand in the rejects. Streets and the study period must be known. Throws
/// UsageError without [streets], DataError for missing columns or where no row can be used.
void take_in_presence(Job& job, Intake& intake, Stopwatch& watch);

}  // namespace vigie
