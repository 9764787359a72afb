// Presence of wardens and patrols by place and street (METHODS 10.15 and 10.16).
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

Analysis presence_analysis();

}  // namespace vigie
