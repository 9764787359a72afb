// The expected_reports analysis: where there are fewer reports than homes and housing would lead one to expect.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Columns of `neighbourhoods` and the table `expected_reports` of what the model found. A candidate for outreach, not
/// proof that problems go unreported.
Analysis expected_reports_analysis();

}  // namespace vigie
