// How readily people report a problem that is there, learned from reports that repeat a known one.
#pragma once

#include "engine/base/calendar.h"

namespace vigie {

inline constexpr double milliseconds_per_day = 86'400'000.0;

/// When the watch over one incident ends: the first of its closing, `first` plus the horizon, and the end of the data.
/// All three are known without a look at later reports, as they must be: ending at the last report would overestimate
/// the rate by half and more. `closed` is no_instant, or before `first`, where it is unknown. Never before `first`.
Instant exposure_end(Instant first, Instant closed, double horizon_days, Instant data_end);

/// Further reports per day while the problem was there, with exact 95 % limits of the count (Garwood 1936), as in Liu,
/// Bhandaram & Garg 2022. NaN without exposure; 0 with an upper limit where nothing repeats.
struct RepeatRate {
  double rate, lower, upper;
};
RepeatRate repeat_rate(double repeats, double exposure_days);

/// 1 / (1 - exp(-rate * lifetime)): how many problems stand behind a reported one if a problem lasts `lifetime_days` on
/// average, at most 5. NaN for a rate that is 0 or unknown.
struct ScenarioFactor {
  double value;
  bool capped;
};
ScenarioFactor scenario_factor(double rate, double lifetime_days);

}  // namespace vigie
