// Centres in outlines, by crossings.
#include "engine/disclosure/summed_cells.h"

#include <algorithm>

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

}  // namespace

std::vector<std::uint8_t> cells_hidden_inside(const Layer& areas, const ResultSet& results,
                                              const std::vector<std::int64_t>& published) {
  std::vector<std::uint8_t> hidden(areas.table.rows(), 1);
  const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&areas.geometries);
  const auto cells = std::ranges::find(results.layers, "cells", &Layer::name);
  const auto* places = cells == results.layers.end() ? nullptr : std::get_if<GridCells>(&cells->geometries);
  if (!shapes || !places) return hidden;
  for (std::size_t area = 0; area < shapes->size(); ++area) {
    const Box box = bounds((*shapes)[area]);
    hidden[area] = 0;
    for (std::size_t i = 0; i < published.size() && hidden[area] == 0; ++i) {
      if (published[i] != no_integer) continue;
      const Point centre = places->grid.centre(places->index[i]);
      if (box.contains(centre) && holds((*shapes)[area], centre)) hidden[area] = 1;
    }
  }
  return hidden;
}

}  // namespace vigie
