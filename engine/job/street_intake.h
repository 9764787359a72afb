// The street network, from file to lines in metres.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Reads [streets] into `intake.study.streets`; lines that are none, that repeat another, or that lie outside the study
/// area stand in the rejects. The study area must be known. Throws DataError where no street lies in it.
void take_in_streets(Job& job, Intake& intake, Stopwatch& watch);

}  // namespace vigie
