// Areal shares for people and dwellings, event-time shares for incidents.
#include "engine/analysis/coverage_measures.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"
#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

bool has_dates(const WatchAreas& watch) {
  const auto known = [](Instant t) { return t != no_instant; };
  return std::ranges::any_of(watch.valid_from, known) || std::ranges::any_of(watch.valid_to, known) ||
         std::ranges::any_of(watch.last_verified, known);
}

double share(double part, double whole) {
  return whole > 0 ? part / whole : no_number;
}

// People (or dwellings) are taken as spread evenly over their neighbourhood.
CoverMeasures::Total areal_total(const std::vector<double>& people, const std::vector<double>& covered) {
  double part = 0, whole = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (!(people[i] > 0) || std::isnan(covered[i])) continue;
    part += people[i] * covered[i];
    whole += people[i];
  }
  return {share(part, whole), no_number, no_number};
}

std::vector<double> where_people_live(const std::vector<double>& people, const std::vector<double>& covered) {
  std::vector<double> shares(people.size(), no_number);
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i] > 0) shares[i] = covered[i];
  return shares;
}

CoveredIncidents count_incidents(const Study& study, const std::vector<std::uint8_t>& members,
                                 const IncidentCover& incidents, const HotPlaces& hot) {
  CoveredIncidents result;
  result.all.assign(study.neighbourhoods.zones.size(), 0);
  result.covered = result.all;
  for (std::size_t i = 0; i < incidents.by.size(); ++i) {
    if (!incidents.dated[i]) continue;
    const double in =
        std::ranges::any_of(incidents.by[i], [&](std::int32_t a) { return members[static_cast<std::size_t>(a)] != 0; });
    result.total += 1;
    result.total_covered += in;
    const std::size_t report = study.incident.first_report(i);
    const std::int64_t cell = hot.known ? study.cell_of[report] : -1;
    if (cell >= 0 && hot.cell[static_cast<std::size_t>(cell)]) {
      result.hot += 1;
      result.hot_covered += in;
    }
    if (const std::int32_t zone = study.zone_of[report]; zone >= 0) {
      result.all[static_cast<std::size_t>(zone)] += 1;
      result.covered[static_cast<std::size_t>(zone)] += in;
    }
  }
  return result;
}

CoverMeasures::Total counted_share(double part, double whole) {
  const ShareLimits limits = binomial_limits(part, whole);
  return {share(part, whole), limits.lower, limits.upper};
}

void measure_incidents(CoverMeasures& out) {
  const CoveredIncidents& counted = out.counted;
  for (std::size_t z = 0; z < counted.all.size(); ++z)
    out.incidents.push_back(share(counted.covered[z], counted.all[z]));
  out.total_incidents = counted_share(counted.total_covered, counted.total);
  out.total_hot_incidents = counted_share(counted.hot_covered, counted.hot);
}

void measure_hot(const Study& study, const MultiPolygon& cover, const HotPlaces& hot, CoverMeasures& out) {
  out.hot.assign(study.neighbourhoods.zones.size(), no_number);
  out.total_hot = {no_number, no_number, no_number};
  if (hot.shape.empty()) return;
  const MultiPolygon both = intersect(hot.shape, cover);
  out.total_hot.value = share(area(both), area(hot.shape));
  const std::vector<double> hot_areas = shared_areas(study.neighbourhoods.zones.shapes, hot.shape);
  const std::vector<double> covered = shared_areas(study.neighbourhoods.zones.shapes, both);
  // Slivers along borders below a square metre are rounding, not hot places.
  for (std::size_t z = 0; z < out.hot.size(); ++z)
    if (hot_areas[z] > 1) out.hot[z] = std::min(1.0, covered[z] / hot_areas[z]);
}

}  // namespace

IncidentCover incident_cover(const Study& study, int stale_after_months) {
  const WatchAreas& watch = study.watch;
  const ZoneIndex index(watch.zones.shapes);
  std::vector<Validity> valid;
  for (std::size_t i = 0; i < watch.zones.size(); ++i)
    valid.push_back(watched_when(watch, i, stale_after_months, study.zone));
  const bool dates_matter = has_dates(watch);
  const Instants* time = study.reports.attributes.find_as<Instants>("time");
  const auto at = [&](std::size_t report) { return time ? time->values[report] : no_instant; };
  const auto covers = [&](std::int32_t a, Instant t) {
    const Validity& when = valid[static_cast<std::size_t>(a)];
    return t == no_instant ? when.from < when.to : when.holds(t);
  };
  IncidentCover result;
  result.valid = valid;
  result.reports_in.assign(watch.zones.size(), 0);
  for (std::size_t report = 0; report < study.reports.size(); ++report)
    for (std::int32_t a : index.all_at({study.reports.x[report], study.reports.y[report]}))
      if (covers(a, at(report)) && (at(report) != no_instant || !dates_matter))
        ++result.reports_in[static_cast<std::size_t>(a)];
  for (const std::size_t report : study.incident.first_reports()) {
    result.dated.push_back(at(report) != no_instant || !dates_matter ? 1 : 0);
    std::vector<std::int32_t> by = index.all_at({study.reports.x[report], study.reports.y[report]});
    std::erase_if(by, [&](std::int32_t a) { return !covers(a, at(report)); });
    result.by.push_back(std::move(by));
    if (at(report) != no_instant) result.times.push_back(at(report));
  }
  std::ranges::sort(result.times);
  return result;
}

CoverMeasures measure_cover(const Study& study, const std::vector<std::uint8_t>& members, const MultiPolygon& cover,
                            const IncidentCover& incidents, const HotPlaces& hot) {
  const Neighbourhoods& zones = study.neighbourhoods;
  CoverMeasures out;
  const std::vector<double> covered = shared_areas(zones.zones.shapes, cover);
  for (std::size_t z = 0; z < covered.size(); ++z)
    out.area.push_back(std::min(1.0, share(covered[z], area(zones.zones.shapes[z]))));
  out.population = where_people_live(zones.population, out.area);
  out.dwellings = where_people_live(zones.dwellings, out.area);
  out.total_population = areal_total(zones.population, out.area);
  out.total_dwellings = areal_total(zones.dwellings, out.area);
  const std::vector<MultiPolygon> whole{study.area};
  out.total_area = {share(shared_areas(whole, cover).front(), area(study.area)), no_number, no_number};
  out.counted = count_incidents(study, members, incidents, hot);
  measure_incidents(out);
  measure_hot(study, cover, hot, out);
  return out;
}

}  // namespace vigie
