// Edges into raster cells by counting sort.
#include "engine/geometry/edge_raster.h"

#include "engine/base/parallel.h"

namespace vigie {
namespace {

void append_ring(const Ring& ring, std::uint32_t zone, std::vector<ZoneEdge>& edges) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    if (ring[i] != ring[i + 1]) edges.push_back({ring[i], ring[i + 1], zone});
}

}  // namespace

std::vector<ZoneEdge> zone_edges(std::span<const MultiPolygon> zones) {
  std::size_t count = 0;
  for (const MultiPolygon& zone : zones)
    for (const Polygon& polygon : zone) {
      count += polygon.outer.size();
      for (const Ring& hole : polygon.holes) count += hole.size();
    }
  std::vector<ZoneEdge> edges;
  edges.reserve(count);
  for (std::size_t zone = 0; zone < zones.size(); ++zone)
    for (const Polygon& polygon : zones[zone]) {
      append_ring(polygon.outer, static_cast<std::uint32_t>(zone), edges);
      for (const Ring& hole : polygon.holes) append_ring(hole, static_cast<std::uint32_t>(zone), edges);
    }
  return edges;
}

EdgeRaster::EdgeRaster(std::span<const ZoneEdge> edges, double margin, std::size_t cells) {
  if (edges.empty()) return;
  Box box;
  for (const ZoneEdge& edge : edges) {
    box.add(edge.a);
    box.add(edge.b);
  }
  const double longer = std::max(box.width(), box.height()), shorter = std::min(box.width(), box.height());
  const auto count = static_cast<double>(std::max<std::size_t>(cells, 1));
  const double magnitude =
      std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
  rounding_ = 1e-14 * magnitude;
  // No thinner than the margin or the rounding allows, whatever was asked for.
  cell_ = std::max({longer / count, std::sqrt(longer * shorter / count), 8 * margin, 1e3 * rounding_});
  per_cell_ = 1 / cell_;
  const double frame = cell_ + margin;
  origin_ = {box.min_x - frame, box.min_y - frame};
  columns_ = static_cast<std::size_t>((box.width() + 2 * frame) * per_cell_) + 1;
  rows_ = static_cast<std::size_t>((box.height() + 2 * frame) * per_cell_) + 1;

  start_.assign(columns_ * rows_ + 1, 0);
  for (const ZoneEdge& edge : edges)
    visit_cells(edge.a, edge.b, margin,
                [&](std::size_t column, std::size_t row) { ++start_[row * columns_ + column]; });
  check_stop();
  std::uint32_t total = 0;
  for (std::uint32_t& entry : start_) {
    total += entry;
    entry = total;
  }
  edge_.resize(total);
  // Filled from the back, so that each cell's edges end up ascending and start_ at their first.
  for (std::size_t i = edges.size(); i-- > 0;)
    visit_cells(edges[i].a, edges[i].b, margin, [&](std::size_t column, std::size_t row) {
      edge_[--start_[row * columns_ + column]] = static_cast<std::uint32_t>(i);
    });
}

}  // namespace vigie
