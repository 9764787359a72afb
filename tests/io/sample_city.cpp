// Values are closed formulas of the position, so that every run of every test sees the same city.
#include "tests/io/sample_city.h"

#include <fmt/format.h>

#include <cmath>
#include <random>

#include "engine/data/palette.h"

namespace vigie::test {
namespace {

constexpr double west = 150'000, south = 170'000, cell = 100;
const double none = std::nan("");

Ring box_ring(double x, double y, double width, double height) {
  return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

const char* bin_label(int bin) {
  constexpr const char* labels[] = {
      "Cold spot, 99 % confidence", "Cold spot, 95 % confidence", "Cold spot, 90 % confidence", "Not significant",
      "Hot spot, 90 % confidence",  "Hot spot, 95 % confidence",  "Hot spot, 99 % confidence"};
  return labels[bin + 3];
}

// A warm hill in the south-west, a cold one in the north-east.
double heat(double x, double y) {
  const auto hill = [](double dx, double dy) { return std::exp(-(dx * dx + dy * dy) / 0.03); };
  return 5 * hill(x - 0.35, y - 0.4) - 4.5 * hill(x - 0.75, y - 0.7);
}

std::vector<ClassLabel> bin_classes() {
  std::vector<ClassLabel> classes;
  for (int bin = 3; bin >= -3; --bin) classes.push_back({std::to_string(bin), bin_label(bin)});
  return classes;
}

Layer cells_layer(std::int64_t across) {
  Layer layer{.name = "cells",
              .title = "Hot spots (Gi*)",
              .description = "Getis-Ord Gi* per cell of 100 m, false discovery rate controlled.",
              .caveat = "Hot means more reports, not more incidents; \"cold\" & hatched are not the same."};
  Grid grid{.cell_size = cell,
            .first_column = static_cast<std::int64_t>(west / cell),
            .first_row = static_cast<std::int64_t>(south / cell),
            .columns = across,
            .rows = across};
  GridCells cells{.grid = grid};
  Texts ids, labels;
  Integers counts, bins;
  Reals scores, chances;
  for (std::int64_t i = 0; i < grid.size(); ++i) {
    const double x = (static_cast<double>(i % across) + 0.5) / static_cast<double>(across);
    const double y = (static_cast<double>(i / across) + 0.5) / static_cast<double>(across);
    const double z = heat(x, y);
    const bool known = x + y > 0.15;
    const int bin = std::abs(z) > 3 ? 3 : std::abs(z) > 2.2 ? 2 : std::abs(z) > 1.6 ? 1 : 0;
    cells.index.push_back(i);
    ids.push_back(grid.id(i));
    counts.values.push_back(static_cast<std::int64_t>(std::lround(3 + z / 2)));
    scores.values.push_back(known ? z : none);
    chances.values.push_back(known ? std::erfc(std::abs(z) / std::sqrt(2)) : none);
    bins.values.push_back(known ? (z < 0 ? -bin : bin) : no_integer);
    known ? labels.push_back(bin_label(z < 0 ? -bin : bin)) : labels.push_null();
  }
  layer.geometries = std::move(cells);
  layer.table.add("cell_id", std::move(ids));
  layer.table.add("n", std::move(counts));
  layer.table.add("gi_z", std::move(scores));
  layer.table.add("gi_q", std::move(chances));
  layer.table.add("gi_bin", std::move(bins));
  layer.table.add("gi_label", std::move(labels));
  layer.fields = {{.name = "cell_id", .title = "Cell"},
                  {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Reports in the cell."},
                  {.name = "gi_z", .title = "Gi* z-score", .help = "Standardized Getis-Ord Gi*."},
                  {.name = "gi_q", .title = "Gi* q-value", .unit = Unit::probability, .decimals = 4},
                  {.name = "gi_bin", .title = "Gi* confidence bin", .classes = bin_classes()},
                  {.name = "gi_label", .title = "Gi* in words"}};
  Categorized look{.field = "gi_bin", .other = "No result"};
  for (int bin = 3; bin >= -3; --bin)
    look.symbols.push_back({{std::to_string(bin), bin_label(bin)}, gi_bin_colour(bin)});
  layer.look = std::move(look);
  layer.tip = R"(concat('<b>', represent_value("gi_bin"), '</b><br>', "n", ' reports, q = ', round("gi_q", 4)))";
  layer.sort_by = "gi_z";
  return layer;
}

Layer neighbourhoods_layer(double size) {
  Layer layer{.name = "neighbourhoods",
              .title = "Reports per 1000 inhabitants and year",
              .description = "Rates per neighbourhood."};
  constexpr const char* names[] = {"Saint-Gilles & Forest",
                                   "Quartier \"Nord\"",
                                   "A < B",
                                   "Châtelain",
                                   "Łódź",
                                   "Ixelles",
                                   "Parc de l'Est",
                                   "Évere",
                                   "Zuid"};
  std::vector<MultiPolygon> shapes;
  Texts ids, titles, reasons;
  Integers counts;
  Reals rates;
  Instants updated;
  for (int i = 0; i < 9; ++i) {
    const double x = west + i % 3 * size / 3, y = south + i / 3 * size / 3;
    Polygon polygon{box_ring(x, y, size / 3, size / 3), {}};
    if (i == 4) polygon.holes.push_back(box_ring(x + size / 9, y + size / 9, size / 9, size / 9));
    shapes.push_back({polygon});
    if (i == 5) shapes.back().push_back({box_ring(x + size / 3 + 50, y, 100, 100), {}});
    ids.push_back(fmt::format("z{}", i));
    titles.push_back(names[i]);
    counts.values.push_back(10 * i);
    rates.values.push_back(i == 6 ? none : 7.5 * i + 1.0 / 3);
    i == 6 ? reasons.push_back("zero_denominator") : reasons.push_null();
    updated.values.push_back(i == 2 ? no_instant : 1'717'207'200'000 + i);
  }
  shapes.emplace_back();  // a zone that lost its geometry
  ids.push_back("z9");
  titles.push_null();
  counts.values.push_back(no_integer);
  rates.values.push_back(none);
  reasons.push_back("insufficient_data");
  updated.values.push_back(no_instant);
  layer.geometries = std::move(shapes);
  layer.table.add("zone_id", std::move(ids));
  layer.table.add("name", std::move(titles));
  layer.table.add("n", std::move(counts));
  layer.table.add("rate", std::move(rates));
  layer.table.add("n_reason", std::move(reasons));
  layer.table.add("Bijgewerkt \"op\"", std::move(updated));
  layer.fields = {
      {.name = "zone_id", .title = "Zone", .hidden = true},
      {.name = "name", .title = "Name"},
      {.name = "n", .title = "Reports", .unit = Unit::count},
      {.name = "rate", .title = "Rate", .unit = Unit::per_1000_per_year, .help = "Reports.", .decimals = 1},
      {.name = "n_reason",
       .title = "Why there is no value",
       .classes = {{"zero_denominator", "Nobody lives here"}, {"insufficient_data", "Insufficient data"}}},
      {.name = "Bijgewerkt \"op\"", .title = "Name"}};  // own column of the input, with a title that is taken
  layer.look = Graduated{.field = "rate", .breaks = {1.0 / 3, 10, 20, 40, 60 + 1.0 / 3}, .no_value = "No value"};
  layer.label = "name";
  layer.tip = R"(<b>[% coalesce("name", '–') %]</b>)";
  layer.sort_by = "rate";
  return layer;
}

Layer watch_layer(double size) {
  Layer layer{.name = "watch_areas",
              .title = "Watch areas",
              .description = "Areas with a neighbourhood watch.",
              .caveat = "Coverage is not effect."};
  layer.geometries =
      std::vector<MultiPolygon>{{{box_ring(west + size * 0.2, south + size * 0.25, size * 0.3, size * 0.3), {}}},
                                {{box_ring(west + size * 0.6, south + size * 0.1, size * 0.2, size * 0.2), {}}}};
  layer.table.add("active", Integers{{1, 0}});
  layer.table.add("area_ha", Reals{{81, 36}});
  layer.fields = {
      {.name = "active", .title = "Active at the end of the period", .classes = {{"1", "Yes"}, {"0", "No"}}},
      {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .decimals = 1}};
  layer.look =
      Categorized{.field = "active",
                  .symbols = {{{"1", "Watch area, active"}, watch_violet, ClassSymbol::Pattern::outline},
                              {{"0", "Watch area, not active"}, watch_violet, ClassSymbol::Pattern::dashed_outline}},
                  .other = ""};
  return layer;
}

Layer single_layer(std::string name, std::string title, Single look, Ring ring) {
  Layer layer{.name = std::move(name), .title = std::move(title), .description = ""};
  layer.geometries = std::vector<MultiPolygon>{{{std::move(ring), {}}}};
  layer.table.add("n", Integers{{7}});
  layer.fields = {{.name = "n", .title = "Reports"}};
  layer.tip = "n = [% \"n\" %]";
  layer.look = look;
  return layer;
}

Layer reports_layer(double size) {
  Layer layer{.name = "reports", .title = "Reports", .description = "Reports used."};
  std::mt19937_64 random(7);
  std::vector<Point> points;
  Instants times;
  Texts categories;
  for (int i = 0; i < 400; ++i) {
    const auto share = [&random] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const double x = share(), y = share();
    points.push_back({west + size * (0.35 + 0.2 * (x - 0.5) + 0.3 * (y - 0.5)), south + size * (0.2 + 0.5 * y)});
    times.values.push_back(1'704'067'200'000 + i * 3'600'000LL);
    categories.push_back(i % 3 ? "noise" : "litter");
  }
  layer.geometries = std::move(points);
  layer.table.add("time", std::move(times));
  layer.table.add("category", std::move(categories));
  layer.fields = {{.name = "time", .title = "Time (UTC)"}, {.name = "category", .title = "Category"}};
  layer.look = Single{.colour = report_grey, .pattern = Single::Pattern::points};
  return layer;
}

Layer rejects_table() {
  Layer layer{.name = "rejects", .title = "Rejected records", .description = "Records not used."};
  Texts source, reason;
  for (int i = 0; i < 3; ++i) {
    source.push_back("meldungen & mehr.csv");
    reason.push_back(i == 1 ? "bad_date" : "missing_xy");
  }
  layer.table.add("source", std::move(source));
  layer.table.add("row", Integers{{3, 17, 99}});
  layer.table.add("reason", std::move(reason));
  layer.fields = {
      {.name = "source", .title = "File"}, {.name = "row", .title = "Row"}, {.name = "reason", .title = "Reason"}};
  return layer;
}

Raster raster(std::string name, std::string title, std::int64_t across, double size, Raster::Ramp ramp) {
  Raster result{.name = std::move(name), .title = std::move(title), .description = "Kernel density."};
  const double edge = size / static_cast<double>(across);
  Grid grid{.cell_size = edge,
            .first_column = std::lround(west / edge),
            .first_row = std::lround(south / edge),
            .columns = across,
            .rows = across};
  result.unit = "1/km2";
  result.ramp = ramp;
  result.surface.grid = grid;
  for (std::int64_t i = 0; i < grid.size(); ++i) {
    const double x = (static_cast<double>(i % across) + 0.5) / static_cast<double>(across);
    const double y = (static_cast<double>(i / across) + 0.5) / static_cast<double>(across);
    const double value = ramp == Raster::Ramp::diverging ? heat(x, y) : std::max(0.0, 100 * heat(x, y));
    result.surface.values.push_back(x + y < 0.15 ? none : value);
  }
  return result;
}

}  // namespace

ResultSet sample_city(std::int64_t cells_across) {
  const double size = cell * static_cast<double>(cells_across);
  ResultSet results{.crs = "EPSG:31370", .instant = "2024-06-01T02:00:00.000Z"};
  results.layers.push_back(cells_layer(cells_across));
  results.layers.push_back(neighbourhoods_layer(size));
  results.layers.push_back(watch_layer(size));
  results.layers.push_back(single_layer("coverage_gaps", "Coverage gaps", {.colour = gap_orange},
                                        box_ring(west + size * 0.1, south + size * 0.6, size * 0.15, size * 0.2)));
  results.layers.push_back(single_layer("not_observed", "Not observed",
                                        {.colour = not_observed_grey, .pattern = Single::Pattern::hatch},
                                        box_ring(west, south, size * 0.15, size * 0.15)));
  results.layers.push_back(reports_layer(size));
  results.layers.push_back(rejects_table());
  results.rasters.push_back(raster("density", "Report density", 150, size, Raster::Ramp::sequential));
  results.rasters.push_back(raster("relative_risk", "Relative risk", 40, size, Raster::Ramp::diverging));
  return results;
}

}  // namespace vigie::test
