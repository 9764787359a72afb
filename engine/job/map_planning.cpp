// The plan: entries by group, themes by question, sheets by place.
#include "engine/job/map_planning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/io/unit_words.h"
#include "engine/job/key_figures.h"
#include "engine/job/map_history.h"
#include "engine/job/map_table.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::string_view zones = "neighbourhoods";
constexpr std::string_view outline = "outline";

bool is_spatial(const Layer& layer) {
  return !std::holds_alternative<std::monostate>(layer.geometries);
}

std::string field_of(const Look& look) {
  if (const auto* categorized = std::get_if<Categorized>(&look)) return categorized->field;
  if (const auto* graduated = std::get_if<Graduated>(&look)) return graduated->field;
  return {};
}

// Labels appear where half of the places are wider than a label on paper.
double label_scale(const std::vector<MultiPolygon>& shapes) {
  constexpr double label_metres = 0.025, least = 1000;
  std::vector<double> widths;
  for (const MultiPolygon& shape : shapes)
    if (const Box box = bounds(shape); !box.empty()) widths.push_back(box.width());
  if (widths.empty()) return least;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::ranges::nth_element(widths, middle);
  return std::max(least, *middle / label_metres);
}

View outline_view(const Layer& layer, Language language) {
  constexpr Colour grey{90, 90, 90, 255};
  const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&layer.geometries);
  return {.name = std::string(outline),
          .title = in_language(map_words::boundaries, language),
          .look = Single{.colour = grey, .width_mm = 0.2},
          .label = layer.label,
          .label_scale = shapes == nullptr ? 0 : label_scale(*shapes),
          .marks_current = true};
}

// What analyses drew beside the one that gave the layer its own look; each is named by the column it shows.
std::vector<View> further_views(const Layer& layer, const std::vector<Finished>& finished, Language language) {
  std::vector<View> views;
  for (const Finished& one : finished)
    for (const AddedColumns& added : one.contribution.added) {
      const std::string column = field_of(added.look);
      if (added.layer != layer.name || column.empty() || column == field_of(layer.look)) continue;
      const auto field = std::ranges::find(layer.fields, column, &Field::name);
      if (field == layer.fields.end() || std::ranges::find(views, column, &View::name) != views.end()) continue;
      views.push_back({.name = column,
                       .title = field->title,
                       .look = in_language(added.look, language),
                       .label = layer.label});
    }
  return views;
}

void add_label(Layer& layer) {
  for (const LabelRow& row : map_labels())
    if (row.layer == layer.name && layer.label.empty() && layer.table.find(row.column) != nullptr)
      layer.label = row.column;
}

// What the legend calls a layer that is drawn by its own look: a number by its name and unit.
std::string own_title(const Layer& layer, const std::string& language) {
  if (!std::holds_alternative<Graduated>(layer.look)) return layer.title;
  const auto field = std::ranges::find(layer.fields, field_of(layer.look), &Field::name);
  if (field == layer.fields.end() || field->title.empty()) return layer.title;
  const std::string_view unit = unit_words(field->unit, language);
  return unit.empty() || field->unit == Unit::count ? field->title : fmt::format("{} {}", field->title, unit);
}

class Planner {
 public:
  Planner(const ResultSet& results, const MapPlan& plan, Language language)
      : results_(results), plan_(plan), language_(language) {}

  std::vector<MapGroup> groups();
  /// The key of an entry; "" where there is none that is drawn so.
  std::string key_of(const DrawnBy& drawn) const;
  std::vector<MapTheme> themes() const;
  PlaceSheets sheets() const;

 private:
  const Layer* layer(std::string_view name) const {
    const auto place = std::ranges::find(results_.layers, name, &Layer::name);
    return place == results_.layers.end() ? nullptr : &*place;
  }
  const std::vector<View>& views(const std::string& layer) const {
    static const std::vector<View> none;
    const auto place = plan_.views.find(layer);
    return place == plan_.views.end() ? none : place->second;
  }
  std::string caveat_of(std::string_view name) const;
  void add_layer(const Layer& layer, MapGroup& group);
  void add_named(std::string_view name, MapGroup& group);
  void add_rest(std::vector<MapGroup>& groups);

  const ResultSet& results_;
  const MapPlan& plan_;
  Language language_;
  std::set<std::string, std::less<>> placed_;
};

void Planner::add_layer(const Layer& layer, MapGroup& group) {
  group.entries.push_back({.layer = layer.name, .view = "", .title = own_title(layer, results_.language)});
  for (const View& view : views(layer.name))
    if (view.name != outline) group.entries.push_back({.layer = layer.name, .view = view.name, .title = view.title});
}

void Planner::add_named(std::string_view name, MapGroup& group) {
  if (const Layer* found = layer(name)) add_layer(*found, group);
  for (const Raster& raster : results_.rasters)
    if (raster.name == name) group.entries.push_back({.layer = raster.name, .view = "", .title = raster.title});
  placed_.insert(std::string(name));
}

void Planner::add_rest(std::vector<MapGroup>& groups) {
  MapGroup further{.title = in_language(further_results, language_)}, tables{.title = in_language(about_this_run, language_)};
  for (const Layer& one : results_.layers)
    if (!placed_.contains(one.name)) add_layer(one, is_spatial(one) ? further : tables);
  for (const Raster& raster : results_.rasters)
    if (!placed_.contains(raster.name))
      further.entries.push_back({.layer = raster.name, .view = "", .title = raster.title});
  groups.push_back(std::move(further));
  groups.push_back(std::move(tables));
}

std::vector<MapGroup> Planner::groups() {
  std::vector<MapGroup> groups;
  for (const GroupRow& row : map_groups()) {
    MapGroup group{.title = in_language(row.title, language_)};
    for (const std::string_view name : row.layers)
      if (!name.empty()) add_named(name, group);
    // Boundaries lie over everything that is filled, under what is drawn as a line.
    if (row.title == "Coverage")
      if (const Layer* base = layer(zones); base != nullptr && !key_of({zones, outline}).empty())
        group.entries.push_back({.layer = base->name, .view = std::string(outline), .title = in_language(map_words::boundaries, language_)});
    groups.push_back(std::move(group));
  }
  add_rest(groups);
  std::erase_if(groups, [](const MapGroup& group) { return group.entries.empty(); });
  return groups;
}

std::string Planner::key_of(const DrawnBy& drawn) const {
  if (drawn.layer.empty()) return {};
  const std::string name(drawn.layer);
  const Layer* found = layer(drawn.layer);
  if (found == nullptr)
    return std::ranges::find(results_.rasters, drawn.layer, &Raster::name) == results_.rasters.end() ? "" : name;
  if (drawn.field.empty() || field_of(found->look) == drawn.field) return name;
  const bool has_view = std::ranges::find(views(name), drawn.field, &View::name) != views(name).end();
  return has_view ? fmt::format("{}_{}", drawn.layer, drawn.field) : "";
}

std::string Planner::caveat_of(std::string_view name) const {
  if (const Layer* found = layer(name)) return found->caveat;
  const auto raster = std::ranges::find(results_.rasters, name, &Raster::name);
  return raster == results_.rasters.end() ? "" : raster->caveat;
}

std::vector<MapTheme> Planner::themes() const {
  std::vector<MapTheme> themes;
  for (const ThemeRow& row : map_questions()) {
    const auto about = std::ranges::find_if(row.about, [&](const DrawnBy& drawn) { return !key_of(drawn).empty(); });
    if (about == row.about.end()) continue;
    MapTheme theme{.title = in_language(row.title, language_), .subtitle = in_language(row.subtitle, language_)};
    const auto add = [&](const DrawnBy& drawn) {
      const std::string key = key_of(drawn);
      if (!key.empty() && std::ranges::find(theme.keys, key) == theme.keys.end()) theme.keys.push_back(key);
    };
    for (const DrawnBy& drawn : row.over) add(drawn);
    add(*about);
    // One coloured surface under another would mix their colours.
    const bool filled = about->layer == "mediation_priority" || about->layer == "hotspot_change";
    const auto below = std::ranges::find_if(row.under, [&](const DrawnBy& drawn) { return !key_of(drawn).empty(); });
    if (!filled && below != row.under.end()) add(*below);
    theme.note = caveat_of(about->layer);
    if (row.about[0].field == "gi_bin" || row.under[0].field == "gi_bin")
      theme.note += (theme.note.empty() ? "" : " ") + in_language(map_words::hatched, language_);
    theme.method = settings_line(results_, row.analysis);
    themes.push_back(std::move(theme));
  }
  return themes;
}

PlaceSheets Planner::sheets() const {
  const Layer* base = layer(zones);
  if (base == nullptr || key_of({zones, outline}).empty()) return {};
  const auto has = [&](std::string_view column) { return base->table.find(column) != nullptr; };
  PlaceSheets sheets{.title = in_language(place_sheets_title, language_),
                     .layer = base->name,
                     .key = key_of({zones, outline}),
                     .note = base->caveat,
                     .name_column = base->label,
                     .file_column = "zone_id",
                     .sort_column = has("rate") ? "rate" : has("n") ? "n" : ""};
  for (const DrawnBy& drawn : place_sheet_layers())
    if (const std::string key = key_of(drawn); !key.empty()) sheets.keys.push_back(key);
  if (key_of({"cells", "gi_bin"}).empty()) sheets.keys.push_back(base->name);
  constexpr std::size_t lines = 13;
  sheets.figures = key_figures(*base, results_.language, lines, base->label);
  return sheets;
}

// The project opens with the answer to its first question.
void show_first_theme(MapPlan& plan) {
  if (plan.themes.empty()) return;
  const std::vector<std::string>& keys = plan.themes.front().keys;
  for (MapGroup& group : plan.groups)
    for (MapEntry& entry : group.entries) {
      entry.shown = std::ranges::find(keys, entry.key()) != keys.end();
      entry.expanded = entry.shown;
      group.expanded = group.expanded || entry.shown;
    }
}

std::string day_text(Instant instant, const TimeZone& zone) {
  const CivilTime day = zone.local(instant);
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

void add_period(const Study& study, MapPlan& plan) {
  const Period& period = study.period;
  if (!period.known()) return;
  plan.period = fmt::format("{} – {}", day_text(period.from, study.zone), day_text(period.to - 1, study.zone));
  plan.from = iso_text(period.from);
  plan.to = iso_text(period.to);
}

std::string sources_of(const Intake& intake, Language language) {
  std::vector<std::string> names;
  for (const InputRecord& input : intake.inputs)
    if (std::ranges::find(names, input.name) == names.end()) names.push_back(input.name);
  return fmt::format("{}: {}", in_language(map_words::source, language), fmt::join(names, ", "));
}

}  // namespace

MapPlan plan_maps(const Job& job, const Intake& intake, const std::vector<Finished>& finished, ResultSet& results) {
  const auto language = job.section("study").choice<Language>(study_keys::language);
  MapPlan plan;
  for (Layer& layer : results.layers) {
    add_label(layer);
    if (!is_spatial(layer)) continue;
    layer.tip = map_tip_of(layer, results.language);
    plan.views[layer.name] = further_views(layer, finished, language);
    if (layer.name == zones) plan.views[layer.name].push_back(outline_view(layer, language));
  }
  plan.title = job.section("study").text(study_keys::name);
  if (plan.title.empty()) plan.title = "vigie";
  add_period(intake.study, plan);
  plan.source = sources_of(intake, language);
  plan.legend = in_language(map_words::legend, language);
  plan.history = history_by_layer(results, finished);
  plan.record = whole_history(results);
  Planner planner(results, plan, language);
  plan.groups = planner.groups();
  plan.themes = planner.themes();
  plan.sheets = planner.sheets();
  show_first_theme(plan);
  return plan;
}

}  // namespace vigie
