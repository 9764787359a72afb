// A column of free text must not become a million categories.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// The name under which categories beyond [reports] most_categories are counted.
inline constexpr std::string_view other_category = "other";

/// Renames all but the most frequent categories, and those that a list of the job names, to `other_category`, with a
/// warning about `source`. Of equally frequent ones the first by name are kept.
void merge_rare_categories(const Job& job, const std::string& source, Intake& intake);

}  // namespace vigie
