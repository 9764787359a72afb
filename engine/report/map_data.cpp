// Layers as JSON: shapes, classes, and the values that a click shows.
#include "engine/report/map_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "engine/report/drawn_shapes.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/legend_classes.h"
#include "engine/report/raster_picture.h"

namespace vigie {
namespace {

constexpr std::size_t most_cells = 12'000, most_places = 4'000, most_corners = 60'000;

// Drawn as outlines over the others; everything else fills the map, one at a time.
constexpr std::array<std::string_view, 8> outlines{"coverage_gaps", "watch_areas",   "coverage_overlap",
                                                   "hotspot_areas", "risk_areas",    "siting",
                                                   "sites",         "presence_areas"};

// What a click shows of layers with many columns, in this order; of others, their first columns.
constexpr std::array<std::string_view, 24> told{"name",      "watch_id", "gap_id",     "hs_id",    "form",   "gi_label",
                                                "moran_lbl", "kind",     "n",          "n_inc",    "rate",   "rate_lo",
                                                "rate_hi",   "smr",      "rate_class", "exceed_p", "tier",   "p_top",
                                                "rank_med",  "covered",  "active",     "excess",   "near_m", "class"};
constexpr std::size_t most_told = 9;

// The rows to draw, in their order.
std::vector<std::size_t> chosen_rows(const Layer& layer, std::size_t limit) {
  std::vector<std::size_t> rows(features_in(layer));
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (rows.size() <= limit) return rows;
  const auto weight = [&](std::size_t row) {
    const double bin = number_at(layer, "gi_bin", row), n = number_at(layer, "n", row);
    return std::pair{std::isnan(bin) ? 0.0 : std::fabs(bin), std::isnan(n) ? -1.0 : n};
  };
  std::ranges::stable_sort(rows, std::ranges::greater{}, weight);
  rows.resize(limit);
  std::ranges::sort(rows);
  return rows;
}

std::string geometry_json(const Layer& layer, const std::vector<std::size_t>& rows, const DrawingLattice& lattice) {
  std::vector<std::string> shapes;
  if (const auto* cells = std::get_if<GridCells>(&layer.geometries)) {
    const Grid& grid = cells->grid;
    std::vector<std::int64_t> places;
    for (const std::size_t row : rows) {
      places.push_back(cells->index[row] % grid.columns);
      places.push_back(cells->index[row] / grid.columns);
    }
    const Point first = grid.centre(0);
    return fmt::format(R"("cells":{{"shape":"{}","size":{},"x":{},"y":{},"odd":{},"at":{}}})",
                       grid.shape == CellShape::square ? "square" : "hexagon", json_number(grid.cell_size, 6),
                       json_number(first.x - lattice.origin.x, 3), json_number(first.y - lattice.origin.y, 3),
                       std::abs(grid.first_row) % 2, json_array(places));
  }
  const auto* points = std::get_if<std::vector<Point>>(&layer.geometries);
  for (const std::size_t row : rows)
    shapes.push_back(points ? drawn((*points)[row], lattice)
                            : drawn(std::get<std::vector<MultiPolygon>>(layer.geometries)[row], lattice));
  return fmt::format(R"("{}":{})", points ? "points" : "shapes", json_array(shapes));
}

std::vector<const Field*> told_fields(const Layer& layer) {
  std::vector<const Field*> fields;
  for (const std::string_view name : told)
    if (const Field* field = find_field(layer, name); field && has_values(layer, name)) fields.push_back(field);
  for (const Field& field : layer.fields)
    if (fields.size() < 2 && !field.hidden && std::ranges::find(fields, &field) == fields.end())
      fields.push_back(&field);
  if (fields.size() > most_told) fields.resize(most_told);
  return fields;
}

// Texts stand once each; rows name them by number.
std::string field_json(const Layer& layer, const Field& field, const std::vector<std::size_t>& rows,
                       const Wording& say) {
  std::vector<std::string> words;
  std::unordered_map<std::string, std::int64_t> numbers;
  std::vector<std::int64_t> values;
  for (const std::size_t row : rows) {
    const auto [place, is_new] = numbers.try_emplace(shown_at(layer, field, row, say), numbers.size());
    if (is_new) words.push_back(json_text(place->first));
    values.push_back(place->second);
  }
  return fmt::format(R"({{"title":{},"words":{},"values":{}}})", json_text(heading_of(field, say)), json_array(words),
                     json_array(values));
}

std::string legend_json(const LegendClasses& legend) {
  std::vector<std::string> items;
  for (const LegendClass& one : legend.classes)
    items.push_back(fmt::format(R"({{"label":{},"colour":"#{:02x}{:02x}{:02x}","alpha":{},"pattern":"{}"}})",
                                json_text(one.label), one.colour.red, one.colour.green, one.colour.blue,
                                json_number(one.colour.alpha / 255.0, 2), one.pattern));
  return json_array(items);
}

std::string layer_json(const Layer& layer, const DrawingLattice& lattice, const Wording& say, MapData& map) {
  const bool is_grid = std::holds_alternative<GridCells>(layer.geometries);
  const std::size_t limit = is_grid ? most_cells : most_places;
  const std::vector<std::size_t> rows = chosen_rows(layer, limit);
  if (rows.size() < features_in(layer))
    map.notes.push_back(say.fill("{0}: the map shows {1} of {2} places; all of them stand in the GeoPackage.",
                                 layer.title, say.number(static_cast<double>(rows.size())),
                                 say.number(static_cast<double>(features_in(layer)))));
  const LegendClasses legend = legend_classes(layer, say);
  std::vector<std::int64_t> classes;
  for (const std::size_t row : rows) classes.push_back(legend.class_of[row]);
  std::vector<std::string> fields;
  for (const Field* field : told_fields(layer)) fields.push_back(field_json(layer, *field, rows, say));
  std::vector<std::int64_t> numbers;
  if (rows.size() < features_in(layer)) numbers.assign(rows.begin(), rows.end());
  return fmt::format(
      R"({{"id":{},"title":{},"caveat":{},"role":"{}",{},"of":{},"legend":{},"class":{},"fields":{},"rows":{}}})",
      json_text(layer.name), json_text(layer.title), json_text(layer.caveat),
      std::ranges::find(outlines, layer.name) == outlines.end() ? "fill" : "outline",
      geometry_json(layer, rows, lattice), json_text(legend.of), legend_json(legend), json_array(classes),
      json_array(fields), json_array(numbers));
}

}  // namespace

bool is_drawn(const Layer& layer) {
  return features_in(layer) > 0 && layer.name != "reports";
}

MapData map_data(const ResultSet& results, const Wording& say) {
  MapData map;
  std::vector<const Layer*> layers;
  for (const Layer& layer : results.layers)
    if (is_drawn(layer)) layers.push_back(&layer);
  const Box extent = extent_of(results);
  if (extent.empty()) return map;
  const DrawingLattice lattice = lattice_for(layers, extent, most_corners);
  std::vector<std::string> parts, pictures;
  for (const Layer* layer : layers) parts.push_back(layer_json(*layer, lattice, say, map));
  for (const Raster& raster : results.rasters) pictures.push_back(raster_picture(raster, lattice.origin));
  if (lattice.step > 1)
    map.notes.push_back(say.fill("Borders are drawn to the nearest {0} m.", say.number(lattice.step)));
  map.json =
      fmt::format(R"({{"step":{},"box":[{},{},{},{}],"layers":{},"rasters":{}}})", json_number(lattice.step, 0),
                  json_number(extent.min_x - lattice.origin.x, 1), json_number(extent.min_y - lattice.origin.y, 1),
                  json_number(extent.max_x - lattice.origin.x, 1), json_number(extent.max_y - lattice.origin.y, 1),
                  json_array(parts), json_array(pictures));
  return map;
}

}  // namespace vigie
