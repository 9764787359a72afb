// The layer `change`: two counts of each neighbourhood, their ratio and its class.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/statistics/rate_ratio.h"

namespace vigie {

/// From this q on a difference counts as one.
inline constexpr double change_level = 0.05;

/// Two counts per neighbourhood, NaN where one is not known, with one pair of exposures.
struct CountPairs {
  std::vector<double> before, now;
  double exposure_before = 1, exposure_now = 1;
  std::string_view reason = "insufficient_data";  // why a count is not known
};

struct ZoneChanges {
  std::vector<RateRatio> ratio;
  std::vector<double> q;               // over all neighbourhoods with a test
  std::vector<std::string_view> kind;  // up, down, same, insufficient_data
};

ZoneChanges zone_changes(const CountPairs& counts);

const OutputLayer& change_layer();
NewLayer make_change_layer(const Study& study, const CountPairs& counts, const ZoneChanges& changes);

}  // namespace vigie
