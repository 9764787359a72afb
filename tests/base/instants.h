// Lengths of time in the unit of instants.
#pragma once

#include "engine/base/calendar.h"

namespace vigie::test {

inline constexpr Instant hour = 3'600'000;  // milliseconds
inline constexpr Instant day = 24 * hour;

}  // namespace vigie::test
