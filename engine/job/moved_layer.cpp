// Declared once for both methods; only the description differs.
#include "engine/job/moved_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/analysis/analysis.h"
#include "engine/analysis/vocabulary.h"
#include "engine/job/assembly.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 3> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "place_id", .title = "Place of the point", .help = "Stable name of where the point was moved to"},
    {.name = "hidden_in",
     .title = "Hidden among",
     .unit = Unit::count,
     .help = "Dwellings among which nobody can tell where the report comes from; none: nobody lives around the point",
     .decimals = 0},
}};

constexpr OutputLayer donut_layer{
    moved_layer_name, "Moved reports",
    "Reports, each moved away at random from where it happened, within its neighbourhood; reports of one place move "
    "together, and always the same way.",
    columns,
    "No point shows an address or a street where something happened. Do not join points to addresses, do not look for "
    "hot spots in them, and do not count them: not every report has a point, and a place without points is not one "
    "without reports. Cells and neighbourhoods hold the counts."};
constexpr OutputLayer snap_layer{
    moved_layer_name, "Moved reports",
    "Reports, each moved to the nearest of a list of public places in its neighbourhood that stands for enough "
    "dwellings.",
    columns,
    "Nothing need have happened at the place of a point: it stands for all that lies around it. Many points in one "
    "place are no hot spot. Do not count points: not every report has one, and a place without points is not one "
    "without reports. Cells and neighbourhoods hold the counts."};

}  // namespace

Layer moved_layer(const Job& job, const Study& study, const MovedReports& moved, MaskMethod method) {
  const auto language = job.section("study").choice<Language>(study_keys::language);
  const OutputLayer& declared = method == MaskMethod::snap ? snap_layer : donut_layer;
  Layer layer{.name = moved_layer_name,
              .title = in_language(declared.title, language),
              .description = in_language(declared.description, language),
              .caveat = in_language(declared.caveat, language)};
  std::vector<Point> points;
  Texts zones, places;
  Integers among;
  for (const MovedReport& report : moved.reports) {
    points.push_back(report.at);
    zones.push_back(study.neighbourhoods.zones.id[static_cast<std::size_t>(report.zone)]);
    places.push_back(report.place);
    among.values.push_back(report.among);
  }
  layer.geometries = std::move(points);
  layer.look = Single{.colour = {88, 60, 120, 80}, .width_mm = 1.0, .pattern = Single::Pattern::points};
  for (const OutputColumn& column : columns) layer.fields.push_back(field_of(column, language));
  layer.table.add("zone_id", std::move(zones));
  layer.table.add("place_id", std::move(places));
  layer.table.add("hidden_in", std::move(among));
  return layer;
}

std::vector<std::pair<std::string, std::string>> moved_facts(const MovedReports& moved, const MaskPlan& plan) {
  if (plan.method == MaskMethod::none) return {};
  std::vector<std::pair<std::string, std::string>> facts{{"mask", plan.text()},
                                                         {"mask_points", std::to_string(moved.reports.size())}};
  std::vector<std::int64_t> among;
  for (const MovedReport& report : moved.reports)
    if (report.among != no_integer) among.push_back(report.among);
  if (among.empty()) return facts;
  std::ranges::sort(among);
  facts.emplace_back("mask_hidden_among_least", std::to_string(among.front()));
  facts.emplace_back("mask_hidden_among_1_percent", std::to_string(among[(among.size() - 1) / 100]));
  if (moved.homes_nearer)
    facts.emplace_back("mask_homes_nearer_least",
                       std::to_string(static_cast<std::int64_t>(std::floor(*moved.homes_nearer + 1e-9))));
  return facts;
}

}  // namespace vigie
