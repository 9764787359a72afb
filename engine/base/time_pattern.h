// strptime-like patterns, without locale and without guessing.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/time_cursor.h"

namespace vigie {

/// The pattern with %F and %T written out. Throws UsageError for a pattern that cannot give a date, such as one with
/// two-digit years.
std::string checked_pattern(std::string_view pattern);

/// Reads a text by a pattern that `checked_pattern` returned.
TimeReading read_pattern(std::string_view text, std::string_view pattern);

}  // namespace vigie
