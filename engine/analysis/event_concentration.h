// How few places hold how many of the reports, beside what chance would do.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Table `concentration`.
Analysis concentration_analysis();

}  // namespace vigie
