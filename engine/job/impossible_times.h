// Times that no report can have, which would stretch the study period.
#pragma once

#include "engine/data/instant_range.h"
#include "engine/job/intake.h"

namespace vigie {

/// Rejects (bad_date) reports on a day that programs write for "no date" (1900-01-01, 9999-12-31, ...), unless the
/// period that the job gives holds that day or leaves it out anyway; and those more than a day after [reports] as_of.
/// `ledger` is that of the reports. Gives the range of the times that are left.
InstantRange leave_out_impossible_times(const Job& job, Intake& intake, Ledger& ledger);

}  // namespace vigie
