// When a watch area counts: between its dates, not suspended, and verified not too long ago.
#pragma once

#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

/// State at the end of the study period (where no period is known, only status and open dates decide).
struct WatchState {
  std::vector<std::uint8_t> active;  // valid then, status neither ended nor suspended
  std::vector<std::uint8_t> stale;   // last verified more than `stale_after` months before
  bool counts(std::size_t i) const { return active[i] && !stale[i]; }
};

/// Areas that were never verified are not stale.
WatchState watch_state(const Study& study, int stale_after_months);

/// Half open; empty where from >= to.
struct Validity {
  Instant from, to;
  bool holds(Instant t) const { return from <= t && t < to; }
};

/// When watch area `i` covered its places: inside [valid_from, valid_to), not suspended, its end known where it ended,
/// and no longer than `stale_after_months` after it was last verified (areas never verified are taken as declared).
Validity watched_when(const WatchAreas& watch, std::size_t i, int stale_after_months, const TimeZone& zone);

/// The instant `months` calendar months after `t` in local time (a day that does not exist becomes the last one).
Instant add_months(Instant t, int months, const TimeZone& zone);

}  // namespace vigie
