// One job from start to end: the run, then who is told, then the metrics.
#pragma once

#include "engine/job/run.h"

namespace vigie::cli {

/// Runs the job; calls the alert command and writes the metrics afterwards, the latter also if the run fails. What goes
/// wrong after the output stands is a warning. Throws what the run throws.
RunSummary run_and_tell(const Job& job, const Listener& listener, Rewrite rewrite,
                        const ReadReports& reading = read_reports);

/// Throws for [output] on_alert and metrics that cannot work, before anything is read.
void check_telling(const Job& job);

}  // namespace vigie::cli
