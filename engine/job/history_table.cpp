// Old rows bounded, own rows made from counts and classes.
#include "engine/job/history_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <set>

#include "engine/base/numbers.h"
#include "engine/data/palette.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

// A year of nights, with a leap day.
constexpr std::size_t default_keep = 366;

constexpr std::array<ClassName, 2> hot_classes{{{"1", "Hot"}, {"0", "Not hot"}}};

constexpr std::array<OutputColumn, 6> columns{{
    {.name = "run",
     .title = "Run",
     .help = "Day of the end of the period, and the start of the fingerprint of the inputs"},
    {.name = "time", .title = "End of the period", .help = "First instant after the study period of the run (UTC)"},
    {.name = "zone_id", .title = "Neighbourhood", .help = "Neighbourhood of the row; NULL for hot areas"},
    {.name = "hs_id", .title = "Hot area", .help = "Hot area of the row; NULL for neighbourhoods"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the place", .decimals = 0},
    {.name = "hot",
     .title = "Hot",
     .help = "1: hot, or with a hot cell; 0: not; NULL where hot spots were not looked for",
     .decimals = 0,
     .classes = hot_classes},
}};

constexpr OutputLayer declared{"history", "History",
                               "Reports and hot places of each run, carried from release to release.", columns, ""};

const Values* find_column(const std::vector<Finished>& finished, std::string_view layer, std::string_view column) {
  Earlier earlier;
  for (const Finished& one : finished) earlier.add(one.analysis, one.contribution);
  return earlier.column(layer, column);
}

// NULL where hot spots were not looked for at all.
std::vector<std::int64_t> hot_zones(const Study& study, const std::vector<Finished>& finished) {
  const Values* of_zones = find_column(finished, "neighbourhoods", "gi_bin");
  const Values* of_cells = find_column(finished, "cells", "gi_bin");
  const std::size_t zones = study.neighbourhoods.zones.size();
  std::vector<std::int64_t> hot(zones, of_zones || of_cells ? 0 : no_integer);
  if (of_zones != nullptr) {
    const auto& bins = std::get<Integers>(*of_zones).values;
    for (std::size_t i = 0; i < zones; ++i) hot[i] = bins[i] != no_integer && bins[i] >= 1 ? 1 : 0;
  }
  if (of_cells == nullptr) return hot;
  const auto& bins = std::get<Integers>(*of_cells).values;
  std::vector<double> x, y;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i] == no_integer || bins[i] < 1) continue;
    const Point centre = study.cells.grid.centre(study.cells.listed[i]);
    x.push_back(centre.x);
    y.push_back(centre.y);
  }
  for (std::int32_t zone : ZoneIndex(study.neighbourhoods.zones.shapes).zones_at(x, y))
    if (zone >= 0) hot[static_cast<std::size_t>(zone)] = 1;
  return hot;
}

std::optional<std::int64_t> present(std::int64_t value) {
  return value == no_integer ? std::nullopt : std::optional(value);
}

std::vector<HistoryRow> own_rows(const Study& study, const std::vector<Finished>& finished, const HistoryRow& start) {
  std::vector<HistoryRow> rows;
  const std::vector<std::int64_t> hot = hot_zones(study, finished);
  for (std::size_t i = 0; i < study.neighbourhoods.zones.size(); ++i) {
    HistoryRow row = start;
    row.zone = study.neighbourhoods.zones.id[i];
    if (i < study.neighbourhoods.n.size()) row.n = study.neighbourhoods.n[i];
    row.hot = present(hot[i]);
    rows.push_back(std::move(row));
  }
  const Values* ids = find_column(finished, "hotspot_areas", "hs_id");
  if (ids == nullptr) return rows;
  const auto& id = std::get<Texts>(*ids);
  const auto& kind = std::get<Texts>(*find_column(finished, "hotspot_areas", "kind"));
  const auto& n = std::get<Integers>(*find_column(finished, "hotspot_areas", "n")).values;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (kind.at(i) != "hot") continue;
    HistoryRow row = start;
    row.area = id.at(i);
    row.n = n[i];
    row.hot = 1;
    rows.push_back(std::move(row));
  }
  return rows;
}

// The last `runs` distinct runs of the earlier rows, without this one.
std::vector<HistoryRow> kept_rows(const std::vector<HistoryRow>& earlier, const std::string& own, std::size_t runs) {
  std::set<std::string> kept;
  for (auto row = earlier.rbegin(); row != earlier.rend() && kept.size() < runs; ++row)
    if (row->run != own) kept.insert(row->run);
  std::vector<HistoryRow> rows;
  for (const HistoryRow& row : earlier)
    if (kept.contains(row.run)) rows.push_back(row);
  return rows;
}

// The centre of a hot area's first cell, from its stable name, hot_s100_1489_1705.
Point place_of_area(const std::string& area, const Grid& grid) {
  constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
  const std::string start =
      fmt::format("hot_{}{}_", grid.shape == CellShape::square ? 's' : 'h', number_text(grid.cell_size));
  Grid cell{
      .shape = grid.shape, .cell_size = grid.cell_size, .first_column = 0, .first_row = 0, .columns = 1, .rows = 1};
  if (!area.starts_with(start)) return {nowhere, nowhere};
  const char* const last = area.data() + area.size();
  const auto column = std::from_chars(area.data() + start.size(), last, cell.first_column);
  if (column.ec != std::errc{} || column.ptr == last) return {nowhere, nowhere};
  const auto row = std::from_chars(column.ptr + 1, last, cell.first_row);
  return row.ec == std::errc{} ? cell.centre(0) : Point{nowhere, nowhere};
}

// So that QGIS can play the rows over the map. Areas that are no more have no place.
std::vector<Point> places_of(const std::vector<HistoryRow>& rows, const Study& study) {
  std::map<std::string, Point> zones;
  for (std::size_t i = 0; i < study.neighbourhoods.zones.size(); ++i)
    zones[study.neighbourhoods.zones.id[i]] = interior_point(study.neighbourhoods.zones.shapes[i]);
  constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
  std::vector<Point> places;
  for (const HistoryRow& row : rows) {
    const auto zone = zones.find(row.zone);
    places.push_back(!row.area.empty()     ? place_of_area(row.area, study.cells.grid)
                     : zone != zones.end() ? zone->second
                                           : Point{nowhere, nowhere});
  }
  return places;
}

Layer empty_layer(Language language) {
  Layer layer{.name = std::string(declared.name),
              .title = in_language(declared.title, language),
              .description = in_language(declared.description, language)};
  for (const OutputColumn& column : columns) {
    layer.fields.push_back({.name = std::string(column.name),
                            .title = in_language(column.title, language),
                            .unit = column.unit,
                            .help = in_language(column.help, language),
                            .decimals = column.decimals});
    for (const ClassName& known : column.classes)
      layer.fields.back().classes.push_back({std::string(known.value), in_language(known.label, language)});
  }
  layer.look = Categorized{.field = "hot",
                           .symbols = {{{"1", in_language("Hot", language)}, gi_bin_colour(3)},
                                       {{"0", in_language("Not hot", language)}, report_grey}},
                           .other = in_language("No result", language)};
  return layer;
}

Layer layer_of(const std::vector<HistoryRow>& rows, const Study& study, Language language) {
  Layer layer = empty_layer(language);
  layer.geometries = places_of(rows, study);
  Texts run, zone, area;
  Instants time;
  Integers n, hot;
  for (const HistoryRow& row : rows) {
    run.push_back(row.run);
    time.values.push_back(row.time);
    row.zone.empty() ? zone.push_null() : zone.push_back(row.zone);
    row.area.empty() ? area.push_null() : area.push_back(row.area);
    n.values.push_back(row.n.value_or(no_integer));
    hot.values.push_back(row.hot.value_or(no_integer));
  }
  layer.table.add("run", std::move(run));
  layer.table.add("time", std::move(time));
  layer.table.add("zone_id", std::move(zone));
  layer.table.add("hs_id", std::move(area));
  layer.table.add("n", std::move(n));
  layer.table.add("hot", std::move(hot));
  return layer;
}

}  // namespace

Layer history_table(const Job& job, const Intake& intake, const std::vector<Finished>& finished,
                    const std::vector<HistoryRow>& earlier, const std::string& instant) {
  const double keep = job.section("output").number(output_keys::keep).value_or(default_keep);
  static const TimeReader instants("iso", TimeZone("UTC"));
  HistoryRow start;
  const auto inputs = std::ranges::find(intake.identity, "inputs", &std::pair<std::string, std::string>::first);
  start.time = instants.parse(instant).instant;
  const CivilTime day = intake.study.zone.local(start.time);
  constexpr std::size_t short_hash = 8;
  start.run = fmt::format("{:04}-{:02}-{:02}_{}", day.year, day.month, day.day, inputs->second.substr(0, short_hash));
  std::vector<HistoryRow> rows = kept_rows(earlier, start.run, static_cast<std::size_t>(keep) - 1);
  for (HistoryRow& row : own_rows(intake.study, finished, start)) rows.push_back(std::move(row));
  return layer_of(rows, intake.study, job.section("study").choice<Language>(study_keys::language));
}

}  // namespace vigie
