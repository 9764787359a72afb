// The page docs/validation.md as text.
#pragma once

#include <string>

namespace vigie::validation {

/// The same bytes each time; differences far below a tolerance are shown as such, so that they stay the same on
/// machines that round differently.
std::string page();

/// Paragraphs of at most 120 columns; lines that start with | or spaces stay as they are.
std::string wrapped(const std::string& text);

std::string comparisons_text();
std::string conventions_text();
std::string defects_text();
std::string false_alarms_text();

}  // namespace vigie::validation
