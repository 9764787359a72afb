// The key that makes random draws repeatable, the same for every analysis that draws.
#pragma once

#include <cstdint>

#include "engine/analysis/settings.h"

namespace vigie {

extern const Parameter seed_parameter;

/// As set.
std::uint64_t seed_of(const Settings& settings);

}  // namespace vigie
