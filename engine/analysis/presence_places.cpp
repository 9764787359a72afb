// Each street gives its minutes to the places that it runs through, by length.
#include "engine/analysis/presence_places.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/analysis/report_origins.h"
#include "engine/base/missing.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

// Incidents in the days of presence by place (-1: none of them). What staff found on their rounds is left out: it
// grows with presence. All NaN where reports have no time or the study is silent about a part of these days.
std::vector<double> count_incidents(const Study& study, const std::vector<std::int32_t>& place_of, std::size_t places) {
  const PresenceRows& rows = study.presence;
  const Instants* time = study.reports.attributes.find_as<Instants>("time");
  const bool known =
      study.has_reports && time && study.period.known() && rows.from >= study.period.from && rows.to <= study.period.to;
  if (!known) return std::vector<double>(places, no_number);
  std::vector<double> counts(places, 0);
  const std::vector<ReportOrigin> origins = report_origins(study);
  for (const std::size_t report : study.incident.first_reports()) {
    const std::int32_t place = place_of[report];
    const Instant t = time->values[report];
    const bool found_by_staff = !origins.empty() && origins[report] == ReportOrigin::discovered;
    if (place >= 0 && t >= rows.from && t < rows.to && !found_by_staff) ++counts[static_cast<std::size_t>(place)];
  }
  return counts;
}

std::vector<std::int32_t> places_of_reports(const Study& study, const std::vector<MultiPolygon>& shapes) {
  if (!study.has_reports) return {};
  return ZoneIndex(shapes).zones_at(study.reports.x, study.reports.y);
}

// Sums by hour, in order of time.
std::vector<PresenceHour> hours_of(std::vector<PresenceHour> entries, double least_minutes) {
  constexpr double rounding = 1e-9;  // shares of a minute may add up to 0.9999999999999999
  std::ranges::stable_sort(entries, {}, &PresenceHour::begin);
  std::vector<PresenceHour> hours;
  for (const PresenceHour& entry : entries) {
    if (!hours.empty() && hours.back().begin == entry.begin) {
      hours.back().minutes += entry.minutes;
    } else {
      hours.push_back(entry);
    }
  }
  std::erase_if(hours, [&](const PresenceHour& hour) { return hour.minutes < least_minutes - rounding; });
  return hours;
}

}  // namespace

PresencePlaces whole_area(const Study& study) {
  PresencePlaces places{.kind = "all", .id = {"all"}, .pieces = {}, .incidents = {}};
  for (std::size_t i = 0; i < study.streets.size(); ++i) places.pieces.push_back({i, 0, study.streets.inside[i]});
  places.incidents = count_incidents(study, std::vector<std::int32_t>(study.reports.size(), 0), 1);
  return places;
}

PresencePlaces neighbourhood_places(const Study& study) {
  const ZoneSet& zones = study.neighbourhoods.zones;
  return {.kind = "neighbourhood",
          .id = zones.id,
          .pieces = pieces_inside(study.streets.shapes, zones.shapes),
          .incidents = count_incidents(study, study.zone_of, zones.size())};
}

PresencePlaces hot_places_for_presence(const Study& study, const Earlier& earlier) {
  PresencePlaces places{.kind = "hot_area", .id = {}, .pieces = {}, .incidents = {}};
  if (!study.presence.hot.source.empty()) {
    places.id = study.presence.hot.id;
    places.shapes = study.presence.hot.shapes;
  } else if (const Geometries* outlines = earlier.geometries("hotspot_areas")) {
    const auto& shapes = std::get<std::vector<MultiPolygon>>(*outlines);
    const Texts& ids = std::get<Texts>(*earlier.column("hotspot_areas", "hs_id"));
    const Texts& kinds = std::get<Texts>(*earlier.column("hotspot_areas", "kind"));
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (kinds.at(i) != "hot") continue;
      places.id.emplace_back(ids.at(i));
      places.shapes.push_back(shapes[i]);
    }
  }
  if (places.id.empty()) return places;
  places.pieces = pieces_inside(study.streets.shapes, places.shapes);
  places.incidents = count_incidents(study, places_of_reports(study, places.shapes), places.id.size());
  return places;
}

std::vector<PlacePresence> presence_in(const Study& study, const PresencePlaces& places, std::string_view form,
                                       double least_minutes) {
  std::vector<PlacePresence> found(places.id.size());
  std::vector<std::vector<PresenceHour>> entries(places.id.size());
  for (const LinePiece& piece : places.pieces) found[piece.zone].length += piece.metres;
  const PresenceRows& rows = study.presence;
  std::size_t first = 0;  // rows and pieces both ascend by street
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto street = static_cast<std::size_t>(rows.street[i]);
    while (first < places.pieces.size() && places.pieces[first].line < street) ++first;
    if (!(rows.minutes[i] > 0) || (form != "all" && rows.form[i] != form)) continue;
    const double whole = length_of(study.streets.shapes[street]);
    for (std::size_t p = first; p < places.pieces.size() && places.pieces[p].line == street; ++p) {
      PlacePresence& place = found[places.pieces[p].zone];
      const double minutes = rows.minutes[i] * std::min(1.0, places.pieces[p].metres / whole);
      place.minutes += minutes;
      // Once unknown, always unknown.
      if (std::isnan(rows.interval_s[i]) || rows.interval_s[i] > place.interval) place.interval = rows.interval_s[i];
      entries[places.pieces[p].zone].push_back({rows.hour[i], minutes});
    }
  }
  for (std::size_t p = 0; p < found.size(); ++p) {
    const std::vector<PresenceHour> hours = hours_of(std::move(entries[p]), least_minutes);
    found[p].visits_known = hours.empty() || !std::isnan(found[p].interval);
    found[p].stays = presence_stays(found[p].visits_known ? std::span(hours) : std::span<const PresenceHour>{},
                                    hours.empty() ? 1 : found[p].interval);
  }
  return found;
}

std::vector<std::string> forms_present(const PresenceRows& rows) {
  const std::set<std::string> known(rows.form.begin(), rows.form.end());
  std::vector<std::string> forms{"all"};
  for (const std::string& form : known)
    if (form != "all") forms.push_back(form);
  return forms;
}

}  // namespace vigie
