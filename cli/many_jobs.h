// vigie run A.toml B.toml ..., or a folder of job files.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"

namespace vigie::cli {

/// True if the inputs are job files, or folders that hold job files, and more than one job file by itself.
bool names_many_jobs(const std::vector<std::string>& inputs);

/// Runs all jobs side by side within the memory limit, none stopped by another's failure; one summary at the end.
/// Gives the exit code of the first failing job in order, else 0. Throws UsageError for two jobs with one output, for
/// -o, and for folders without job files (NoInputError), before anything runs.
int run_many(const Arguments& arguments);

}  // namespace vigie::cli
