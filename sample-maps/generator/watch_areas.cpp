// Some follow a neighbourhood, some were drawn by hand; together they show each case that a reader must tell apart.
#include "sample-maps/generator/watch_areas.h"

#include <fmt/format.h>

#include <algorithm>

#include "sample-maps/generator/geojson.h"

namespace vigie::sample {
namespace {

std::vector<Polygon> whole(const Town& town, std::string_view zone) {
  return std::ranges::find(town.zones, zone, &Neighbourhood::id)->parts;
}

std::vector<Polygon> drawn(Point offset, double radius, unsigned corners, unsigned stream) {
  return {{.outer = blob(town_centre + offset, radius, corners, stream), .holes = {}}};
}

std::string text_or_null(std::string_view text) {
  return text.empty() ? "null" : quoted(text);
}

std::vector<WatchArea> quiet_ones(const Town& town) {
  return {{"W01", "BIN Vogelzang / PLP Chant des Oiseaux", "plp", "2019-04-01", "", "active", "2024-09-12", 64,
           "household", "", whole(town, "0313"), "an ordinary group, the outline of neighbourhood 0313"},
          {"W02", "BIN Klaverdries / PLP Le Trèfle", "plp", "2017-10-01", "", "active", "2022-03-15", 38, "household",
           "", drawn({2300, 1350}, 620, 15, 702), "stale: last verified more than 12 months before the end"},
          {"W03", "BIN-Z Centrum / PLP-I Centre", "plp_i", "2020-01-15", "", "active", "2024-05-30", 41,
           "establishment", "", drawn({60, 40}, 250, 14, 703), "traders around the market: homes are no denominator"},
          {"W09", "Buurtapp Kapelleveld", "messaging_group", "2021-02-01", "", "suspended", "", 112, "person", "",
           drawn({-2650, -950}, 520, 13, 709), "suspended, and never verified"}};
}

std::vector<WatchArea> telling_ones(const Town& town) {
  return {{"W04", "Buurtapp Noorderkaai", "messaging_group", "2021-06-01", "", "active", "2024-11-03", 230, "person",
           "", drawn({-560, 900}, 400, 14, 704), "overlaps W05"},
          {"W05", "BIN Noord / PLP Nord", "plp", "2018-03-01", "", "active", "2024-10-21", 95, "household", "",
           drawn({-30, 1010}, 430, 14, 705), "overlaps W04"},
          {"W06", "Buurtwacht Zuidoost", "neighborhood_patrol", "2022-09-01", "", "active", "2024-08-18", 17, "person",
           "Fr-Su 20:00-23:30", drawn({1330, -1480}, 470, 15, 706), "walks on weekend evenings"},
          {"W07", "Gemeenschapswachten / Gardiens de la paix", "peace_warden", "2016-01-01", "", "active", "2024-12-02",
           9, "person", "Mo-Sa 10:00-18:00", drawn({150, -640}, 560, 16, 707),
           "by day, over the station, whose thefts are by day, and part of the nightlife, which is not"},
          {"W08", "BIN Oost / PLP Est", "plp", "2019-01-01", "2024-01-01", "ended", "2023-12-20", 52, "household", "",
           whole(town, "0204"), "ended in the middle of the period, the outline of neighbourhood 0204"},
          {"W10", "BIN West / PLP Ouest", "plp", "2024-03-01", "", "active", "2024-03-01", 47, "household", "",
           whole(town, "0315"), "began in the middle of the period, the outline of neighbourhood 0315"}};
}

}  // namespace

std::vector<WatchArea> watch_areas(const Town& town) {
  std::vector<WatchArea> areas = quiet_ones(town);
  for (const WatchArea& area : telling_ones(town)) areas.push_back(area);
  std::ranges::sort(areas, {}, &WatchArea::id);
  return areas;
}

std::vector<MediationService> mediation_services() {
  return {{"S1", "Bemiddelingsdienst stad / Service de médiation de la ville", town_centre + Point{-180, 130}, 4, 2.5,
           210, 148, "2015-09-01"},
          {"S2", "Antenne Noord / Antenne Nord", town_centre + Point{-500, 1850}, 2, 1.0, 75, 54, "2021-01-15"}};
}

std::string watch_areas_geojson(const std::vector<WatchArea>& areas) {
  FeatureCollection collection("watch_areas");
  for (const WatchArea& area : areas)
    collection.add({{"id", quoted(area.id)},
                    {"name", quoted(area.name)},
                    {"form", quoted(area.form)},
                    {"valid_from", text_or_null(area.valid_from)},
                    {"valid_to", text_or_null(area.valid_to)},
                    {"status", quoted(area.status)},
                    {"last_verified", text_or_null(area.last_verified)},
                    {"members", fmt::format("{}", area.members)},
                    {"member_unit", quoted(area.member_unit)},
                    {"active_hours", text_or_null(area.active_hours)}},
                   area.parts);
  return collection.text();
}

std::string mediation_services_geojson(const std::vector<MediationService>& services) {
  FeatureCollection collection("mediation_services");
  for (const MediationService& service : services)
    collection.add({{"id", quoted(service.id)},
                    {"name", quoted(service.name)},
                    {"mediators", fmt::format("{}", service.mediators)},
                    {"fte", fmt::format("{:.1f}", service.fte)},
                    {"cases_year", fmt::format("{}", service.cases_year)},
                    {"agreed_year", fmt::format("{}", service.agreed_year)},
                    {"opened", quoted(service.opened)}},
                   service.at);
  return collection.text();
}

}  // namespace vigie::sample
