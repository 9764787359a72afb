// How a job is done in parts, as one small file that every part and the merge are bound to.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/io/report_slices.h"

namespace vigie {

inline constexpr int most_parts = 4096;

struct PartPlan {
  int parts = 1;
  std::string settings;  // SHA-256 of the job's settings and of the versions of program and libraries
  std::vector<std::pair<std::string, std::string>> inputs;  // role and SHA-256 of all inputs, in a fixed order
  std::string time_zone;                                    // of the study, which the boundaries may have told
  std::string question;  // SHA-256 of what is asked of the reports: columns and time zone; "" without reports
  SlicePlan slices;      // of the reports; empty without
};

/// One slice a line; the same plan gives the same text.
std::string plan_text(const PartPlan& plan);
/// Throws DataError for a text that is no plan of this version. `shown` names the file in messages.
PartPlan parse_plan(const std::string& text, const std::string& shown);

}  // namespace vigie
