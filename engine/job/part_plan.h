// How a job is done in parts: one small file beside the job file, which every part and the merge are bound to.
#pragma once

#include <string>

#include "engine/io/report_slices.h"
#include "engine/job/job_file.h"
#include "engine/job/run_identity.h"

namespace vigie {

inline constexpr int most_parts = 4096;

struct PartPlan {
  int parts = 1;
  std::string settings;   // SHA-256 of the job's settings and of the versions of program and libraries
  InputHashes inputs;     // of all inputs
  std::string time_zone;  // of the study, which the boundaries may have told
  std::string question;   // SHA-256 of what is asked of the reports: columns and time zone; "" without reports
  SlicePlan slices;       // of the reports; empty without
};

/// JOB.plan.json beside JOB.toml. Throws UsageError for a job without a file.
std::string plan_path(const Job& job);

/// One slice a line; the same plan gives the same text.
std::string plan_text(const PartPlan& plan);
/// Throws DataError for a text that is no plan of this version.
PartPlan parse_plan(const std::string& text, const std::string& shown);

/// SHA-256 of what a part depends on beside its input.
std::string settings_hash(const Job& job);

/// Throws DataError naming the input that is not the planned one. `trusted` is the role that is not looked at: "" for
/// none.
void require_planned_inputs(const Job& job, const PartPlan& plan, std::string_view trusted);

}  // namespace vigie
