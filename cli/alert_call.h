// Telling somebody: the command of [output] on_alert.
#pragma once

#include <string>

#include "engine/job/run.h"

namespace vigie::cli {

/// Throws UsageError if the job names a command that cannot be split into words; before anything runs.
void check_alert_command(const Job& job);

/// Calls the command with the alerts as one JSON object on its standard input, if there are any. Gives "" or, where it
/// failed, a sentence; the output stands either way.
std::string call_alert_command(const Job& job, const RunSummary& summary);

}  // namespace vigie::cli
