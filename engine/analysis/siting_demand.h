// What sites should reach: reports, the excess of reports, people or homes, as weighted points.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"

namespace vigie {

enum class DemandKind { reports, excess, population, dwellings };

struct SitingDemand {
  std::vector<Point> at;
  std::vector<double> weight;
  std::size_t unplaced = 0;  // reports whose own place is not known
};

/// One point per report (whose place is known), or points spread over the ground of each neighbourhood, at most a
/// fifth of `reach` apart. Excess: reports above those expected at the overall rate, smoothed (Marshall 1991).
/// Throws UsageError naming the column that is missing.
SitingDemand siting_demand(const Study& study, DemandKind kind, double reach);

}  // namespace vigie
