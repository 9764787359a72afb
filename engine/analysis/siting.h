// Where further sites would reach the most demand, given those that exist.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Layer `siting`.
Analysis siting_analysis();

}  // namespace vigie
