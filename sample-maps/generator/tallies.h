// Counts of the rows that should be used, for TRUTH.md.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "sample-maps/generator/reports.h"
#include "sample-maps/generator/town.h"

namespace vigie::sample {

using Condition = std::function<bool(const Report&)>;

int count(const std::vector<Report>& reports, const Condition& condition);
int incidents(const std::vector<Report>& reports, const Condition& condition);

Condition within(Place place);

/// Reports of one reporter among those that meet the condition, and the effective number of reporters 1 / sum s^2,
/// nameless reports counted as one each.
struct Voices {
  int of_loudest = 0;
  double effective = 0;
};
Voices voices(const std::vector<Report>& reports, const Condition& condition);

/// Mediable reports of the zone, the share of them with another mediable incident within 30 m and 180 days.
struct Quarrels {
  int reports = 0;
  double per_1000_dwellings = 0;  // a year
  double chronic = 0;
};
Quarrels quarrels(const std::vector<Report>& reports, const Town& town, int zone);

}  // namespace vigie::sample
