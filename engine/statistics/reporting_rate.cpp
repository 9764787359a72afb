// The reporting rate in closed form.
#include "engine/statistics/reporting_rate.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

constexpr double largest_factor = 5;

}  // namespace

Instant exposure_end(Instant first, Instant closed, double horizon_days, Instant data_end) {
  Instant end = std::min(data_end, first + static_cast<Instant>(std::llround(horizon_days * milliseconds_per_day)));
  if (closed != no_instant && closed >= first) end = std::min(end, closed);
  return std::max(first, end);
}

RepeatRate repeat_rate(double repeats, double exposure_days) {
  if (!(exposure_days > 0)) return {no_number, no_number, no_number};
  const Limits limits = poisson_limits(repeats);
  return {repeats / exposure_days, limits.lower / exposure_days, limits.upper / exposure_days};
}

ScenarioFactor scenario_factor(double rate, double lifetime_days) {
  if (!(rate > 0) || !(lifetime_days > 0)) return {no_number, false};
  const double factor = 1 / -std::expm1(-rate * lifetime_days);
  return {std::min(factor, largest_factor), factor > largest_factor};
}

}  // namespace vigie
