// Plain counting, pair by pair where need be: twenty thousand rows allow it.
#include "sample-maps/generator/tallies.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace vigie::sample {

int count(const std::vector<Report>& reports, const Condition& condition) {
  return static_cast<int>(std::ranges::count_if(reports, condition));
}

int incidents(const std::vector<Report>& reports, const Condition& condition) {
  std::set<int> seen;
  for (const Report& report : reports)
    if (condition(report)) seen.insert(report.incident);
  return static_cast<int>(seen.size());
}

Condition within(Place place) {
  return [place](const Report& report) { return distance(report.at, place.centre) <= place.radius; };
}

Voices voices(const std::vector<Report>& reports, const Condition& condition) {
  std::map<std::string, int> by_key;
  int total = 0, nameless = 0;
  for (const Report& report : reports) {
    if (!condition(report)) continue;
    ++total;
    report.reporter.empty() ? ++nameless : ++by_key[report.reporter];
  }
  Voices result;
  double squares = nameless;
  for (const auto& [key, times] : by_key) {
    result.of_loudest = std::max(result.of_loudest, times);
    squares += static_cast<double>(times) * times;
  }
  result.effective = static_cast<double>(total) * total / squares;
  return result;
}

Quarrels quarrels(const std::vector<Report>& reports, const Town& town, int zone) {
  std::vector<const Report*> mediable;
  for (const Report& report : reports)
    if (report.zone == zone && is_mediable(report.category)) mediable.push_back(&report);
  const auto repeated = [&](const Report* a) {
    return std::ranges::any_of(mediable, [&](const Report* b) {
      return a->incident != b->incident && distance(a->at, b->at) <= 30 &&
             std::abs(a->when - b->when) <= 180 * day_seconds;
    });
  };
  Quarrels result;
  result.reports = static_cast<int>(mediable.size());
  const int dwellings = town.zones[static_cast<std::size_t>(zone)].dwellings;
  if (dwellings > 0) result.per_1000_dwellings = result.reports * 1000.0 / dwellings / (731 / 365.25);
  if (!mediable.empty())
    result.chronic = static_cast<double>(std::ranges::count_if(mediable, repeated)) / result.reports;
  return result;
}

}  // namespace vigie::sample
