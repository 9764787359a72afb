// How complete the latest days are, judged by how late earlier reports came in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/calendar.h"

namespace vigie {

/// Reports older than this at the time of the run are taken to be all in.
inline constexpr int longest_lag_days = 180;
/// Fewer old reports say too little about delay.
inline constexpr std::int64_t least_old_reports = 50;
/// From this share on a day counts as complete.
inline constexpr double complete_from = 0.95;

struct LagCompleteness {
  std::int64_t old_reports = 0;         // with both times, and old enough to be complete
  std::optional<int> days_to_complete;  // least whole days after which 95 % are in; nothing with too few old reports
};

/// `time` and `registered` have one entry per report, no_instant where unknown; reports registered before they
/// happened count as registered at once. `now` is the time of the run, never the clock.
LagCompleteness lag_completeness(std::span<const Instant> time, std::span<const Instant> registered, Instant now);

}  // namespace vigie
