// Watch areas and mediation services of the invented town.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sample-maps/generator/reports.h"
#include "sample-maps/generator/town.h"

namespace vigie::sample {

/// Dates as ISO text; "" for none. `valid_to` is the first day that is no longer covered.
struct WatchArea {
  std::string id, name;
  std::string_view form, valid_from, valid_to, status, last_verified;
  int members;
  std::string_view member_unit, active_hours;
  std::vector<Polygon> parts;
  std::string_view story;  // for TRUTH.md
};
std::vector<WatchArea> watch_areas(const Town& town);

struct MediationService {
  std::string_view id, name;
  Point at;
  int mediators;
  double fte;
  int cases_year, agreed_year;
  std::string_view opened;
};
std::vector<MediationService> mediation_services();

std::string watch_areas_geojson(const std::vector<WatchArea>& areas);
std::string mediation_services_geojson(const std::vector<MediationService>& services);

}  // namespace vigie::sample
