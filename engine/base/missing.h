// What stands where there is no number.
#pragma once

#include <limits>

namespace vigie {

/// NaN in memory, NULL on disk; never 0 or -1. Told apart by std::isnan.
inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace vigie
