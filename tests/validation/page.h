// The page docs/validation.md as text.
#pragma once

#include <string>

namespace vigie::validation {

/// The same bytes each time; differences far below a tolerance are shown as such, so that they stay the same on
/// machines that round differently.
std::string page();

std::string comparisons_text();
std::string conventions_text();
std::string defects_text();
std::string false_alarms_text();

}  // namespace vigie::validation
