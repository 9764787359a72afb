// Connected cells in which cases are denser, or thinner, than chance would make them.
#pragma once

#include "engine/analysis/analysis.h"
#include "engine/analysis/case_control.h"

namespace vigie {

/// One entry per cell of the raster; NaN where a cell is not tested.
struct TestedRisk {
  std::vector<double> deviation;  // z: above 0 where cases are denser
  std::vector<double> p;          // of the cell alone
  std::vector<double> adjusted;   // corrected for testing the whole map
};

/// The declaration of `risk_areas`.
OutputLayer risk_areas_layer();

/// The tolerance contours: one area for each group of touching cells of one kind with an adjusted p of at most 0.05.
NewLayer risk_areas(const Surface& log_risk, const TestedRisk& tested, const CaseControl& samples);

/// Share of the tested area that such cells of one kind take, 0 where nothing is tested.
struct RiskShares {
  double raised = 0, lowered = 0;
};
RiskShares risk_shares(const TestedRisk& tested, std::span<const double> inside);

}  // namespace vigie
