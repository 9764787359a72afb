// Snapping to a lattice, then leaving out what lies on a line.
#include "engine/report/drawn_shapes.h"

#include <cmath>

#include "engine/report/html_text.h"

namespace vigie {
namespace {

struct Node {
  std::int64_t x = 0, y = 0;
  friend bool operator==(const Node&, const Node&) = default;
};
using NodeRing = std::vector<Node>;

Node node_of(Point point, const DrawingLattice& lattice) {
  return {std::llround((point.x - lattice.origin.x) / lattice.step),
          std::llround((point.y - lattice.origin.y) / lattice.step)};
}

bool in_line(const Node& a, const Node& b, const Node& c) {
  return (b.x - a.x) * (c.y - b.y) == (b.y - a.y) * (c.x - b.x);
}

// Not closed; empty if nothing with an area is left.
NodeRing snapped(const Ring& ring, const DrawingLattice& lattice) {
  NodeRing nodes;
  for (const Point point : ring) {
    const Node node = node_of(point, lattice);
    if (!nodes.empty() && nodes.back() == node) continue;
    if (nodes.size() > 1 && in_line(nodes[nodes.size() - 2], nodes.back(), node))
      nodes.back() = node;
    else
      nodes.push_back(node);
  }
  while (nodes.size() > 1 && nodes.front() == nodes.back()) nodes.pop_back();
  return nodes.size() < 3 ? NodeRing{} : nodes;
}

std::string ring_text(const NodeRing& ring) {
  std::vector<std::int64_t> numbers;
  Node before;
  for (const Node& node : ring) {
    numbers.push_back(node.x - before.x);
    numbers.push_back(node.y - before.y);
    before = node;
  }
  return json_array(numbers);
}

std::size_t corners_of(const MultiPolygon& shape, const DrawingLattice& lattice) {
  std::size_t sum = 0;
  for (const Polygon& polygon : shape) {
    sum += snapped(polygon.outer, lattice).size();
    for (const Ring& hole : polygon.holes) sum += snapped(hole, lattice).size();
  }
  return sum;
}

NodeRing square_at(Node corner) {
  return {corner, {corner.x + 1, corner.y}, {corner.x + 1, corner.y + 1}, {corner.x, corner.y + 1}};
}

}  // namespace

DrawingLattice lattice_for(const std::vector<const Layer*>& layers, const Box& extent, std::size_t corners) {
  DrawingLattice lattice{{std::floor(extent.min_x), std::floor(extent.min_y)}, 1};
  constexpr double largest = 100'000;
  for (int power = 0; lattice.step < largest; ++power)
    for (const double mantissa : {1.0, 2.0, 5.0}) {
      lattice.step = mantissa * std::pow(10, power);
      std::size_t sum = 0;
      for (const Layer* layer : layers)
        if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&layer->geometries))
          for (const MultiPolygon& shape : *shapes) sum += corners_of(shape, lattice);
      if (sum <= corners) return lattice;
    }
  return lattice;
}

std::string drawn(const MultiPolygon& shape, const DrawingLattice& lattice) {
  std::vector<std::string> polygons;
  for (const Polygon& polygon : shape) {
    const NodeRing outer = snapped(polygon.outer, lattice);
    if (outer.empty()) continue;
    std::vector<std::string> rings{ring_text(outer)};
    for (const Ring& hole : polygon.holes)
      if (const NodeRing ring = snapped(hole, lattice); !ring.empty()) rings.push_back(ring_text(ring));
    polygons.push_back(json_array(rings));
  }
  if (polygons.empty() && !shape.empty() && !shape.front().outer.empty())
    polygons.push_back(json_array({ring_text(square_at(node_of(shape.front().outer.front(), lattice)))}));
  return json_array(polygons);
}

std::string drawn(Point point, const DrawingLattice& lattice) {
  const Node node = node_of(point, lattice);
  return json_array(std::vector<std::int64_t>{node.x, node.y});
}

Box extent_of(const ResultSet& results) {
  Box box;
  for (const Layer& layer : results.layers) {
    if (layer.name == "reports") continue;
    if (const auto* cells = std::get_if<GridCells>(&layer.geometries))
      for (const std::int64_t index : cells->index) box.add(cells->grid.centre(index));
    if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometries))
      for (const Point point : *points) box.add(point);
    if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&layer.geometries))
      for (const MultiPolygon& shape : *shapes) box.add(bounds(shape));
  }
  return box;
}

}  // namespace vigie
