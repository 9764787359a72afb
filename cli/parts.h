// A job in parts, as the command line asks for it.
#pragma once

#include "cli/arguments.h"
#include "engine/job/run.h"

namespace vigie::cli {

/// vigie plan JOB.toml --parts N
void plan_parts(const Arguments& arguments, const Listener& listener);
/// vigie run JOB.toml --part i/N -o PART
void run_one_part(const Arguments& arguments, const Listener& listener);
/// vigie merge JOB.toml PART... [-o OUT.gpkg]
RunSummary merge_parts(const Arguments& arguments, const Listener& listener);

}  // namespace vigie::cli
