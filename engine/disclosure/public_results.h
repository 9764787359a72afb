// The gate: results become public here, or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/layer.h"
#include "engine/disclosure/heat_map.h"

namespace vigie {

/// What the gate needs to know about the counts behind the results.
struct PublicCounts {
  std::int64_t limit = 5;           // METHODS 16.1
  std::vector<std::int64_t> cells;  // published n by row of `cells`; no_integer: hidden
  std::vector<std::int64_t> zones;  // published n by row of `neighbourhoods`
  HeatMapSupport heat_map;          // what lies under the pixels of `density`
};

/// How much is hidden, by layer, column and reason; nothing in it says which numbers are.
struct HiddenShare {
  std::string layer, column, reason;  // reason: suppressed, not_public, no_support
  std::int64_t hidden = 0, all = 0;
};

/// Takes out of the results what the public must not see, by the list of public columns; what the list does not name
/// goes. Points, raw values, row numbers, paths and counts of input rows go too, and pixels of a heat map without
/// enough behind them. Fills the tables `suppression_log` and marks the results as fit for everyone, without which no
/// writer takes them.
std::vector<HiddenShare> make_public(ResultSet& results, const PublicCounts& counts);

}  // namespace vigie
