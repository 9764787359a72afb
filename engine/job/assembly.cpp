// Assembling the result set: base layers, added columns, new layers.
#include "engine/job/assembly.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/base/words.h"
#include "engine/job/count_intake.h"
#include "engine/job/public_tables.h"
#include "engine/job/record_tables.h"
#include "engine/job/sections.h"
#include "engine/job/timeline.h"

namespace vigie {
namespace {

constexpr OutputLayer cells_layer{"cells",
                                  "Hot spots on cells",
                                  "Cells of a grid with their reports and their class.",
                                  {},
                                  "Cells show where reports concentrate, not where it is dangerous."};
constexpr OutputLayer zones_layer{
    "neighbourhoods",
    "Neighbourhoods",
    "Neighbourhoods with their reports, rates and coverage.",
    {},
    "Small populations give uncertain rates; read the limits and the reliability with them."};
constexpr OutputLayer reports_layer{
    "reports", "Reports", "Every used report as a point.", {}, "Personal data; keep this file internal."};

constexpr std::array<OutputColumn, 4> cell_columns{{
    {.name = "cell_id", .title = "Cell", .help = "Stable name: shape, size in metres, lattice column and row"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the place", .decimals = 0},
    {.name = "n_inc",
     .title = "Incidents",
     .unit = Unit::count,
     .help = "Incidents behind the reports, by their first report",
     .decimals = 0},
    {.name = "inside",
     .title = "Share in the study area",
     .unit = Unit::share,
     .help = "Share of the cell's area inside the study area"},
}};
constexpr std::array<OutputColumn, 3> zone_columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "population", .title = "Population", .unit = Unit::persons, .help = "Inhabitants as given", .decimals = 0},
}};

Texts in_language(const Texts& words, Language language) {
  Texts result;
  for (std::size_t row = 0; row < words.size(); ++row) {
    if (words.is_null(row)) {
      result.push_null();
    } else {
      result.push_back(in_language(words.at(row), language));
    }
  }
  return result;
}

void add_column(Layer& layer, const OutputColumn& column, Values values, Language language) {
  layer.fields.push_back(field_of(column, language));
  if (column.texting == Texting::words) values = in_language(std::get<Texts>(values), language);
  layer.table.add(std::string(column.name), std::move(values));
}

Layer layer_of(const OutputLayer& declared, Language language) {
  return {.name = std::string(declared.name),
          .title = in_language(declared.title, language),
          .description = in_language(declared.description, language),
          .caveat = in_language(declared.caveat, language),
          .geometries = {},
          .fields = {},
          .table = {},
          .look = {},
          .label = "",
          .tip = "",
          .sort_by = ""};
}

template <class Index>
Integers pick(const std::vector<std::int64_t>& all, const std::vector<Index>& rows) {
  Integers chosen;
  for (Index row : rows) chosen.values.push_back(all[static_cast<std::size_t>(row)]);
  return chosen;
}

Texts as_texts(const std::vector<std::string>& values) {
  Texts texts;
  for (const std::string& value : values) texts.push_back(value);
  return texts;
}

// For layers that only have counts.
Look count_look(const std::vector<std::int64_t>& counts) {
  return Graduated{
      .field = "n", .breaks = quintiles({counts.begin(), counts.end()}), .no_value = "No result", .decimals = 0};
}

Layer cells_base(const Study& study, Language language) {
  Layer layer = layer_of(cells_layer, language);
  const Cells& cells = study.cells;
  Texts ids;
  Reals inside;
  for (std::int64_t cell : cells.listed) {
    ids.push_back(cells.grid.id(cell));
    inside.values.push_back(cells.inside[static_cast<std::size_t>(cell)]);
  }
  layer.geometries = GridCells{cells.grid, cells.listed};
  add_column(layer, cell_columns[0], std::move(ids), language);
  add_column(layer, cell_columns[1], pick(cells.n, cells.listed), language);
  add_column(layer, cell_columns[2], pick(cells.n_inc, cells.listed), language);
  add_column(layer, cell_columns[3], std::move(inside), language);
  return layer;
}

Layer zones_base(const Study& study, Language language) {
  Layer layer = layer_of(zones_layer, language);
  const Neighbourhoods& zones = study.neighbourhoods;
  layer.geometries = zones.zones.shapes;
  layer.label = "name";
  add_column(layer, zone_columns[0], as_texts(zones.zones.id), language);
  add_column(layer, zone_columns[1], as_texts(zones.name), language);
  if (study.counted()) {
    add_column(layer, cell_columns[1], Integers{zones.n}, language);
    add_column(layer, cell_columns[2], Integers{zones.n_inc}, language);
  }
  if (study.has_reports && !study.counts.empty())
    add_column(layer, counted_by_area, Integers{study.counts.n}, language);
  if (zones.has_population()) add_column(layer, zone_columns[2], Reals{zones.population}, language);
  return layer;
}

// The user's own columns stand behind ours; one whose name is ours is written as NAME_in.
void carry_own_columns(const Study& study, Layer& layer, Language language) {
  std::vector<std::string> ours{"fid", "geom"};
  for (const Field& field : layer.fields) ours.push_back(lower(field.name));
  for (const Column& column : study.neighbourhoods.zones.attributes.columns()) {
    std::string name = column.name;
    while (std::ranges::find(ours, lower(name)) != ours.end()) name += "_in";
    ours.push_back(lower(name));
    layer.fields.push_back({.name = name,
                            .title = name,
                            .unit = Unit::none,
                            .help = in_language("As given", language),
                            .decimals = 2,
                            .classes = {}});
    layer.table.add(name, column.values);
  }
}

Layer reports_points(const Study& study, Language language) {
  static constexpr std::array<OutputColumn, 9> columns{{
      {.name = "id", .title = "Report", .help = "Identifier as given"},
      {.name = "time", .title = "Time", .help = "When it happened (UTC)"},
      {.name = "time_end", .title = "End of the interval", .help = "End of the interval in which it happened (UTC)"},
      {.name = "category", .title = "Category", .help = "As given"},
      {.name = "origin", .title = "Origin", .help = "Who found it"},
      {.name = "channel", .title = "Channel", .help = "How it was reported"},
      {.name = "incident", .title = "Incident", .help = "Equal for all reports of one incident"},
      {.name = "closed", .title = "Closed", .help = "When the report was closed (UTC)"},
      {.name = "answered", .title = "Answered", .help = "When the reporter was answered (UTC)"},
  }};
  Layer layer = layer_of(reports_layer, language);
  std::vector<Point> points;
  for (std::size_t i = 0; i < study.reports.size(); ++i) points.push_back({study.reports.x[i], study.reports.y[i]});
  layer.geometries = std::move(points);
  layer.look = Single{.colour = {55, 55, 55, 150}, .width_mm = 1.2, .pattern = Single::Pattern::points};
  for (const OutputColumn& column : columns)
    if (const Column* found = study.reports.attributes.find(column.name))
      add_column(layer, column, found->values, language);
  return layer;
}

void add_to(Layer& layer, const std::vector<Finished>& finished, Language language) {
  for (const Finished& one : finished)
    for (const AddedColumns& added : one.contribution.added) {
      if (added.layer != layer.name) continue;
      for (const FilledColumn& column : added.columns) add_column(layer, *column.declared, column.values, language);
      if (layer.look.index() == 0) layer.look = in_language(added.look, language);
      if (layer.sort_by.empty()) layer.sort_by = added.sort_by;
    }
}

Layer new_layer(const NewLayer& made, Language language) {
  Layer layer = layer_of(*made.declared, language);
  layer.geometries = made.geometries;
  layer.look = in_language(made.look, language);
  layer.sort_by = made.sort_by;
  for (const FilledColumn& column : made.columns) add_column(layer, *column.declared, column.values, language);
  return layer;
}

void finish(Layer& layer, const Study& study, Language language) {
  if (layer.name == "neighbourhoods") carry_own_columns(study, layer, language);
  if (layer.look.index() == 0 && layer.name == "cells") layer.look = count_look(study.cells.n);
  if (layer.look.index() == 0 && layer.name == "neighbourhoods") layer.look = count_look(study.neighbourhoods.n);
}

// QGIS puts the first layer of a file on top: outlines over cells, cells over neighbourhoods.
void order_top_first(std::vector<Layer>& layers) {
  static constexpr std::array<std::string_view, 11> top_first{
      "reports",    "siting",          "coverage_gaps", "watch_areas",    "coverage_overlap",  "hotspot_areas",
      "risk_areas", "hotspot_origins", "cells",         "neighbourhoods", "mediation_priority"};
  std::ranges::stable_sort(layers, {}, [](const Layer& layer) {
    return std::ranges::find(top_first, std::string_view(layer.name)) - top_first.begin();
  });
}

// The study's own name leads every description, so that a layer on its own says where it comes from.
void name_study(const std::string& name, ResultSet& results) {
  if (name.empty()) return;
  for (Layer& layer : results.layers) layer.description = name + ". " + layer.description;
  for (Raster& raster : results.rasters) raster.description = name + ". " + raster.description;
}

// Never the clock: SOURCE_DATE_EPOCH, else the end of the study period, else a constant.
std::string reference_instant(const Study& study) {
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))  // NOLINT(concurrency-mt-unsafe): read once, before threads
    if (const ParsedTime parsed = TimeReader("epoch_s", TimeZone("UTC")).parse(epoch); parsed.fault == TimeFault::none)
      return iso_text(parsed.instant, Precision::milliseconds);
  return iso_text(study.period.known() ? study.period.to : 0, Precision::milliseconds);
}

}  // namespace

Field field_of(const OutputColumn& column, Language language) {
  Field field{.name = std::string(column.name),
              .title = in_language(column.title, language),
              .unit = column.unit,
              .help = in_language(column.help, language),
              .decimals = column.decimals,
              .classes = {}};
  for (const ClassName& known : column.classes)
    field.classes.push_back({std::string(known.value), in_language(known.label, language)});
  return field;
}

Look in_language(Look look, Language language) {
  if (Categorized* categorized = std::get_if<Categorized>(&look)) {
    for (ClassSymbol& symbol : categorized->symbols) symbol.of.label = in_language(symbol.of.label, language);
    categorized->other = in_language(categorized->other, language);
  } else if (Graduated* graduated = std::get_if<Graduated>(&look)) {
    graduated->no_value = in_language(graduated->no_value, language);
  }
  return look;
}

ResultSet assemble(const Job& job, const Intake& intake, const std::vector<Finished>& finished) {
  const Study& study = intake.study;
  const auto language = job.section("study").choice<Language>(study_keys::language);
  ResultSet results{.crs = intake.crs.text,
                    .metres_per_unit = intake.crs.metres_per_unit,
                    .instant = reference_instant(study),
                    .language = job.section("study").text(study_keys::language),
                    .layers = {},
                    .rasters = {}};
  if (!study.cells.empty()) results.layers.push_back(cells_base(study, language));
  results.layers.push_back(zones_base(study, language));
  for (const Finished& one : finished) {
    for (const NewLayer& made : one.contribution.layers) results.layers.push_back(new_layer(made, language));
    for (Raster raster : one.contribution.rasters) {
      raster.title = in_language(raster.title, language);
      raster.description = in_language(raster.description, language);
      raster.caveat = in_language(raster.caveat, language);
      results.rasters.push_back(std::move(raster));
    }
  }
  for (Layer& layer : results.layers) {
    add_to(layer, finished, language);
    finish(layer, study, language);
  }
  if (study.has_reports && job.section("output").text(output_keys::reports) == "include")
    results.layers.push_back(reports_points(study, language));
  if (const auto timeline = timeline_of(study)) results.layers.push_back(new_layer(*timeline, language));
  order_top_first(results.layers);
  for (Layer& table : record_tables(job, intake, finished)) results.layers.push_back(std::move(table));
  name_study(job.section("study").text(study_keys::name), results);
  name_audience(job, results);
  return results;
}

}  // namespace vigie
