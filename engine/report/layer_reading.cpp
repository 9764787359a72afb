// Reading layers by name, forgiving what is not there.
#include "engine/report/layer_reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/calendar.h"
#include "engine/base/missing.h"
#include "engine/base/numbers.h"

namespace vigie {
namespace {

struct AsNumber {
  std::size_t row;
  double operator()(const Reals& column) const { return column.values[row]; }
  double operator()(const Integers& column) const {
    return column.values[row] == no_integer ? no_number : static_cast<double>(column.values[row]);
  }
  double operator()(const Texts&) const { return no_number; }
  double operator()(const Instants&) const { return no_number; }
};

struct AsText {
  std::size_t row;
  std::string operator()(const Reals& column) const { return number_text(column.values[row]); }
  std::string operator()(const Integers& column) const {
    return column.values[row] == no_integer ? "" : std::to_string(column.values[row]);
  }
  std::string operator()(const Texts& column) const { return std::string(column.at(row)); }
  std::string operator()(const Instants& column) const {
    return column.values[row] == no_instant ? "" : iso_text(column.values[row]);
  }
};

// Only these: a name that happens to be a word of the report stays as it is.
bool holds_codes(std::string_view column) {
  static constexpr std::array<std::string_view, 9> coded{"form", "forms",   "status",   "class", "tier",
                                                         "note", "measure", "n_reason", "level"};
  return std::ranges::find(coded, column) != coded.end();
}

// "plp, plp_i": each on its own.
std::string codes_in_words(std::string_view text, const Wording& say) {
  std::string words;
  while (true) {
    const std::size_t comma = text.find(", ");
    words += say(text.substr(0, comma));
    if (comma == text.npos) return words;
    words += ", ";
    text.remove_prefix(comma + 2);
  }
}

}  // namespace

const Layer* find_layer(const ResultSet& results, std::string_view name) {
  const auto place = std::ranges::find(results.layers, name, &Layer::name);
  return place == results.layers.end() ? nullptr : &*place;
}

const Field* find_field(const Layer& layer, std::string_view column) {
  const auto place = std::ranges::find(layer.fields, column, &Field::name);
  return place == layer.fields.end() ? nullptr : &*place;
}

double number_at(const Layer& layer, std::string_view column, std::size_t row) {
  const Column* found = layer.table.find(column);
  return found ? std::visit(AsNumber{row}, found->values) : no_number;
}

std::string text_at(const Layer& layer, std::string_view column, std::size_t row) {
  const Column* found = layer.table.find(column);
  return found ? std::visit(AsText{row}, found->values) : "";
}

bool is_missing(const Layer& layer, std::string_view column, std::size_t row) {
  return text_at(layer, column, row).empty();
}

std::string shown_at(const Layer& layer, const Field& field, std::size_t row, const Wording& say) {
  const std::string text = text_at(layer, field.name, row);
  if (text.empty()) return "–";
  const auto known = std::ranges::find(field.classes, text, &ClassLabel::value);
  if (known != field.classes.end()) return known->label;
  const Column& column = *layer.table.find(field.name);
  if (std::holds_alternative<Instants>(column.values)) return say.day(text);
  if (std::holds_alternative<Texts>(column.values)) return holds_codes(field.name) ? codes_in_words(text, say) : text;
  const double value = number_at(layer, field.name, row);
  if (field.unit == Unit::share) return say.percent(value);
  return say.number(value, std::holds_alternative<Integers>(column.values) ? 0 : field.decimals);
}

bool has_values(const Layer& layer, std::string_view column) {
  if (!layer.table.find(column)) return false;
  for (std::size_t row = 0; row < layer.table.rows(); ++row)
    if (!is_missing(layer, column, row)) return true;
  return false;
}

double sum_of(const Layer& layer, std::string_view column) {
  double sum = 0;
  for (std::size_t row = 0; row < layer.table.rows(); ++row)
    if (const double value = number_at(layer, column, row); !std::isnan(value)) sum += value;
  return sum;
}

std::vector<std::size_t> rows_by(const Layer& layer, std::string_view column) {
  std::vector<std::size_t> rows(layer.table.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::ranges::stable_sort(rows, std::ranges::greater{}, [&](std::size_t row) {
    const double value = number_at(layer, column, row);
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
  });
  return rows;
}

std::string heading_of(const Field& field, const Wording& say) {
  const std::string_view unit = symbol(field.unit);
  if (unit.empty() || field.title.ends_with(')') || field.unit == Unit::share || field.unit == Unit::count ||
      field.unit == Unit::probability || field.unit == Unit::persons || field.unit == Unit::dwellings)
    return field.title;
  return fmt::format("{} ({})", field.title, say(unit));
}

std::string setting(const ResultSet& results, std::string_view section, std::string_view key) {
  const Layer* manifest = find_layer(results, "run_manifest");
  if (!manifest) return "";
  for (std::size_t row = 0; row < manifest->table.rows(); ++row)
    if (text_at(*manifest, "section", row) == section && text_at(*manifest, "key", row) == key)
      return text_at(*manifest, "value", row);
  return "";
}

std::size_t features_in(const Layer& layer) {
  if (const auto* cells = std::get_if<GridCells>(&layer.geometries)) return cells->index.size();
  if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometries)) return points->size();
  if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&layer.geometries)) return shapes->size();
  return 0;
}

std::string place_name(const Layer& layer, const Layer* zones, std::size_t row) {
  if (std::string own = text_at(layer, "name", row); !own.empty()) return own;
  const std::string id = text_at(layer, "zone_id", row);
  for (std::size_t zone = 0; zones && zone < zones->table.rows(); ++zone)
    if (text_at(*zones, "zone_id", zone) == id)
      if (std::string name = text_at(*zones, "name", zone); !name.empty()) return name;
  return id;
}

}  // namespace vigie
