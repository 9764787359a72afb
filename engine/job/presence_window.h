// The days for which presence is known: what is not recorded is no absence.
#pragma once

#include "engine/data/rejects.h"
#include "engine/job/intake.h"

namespace vigie {

/// Sets from, to and weeks of `intake.study.presence`: as the job says, else the study period, else the days of the
/// rows themselves. Rows outside go to the ledger. A file that is silent for more than a week at either end of these
/// days gives a warning. Throws UsageError where `from` is not before `to`.
void settle_window(Job& job, Intake& intake, Ledger& ledger);

}  // namespace vigie
