// Empirical-Bayes standardization of rates.
#include "engine/statistics/standardized_rates.h"

#include <cmath>
#include <limits>

namespace vigie {

std::vector<double> standardized_rates(std::span<const double> events, std::span<const double> exposure) {
  std::vector<double> z(events.size(), std::numeric_limits<double>::quiet_NaN());
  const auto usable = [&](std::size_t i) { return exposure[i] > 0 && !std::isnan(events[i]); };
  double y = 0, e = 0, areas = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!usable(i)) continue;
    y += events[i];
    e += exposure[i];
    ++areas;
  }
  if (areas == 0 || y == 0) return z;
  const double b = y / e;
  double spread = 0;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (usable(i)) spread += exposure[i] * (events[i] / exposure[i] - b) * (events[i] / exposure[i] - b);
  const double a = spread / e - b / (e / areas);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!usable(i)) continue;
    const double total = a + b / exposure[i];
    z[i] = (events[i] / exposure[i] - b) / std::sqrt(total > 0 ? total : b / exposure[i]);
  }
  return z;
}

}  // namespace vigie
