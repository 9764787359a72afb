// Do those who report hear back, and how long does it take?
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `answers` per neighbourhood and channel, columns of `neighbourhoods` (METHODS 11.13).
Analysis answers_analysis();

}  // namespace vigie
