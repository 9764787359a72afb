// Moments of binomial shares with a Beta prior.
#include "engine/statistics/share_posterior.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigie {
namespace {

// A prior weaker than this many events would be U-shaped: most places all or nothing.
constexpr double weakest_prior = 0.5;

bool is_usable(double part, double total) {
  return total > 0 && part >= 0;
}

}  // namespace

SharePosterior share_posterior(std::span<const double> parts, std::span<const double> totals) {
  SharePosterior result;
  const std::vector<double> none(parts.size(), std::numeric_limits<double>::quiet_NaN());
  result.first = result.second = none;
  double part = 0, total = 0, squares = 0, places = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_usable(parts[i], totals[i])) continue;
    part += parts[i];
    total += totals[i];
    ++places;
  }
  if (!(total > 0)) return result;
  result.overall = part / total;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_usable(parts[i], totals[i])) continue;
    const double deviation = parts[i] / totals[i] - result.overall;
    squares += totals[i] * deviation * deviation;
  }
  // E(sum t_i (p_i - p)^2) is about (places - 1) p (1 - p) from drawing whole events, plus total times the variance
  // between places less its part p (1 - p) that the draw already has; the last term is small and left out.
  const double spread = result.overall * (1 - result.overall);
  result.variance = std::max(0.0, squares / total - spread * places / total);
  if (!(result.variance > 0)) return result;
  const double strength = std::max(weakest_prior, spread / result.variance - 1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_usable(parts[i], totals[i])) continue;
    result.first[i] = result.overall * strength + parts[i];
    result.second[i] = (1 - result.overall) * strength + totals[i] - parts[i];
  }
  return result;
}

}  // namespace vigie
