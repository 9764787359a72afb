// Which events have another one near them in space and time: trouble that comes back.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/calendar.h"

namespace vigie {

/// For each event whether another lies within `distance` metres and `days` days of it (both ends count); 1 or 0. Events
/// without time (no_instant) are 0 and no partner; without finite position likewise. In parallel.
std::vector<std::uint8_t> has_repeat(std::span<const double> x, std::span<const double> y,
                                     std::span<const Instant> when, double distance, double days);

}  // namespace vigie
