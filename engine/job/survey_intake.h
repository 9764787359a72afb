// The table of a survey, from file to rows of numbers.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Reads [survey] into `intake.study.survey`; rows whose value is no number stand in the rejects. The neighbourhoods
/// must be known. Throws DataError for missing columns.
void take_in_survey(Job& job, Intake& intake, Stopwatch& watch);

}  // namespace vigie
