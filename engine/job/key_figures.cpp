// Columns by how much they tell, and their values as text.
#include "engine/job/key_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/io/unit_words.h"

namespace vigie {
namespace {

// Classes first, then counts, then sizes with their uncertainty. A layer that has none of these shows its first
// columns.
constexpr auto telling = std::to_array<std::string_view>(
    {"class", "tier",       "kind",    "bin_max", "form",     "active",  "gap_rank",   "step",     "n",
     "n_inc", "n_in",       "n_cases", "n_ctrl",  "y0",       "y1",      "population", "rate",     "smr",
     "gi_q",  "moran_q",    "rr",      "q",       "p",        "p_top",   "score",      "rank_med", "excess",
     "gain",  "cumulative", "near_m",  "cov_pop", "cov_inc",  "cov_hot", "lift",       "covered",  "depth",
     "forms", "area_ha",    "reliab",  "why",     "category", "time"});

const Field* find_field(const Layer& layer, std::string_view name) {
  const auto place = std::ranges::find(layer.fields, name, &Field::name);
  return place == layer.fields.end() ? nullptr : &*place;
}

std::string identifier_of(std::string_view column) {
  std::string result = "\"";
  for (const char c : column) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

std::string_view unit_mark(Unit unit) {
  return unit == Unit::metre ? " m" : unit == Unit::hectare ? " ha" : unit == Unit::percent ? " %" : "";
}

// NULL stays NULL, so that the caller says what stands in its place.
std::string value_expression(const Layer& layer, const Field& field, const std::string& language) {
  const std::string column = identifier_of(field.name);
  if (!field.classes.empty()) return fmt::format("if({0} IS NULL, NULL, represent_value({0}))", column);
  if (field.unit == Unit::share && layer.table.find_as<Reals>(field.name) != nullptr)
    return fmt::format("format_number(100 * {}, 0, '{}') || ' %'", column, language);
  if (layer.table.find_as<Reals>(field.name) != nullptr)
    return fmt::format("format_number({}, {}, '{}') || '{}'", column, field.decimals, language, unit_mark(field.unit));
  if (layer.table.find_as<Integers>(field.name) != nullptr)
    return fmt::format("format_number({}, 0, '{}')", column, language);
  if (layer.table.find_as<Instants>(field.name) != nullptr)
    return fmt::format("format_date({}, 'yyyy-MM-dd HH:mm')", column);
  return column;
}

// "rate" for rate, rate_lo, rate_hi; "rank" for rank_med, rank_lo, rank_hi.
std::string stem_of(const std::string& name) {
  return name.ends_with("_med") ? name.substr(0, name.size() - 4) : name;
}

KeyFigure figure_of(const Layer& layer, const Field& field, const std::string& language) {
  const std::string value = value_expression(layer, field, language);
  const Field* low = find_field(layer, stem_of(field.name) + "_lo");
  const Field* high = find_field(layer, stem_of(field.name) + "_hi");
  const std::string title = field.unit == Unit::per_1000_per_year
                                ? fmt::format("{} {}", field.title, unit_words(field.unit, language))
                                : field.title;
  if (low == nullptr || high == nullptr) return {title, fmt::format("coalesce({}, '–')", value)};
  const std::string limits = fmt::format("' (' || {} || ' – ' || {} || ')'", value_expression(layer, *low, language),
                                         value_expression(layer, *high, language));
  const Field* reason = find_field(layer, "n_reason");
  const std::string otherwise =
      reason == nullptr ? "'–'" : fmt::format("coalesce({}, '–')", value_expression(layer, *reason, language));
  return {title, fmt::format("coalesce({} || coalesce({}, ''), {})", value, limits, otherwise)};
}

// The column that names the place or its class.
std::string heading_column(const Layer& layer) {
  if (!layer.label.empty() && layer.table.find_as<Texts>(layer.label) != nullptr) return layer.label;
  if (find_field(layer, "gi_label") != nullptr) return "gi_label";  // says why, too, where there is no class
  if (const auto* look = std::get_if<Categorized>(&layer.look)) return look->field;
  const auto shown = std::ranges::find_if(layer.fields, [](const Field& field) { return !field.hidden; });
  return shown == layer.fields.end() ? "" : shown->name;
}

// In HTML, where a name such as "A & B <C>" is text.
std::string html_value(const std::string& expression) {
  return fmt::format("[% replace(replace(coalesce(to_string({}), '–'), '&', '&amp;'), '<', '&lt;') %]", expression);
}

// A title may be the name of a user's own column: neither HTML nor an expression.
std::string html_title(const std::string& title) {
  std::string text;
  for (const char c : title) text += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '%' ? "&#37;" : std::string(1, c);
  return text;
}

}  // namespace

std::vector<KeyFigure> key_figures(const Layer& layer, const std::string& language, std::size_t most,
                                   const std::string& but) {
  std::vector<KeyFigure> figures;
  for (const std::string_view name : telling) {
    const Field* field = find_field(layer, name);
    if (field != nullptr && field->name != but && figures.size() < most)
      figures.push_back(figure_of(layer, *field, language));
  }
  constexpr std::size_t enough = 2;
  if (figures.size() >= enough) return figures;
  figures.clear();
  for (const Field& field : layer.fields)
    if (!field.hidden && field.name != but && figures.size() < most)
      figures.push_back(figure_of(layer, field, language));
  return figures;
}

std::string map_tip_of(const Layer& layer, const std::string& language) {
  constexpr std::size_t lines = 6;
  const std::string heading = heading_column(layer);
  const Field* head = find_field(layer, heading);
  if (head == nullptr) return {};
  std::string tip = fmt::format("<b>{}</b>", html_value(value_expression(layer, *head, language)));
  for (const KeyFigure& figure : key_figures(layer, language, lines, heading))
    tip += fmt::format("<br>{}: {}", html_title(figure.title), html_value(figure.expression));
  return tip;
}

}  // namespace vigie
