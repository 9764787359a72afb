// The share of old reports that was in after L days, as a step function.
#include "engine/statistics/lag_completeness.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vigie {

LagCompleteness lag_completeness(std::span<const Instant> time, std::span<const Instant> registered, Instant now) {
  constexpr Instant day = 86'400'000;
  std::vector<Instant> lags;
  for (std::size_t i = 0; i < time.size(); ++i) {
    if (time[i] == no_instant || registered[i] == no_instant) continue;
    if (now - time[i] >= longest_lag_days * day) lags.push_back(std::max<Instant>(0, registered[i] - time[i]));
  }
  LagCompleteness result{.old_reports = static_cast<std::int64_t>(lags.size()), .days_to_complete = std::nullopt};
  if (result.old_reports < least_old_reports) return result;
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(complete_from * static_cast<double>(lags.size()) - 1e-9)) - 1;
  std::ranges::nth_element(lags, lags.begin() + rank);
  const Instant lag = lags[static_cast<std::size_t>(rank)];
  result.days_to_complete = static_cast<int>((lag + day - 1) / day);
  return result;
}

}  // namespace vigie
