// What binds a plan to its job: where it lies, and what must not change while its parts are done.
#pragma once

#include <string>
#include <string_view>

#include "engine/io/plan_document.h"
#include "engine/job/job_file.h"

namespace vigie {

/// JOB.plan.json beside JOB.toml. Throws UsageError for a job without a file.
std::string plan_path(const Job& job);

/// SHA-256 of what a part depends on beside its input.
std::string settings_hash(const Job& job);

/// Throws DataError naming the input that is not the planned one. `trusted` is the role that is not looked at: "" for
/// none.
void require_planned_inputs(const Job& job, const PartPlan& plan, std::string_view trusted);

}  // namespace vigie
