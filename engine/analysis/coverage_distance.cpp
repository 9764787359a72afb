// Nearest watch area of every uncovered incident.
#include "engine/analysis/coverage_distance.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/geometry/nearest_area.h"

namespace vigie {
namespace {

std::vector<std::size_t> uncovered(const IncidentCover& incidents, const std::vector<std::uint8_t>& members) {
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < incidents.by.size(); ++i) {
    const bool in =
        std::ranges::any_of(incidents.by[i], [&](std::int32_t w) { return members[static_cast<std::size_t>(w)] != 0; });
    if (incidents.dated[i] && !in) which.push_back(i);
  }
  return which;
}

double share_within(const std::vector<double>& sorted, double limit) {
  return static_cast<double>(std::ranges::upper_bound(sorted, limit) - sorted.begin()) /
         static_cast<double>(sorted.size());
}

}  // namespace

UncoveredDistance uncovered_distance(const Study& study, const IncidentCover& incidents,
                                     const std::vector<Validity>& valid, const std::vector<std::uint8_t>& members) {
  const std::vector<std::size_t> which = uncovered(incidents, members);
  const NearestArea nearest(study.watch.zones.shapes);
  const Instants* time = study.reports.attributes.find_as<Instants>("time");
  std::vector<double> distances(which.size());
  parallel_chunks(which.size(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t report = study.incident.first_report(which[i]);
      const Instant t = time ? time->values[report] : no_instant;
      distances[i] = nearest.distance({study.reports.x[report], study.reports.y[report]}, [&](std::int32_t w) {
        const Validity& when = valid[static_cast<std::size_t>(w)];
        return members[static_cast<std::size_t>(w)] != 0 && (t == no_instant ? when.from < when.to : when.holds(t));
      });
    }
  });
  std::erase_if(distances, [](double d) { return std::isinf(d); });
  if (distances.empty()) return {no_number, no_number, no_number};
  std::ranges::sort(distances);
  const std::size_t n = distances.size();
  const double median = (distances[(n - 1) / 2] + distances[n / 2]) / 2;
  return {median, share_within(distances, 250), share_within(distances, 500), static_cast<double>(n)};
}

}  // namespace vigie
