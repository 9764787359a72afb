// Measures of concentration from counts by level.
#include "engine/statistics/concentration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/missing.h"

namespace vigie {
CountLevels count_levels(std::span<const double> counts) {
  std::vector<double> sorted;  // without zeros, of which there are often many
  std::int64_t empty = 0;
  for (double count : counts) {
    if (count < 0) throw DataError(fmt::format("a count of {:g} is negative; concentration is about counts", count));
    if (count > 0) sorted.push_back(count);
    empty += count == 0 ? 1 : 0;
  }
  std::ranges::sort(sorted, std::ranges::greater{});
  CountLevels result;
  for (double count : sorted) {
    if (result.levels.empty() || result.levels.back().count != count) result.levels.push_back({count, 0});
    ++result.levels.back().places;
    result.events += count;
  }
  if (empty > 0) result.levels.push_back({0, empty});
  result.places = static_cast<std::int64_t>(sorted.size()) + empty;
  return result;
}

double gini(const CountLevels& places) {
  if (!(places.events > 0)) return no_number;
  double sum = 0;
  std::int64_t before = 0;  // places with more
  for (const CountLevel& level : places.levels) {
    // 2i - n - 1 summed over the ranks of the level; ranks count from the lowest place.
    sum += static_cast<double>(level.places) * static_cast<double>(places.places - 2 * before - level.places) *
           level.count;
    before += level.places;
  }
  return sum / (static_cast<double>(places.places) * places.events);
}

double generalized_gini(const CountLevels& places) {
  if (!(places.events > 0)) return no_number;
  return std::max(1.0, static_cast<double>(places.places) / places.events) * (gini(places) - 1) + 1;
}

double generalized_gini_small_sample(const CountLevels& places) {
  if (!(places.events > 0)) return no_number;
  const double most = std::min(static_cast<double>(places.places), places.events);
  return most > 1 ? generalized_gini(places) * most / (most - 1) : 0;
}

double top_share(const CountLevels& places, double share) {
  if (!(places.events > 0)) return no_number;
  double left = share * static_cast<double>(places.places), held = 0;
  for (const CountLevel& level : places.levels) {
    const double taken = std::min(left, static_cast<double>(level.places));
    held += taken * level.count;
    left -= taken;
  }
  return std::min(1.0, held / places.events);
}

std::int64_t places_holding(const CountLevels& places, double share) {
  // A share that falls on a whole number of events must not need one place more for rounding's sake.
  double left = share * places.events * (1 - 1e-12);
  std::int64_t needed = 0;
  for (const CountLevel& level : places.levels) {
    if (!(left > 0) || !(level.count > 0)) break;
    const auto all = static_cast<double>(level.places);
    const double taken = std::min(all, std::ceil(left / level.count));
    needed += static_cast<std::int64_t>(taken);
    left -= taken * level.count;
  }
  return needed;
}

}  // namespace vigie
