// Counting by pixel.
#include "engine/job/heat_map_pixels.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

std::string setting(const Job& job, std::string_view key) {
  for (const Settings::Entry& entry : job.section("density").entries())
    if (entry.key == key) return entry.value;
  return "";
}

double bandwidth(const Job& job, const std::vector<Finished>& finished) {
  if (const std::optional<double> given = parse_length(setting(job, "bandwidth"))) return *given;
  for (const Finished& one : finished)
    for (const auto& [key, value] : one.contribution.record)
      if (one.analysis == "density" && key == "bandwidth_m") return parse_number(value).value;
  return 0;
}

std::vector<double> spread_evenly(const Neighbourhoods& zones, const std::vector<double>& people, const Grid& pixels) {
  std::vector<double> density;
  for (std::size_t i = 0; i < people.size(); ++i)
    density.push_back(people[i] > 0 ? people[i] / area(zones.zones.shapes[i]) * pixels.cell_area() : 0);
  const ZoneIndex index(zones.zones.shapes);
  std::vector<double> sums(static_cast<std::size_t>(pixels.size()), 0);
  for (std::int64_t i = 0; i < pixels.size(); ++i)
    if (const std::int32_t zone = index.zone_at(pixels.centre(i)); zone >= 0)
      sums[static_cast<std::size_t>(i)] = density[static_cast<std::size_t>(zone)];
  return sums;
}

}  // namespace

HeatMapSupport heat_map_pixels(const Job& job, const Study& study, const std::vector<Finished>& finished,
                               const Grid& pixels) {
  HeatMapSupport support;
  support.radius = bandwidth(job, finished) * (setting(job, "kernel") == "gaussian" ? std::sqrt(8.0) : 1);
  support.events.assign(static_cast<std::size_t>(pixels.size()), 0);
  for (std::size_t i = 0; i < study.reports.size(); ++i)
    if (const std::int64_t pixel = pixels.cell_at({study.reports.x[i], study.reports.y[i]}); pixel >= 0)
      support.events[static_cast<std::size_t>(pixel)] += 1;
  const Neighbourhoods& zones = study.neighbourhoods;
  if (zones.has_dwellings() || zones.has_population())
    support.dwellings = spread_evenly(zones, zones.has_dwellings() ? zones.dwellings : zones.population, pixels);
  return support;
}

}  // namespace vigie
