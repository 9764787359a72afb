// At which radii K is measured, on how many points and against how many random patterns.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/statistics/ripley_k.h"

namespace vigie {

/// [point_pattern] radii, simulations.
extern const Parameter radii_parameter;
extern const Parameter simulations_parameter;

/// Metres, ascending. Given ones are checked (UsageError beyond a quarter of the shorter side of the study area);
/// without any, ten of even steps, with the reason in `out`.
std::vector<double> pattern_radii(const MultiPolygon& area, const Settings& settings, Contribution& out);

struct PatternPlan {
  std::size_t points;  // of the reports, at random where that is not all
  int simulations;
};

/// As given: all points. Chosen: both so that the work stays at about two seconds of processor time, with the reason
/// in `out`.
PatternPlan pattern_plan(std::size_t points, const MultiPolygon& area, double reach, KCorrection correction,
                         const Settings& settings, Contribution& out);

}  // namespace vigie
