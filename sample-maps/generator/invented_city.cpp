// Lays out the town, lets it live for two years, and hands over what an office would have on its disk.
#include "sample-maps/generator/invented_city.h"

#include <fmt/format.h>

#include "sample-maps/generator/export.h"
#include "sample-maps/generator/geojson.h"
#include "sample-maps/generator/picture.h"
#include "sample-maps/generator/truth.h"

namespace vigie::sample {
namespace {

std::string neighbourhoods_geojson(const Town& town) {
  FeatureCollection collection("neighbourhoods");
  for (const Neighbourhood& zone : town.zones)
    collection.add({{"wijk_id", quoted(zone.id)},
                    {"name_nl", quoted(zone.name_nl)},
                    {"name_fr", quoted(zone.name_fr)},
                    {"name", quoted(zone.name_nl + " / " + zone.name_fr)},
                    {"population", fmt::format("{}", zone.population)},
                    {"households", fmt::format("{}", zone.households)},
                    {"dwellings", fmt::format("{}", zone.dwellings)},
                    {"depriv_rank", fmt::format("{}", zone.deprivation_rank)}},
                   zone.drawn);
  return collection.text();
}

std::string refused_csv(const Export& out) {
  std::string text = "row,reason\n";
  for (const Refused& refused : out.refused) text += fmt::format("{},{}\n", refused.row, refused.reason);
  return text;
}

}  // namespace

Files invented_city_files() {
  const Town town = lay_out_town();
  const Life life = live(town);
  const Export out = export_reports(town, life);
  const std::vector<WatchArea> areas = watch_areas(town);
  const std::vector<MediationService> services = mediation_services();
  return {{"reports.csv", out.csv},
          {"neighbourhoods.geojson", neighbourhoods_geojson(town)},
          {"watch_areas.geojson", watch_areas_geojson(areas)},
          {"mediation_services.geojson", mediation_services_geojson(services)},
          {"expected-rejects.csv", refused_csv(out)},
          {"map.svg", picture_svg(town, out.used, areas, services)},
          {"TRUTH.md", truth_text(town, life, out, areas, services)}};
}

}  // namespace vigie::sample
