// What changed since the last release, the last period, or a year before.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

namespace change_keys {
extern const Parameter versus, period, against, alert_from;
}

Analysis change_analysis();

}  // namespace vigie
