// What a survey of residents says, at the level for which its sample was designed and at no other.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `survey`; columns of `neighbourhoods` where these stand at the design level.
Analysis survey_analysis();

}  // namespace vigie
