// Lengths of time as people write them.
#pragma once

#include <optional>
#include <string_view>

namespace vigie {

/// "30", "30d", "30 days", "8w", "8 weeks", "36h" or "36 hours" as days. Nothing if it is no length of time above 0.
std::optional<double> parse_days(std::string_view text);

}  // namespace vigie
