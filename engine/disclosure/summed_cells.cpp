// Centres in outlines, by crossings.
#include "engine/disclosure/summed_cells.h"

#include <algorithm>
#include <utility>

namespace vigie {
namespace {

bool odd_crossings(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a = ring[i], b = ring[i + 1];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

bool holds(const MultiPolygon& shape, Point p) {
  bool inside = false;
  for (const Polygon& polygon : shape) {
    inside ^= odd_crossings(polygon.outer, p);
    for (const Ring& hole : polygon.holes) inside ^= odd_crossings(hole, p);
  }
  return inside;
}

struct CellsInside {
  std::int64_t shown = 0, hidden = 0;
};

// By row of `areas`, by centres; nothing where there are no areas or no cells.
std::vector<CellsInside> cells_inside(const Layer& areas, const ResultSet& results,
                                      const std::vector<std::int64_t>& published) {
  const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&areas.geometries);
  const auto cells = std::ranges::find(results.layers, "cells", &Layer::name);
  const auto* places = cells == results.layers.end() ? nullptr : std::get_if<GridCells>(&cells->geometries);
  std::vector<CellsInside> inside;
  if (!shapes || !places) return inside;
  for (const MultiPolygon& shape : *shapes) {
    const Box box = bounds(shape);
    CellsInside& found = inside.emplace_back();
    for (std::size_t i = 0; i < published.size(); ++i) {
      const Point centre = places->grid.centre(places->index[i]);
      if (box.contains(centre) && holds(shape, centre)) ++(published[i] == no_integer ? found.hidden : found.shown);
    }
  }
  return inside;
}

void close_ranks(Layer& layer) {
  const auto* ranks = layer.table.find_as<Integers>("gap_rank");
  if (!ranks) return;
  std::vector<std::int64_t> ordered = ranks->values;
  std::ranges::sort(ordered);
  Integers closed;
  for (const std::int64_t rank : ranks->values)
    closed.values.push_back(rank == no_integer ? no_integer
                                               : std::ranges::lower_bound(ordered, rank) - ordered.begin() + 1 -
                                                     std::ranges::count(ordered, no_integer));
  layer.table.replace("gap_rank", std::move(closed));
}

bool has_classes_on_cells(const ResultSet& results) {
  const auto cells = std::ranges::find(results.layers, "cells", &Layer::name);
  return cells != results.layers.end() && cells->table.find("gi_bin");
}

}  // namespace

std::vector<std::uint8_t> cells_hidden_inside(const Layer& areas, const ResultSet& results,
                                              const std::vector<std::int64_t>& published) {
  const std::vector<CellsInside> inside = cells_inside(areas, results, published);
  std::vector<std::uint8_t> hidden(areas.table.rows(), 1);
  for (std::size_t i = 0; i < inside.size(); ++i) hidden[i] = inside[i].hidden > 0 ? 1 : 0;
  return hidden;
}

std::int64_t drop_unsupported_outlines(Layer& areas, const ResultSet& results,
                                       const std::vector<std::int64_t>& published) {
  const bool gaps = areas.name == "coverage_gaps";
  if ((!gaps && areas.name != "hotspot_areas") || !has_classes_on_cells(results)) return 0;
  const std::vector<CellsInside> inside = cells_inside(areas, results, published);
  std::vector<std::size_t> rows;
  std::vector<MultiPolygon> kept;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i].shown < (gaps ? 1 : 2) || inside[i].shown <= inside[i].hidden) continue;
    rows.push_back(i);
    kept.push_back(std::move(std::get<std::vector<MultiPolygon>>(areas.geometries)[i]));
  }
  const auto dropped = std::ssize(inside) - std::ssize(rows);
  areas.table = areas.table.select(rows);
  areas.geometries = std::move(kept);
  close_ranks(areas);
  return dropped;
}

}  // namespace vigie
