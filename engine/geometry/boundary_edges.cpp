// Directing the edges, and searching them nearest boxes first.
#include "engine/geometry/boundary_edges.h"

#include <algorithm>
#include <cmath>

namespace vigie {
namespace {

void append_ring(const Ring& ring, double side, std::vector<BoundaryEdge>& edges) {
  const bool as_is = signed_area(ring) * side > 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    if (ring[i] == ring[i + 1]) continue;
    edges.push_back(as_is ? BoundaryEdge{ring[i], ring[i + 1]} : BoundaryEdge{ring[i + 1], ring[i]});
  }
}

Point middle_of(const BoundaryEdge& edge) {
  return {edge.a.x / 2 + edge.b.x / 2, edge.a.y / 2 + edge.b.y / 2};
}

}  // namespace

std::vector<BoundaryEdge> boundary_edges(const MultiPolygon& shape) {
  std::vector<BoundaryEdge> edges;
  for (const Polygon& polygon : shape) {
    append_ring(polygon.outer, 1, edges);
    for (const Ring& hole : polygon.holes) append_ring(hole, -1, edges);
  }
  return edges;
}

double perimeter(const MultiPolygon& shape) {
  double length = 0;
  for (const BoundaryEdge& edge : boundary_edges(shape)) length += std::hypot(edge.b.x - edge.a.x, edge.b.y - edge.a.y);
  return length;
}

double squared_distance(Point p, const BoundaryEdge& edge) {
  const double ex = edge.b.x - edge.a.x, ey = edge.b.y - edge.a.y;
  const double px = p.x - edge.a.x, py = p.y - edge.a.y;
  const double along = std::clamp((px * ex + py * ey) / (ex * ex + ey * ey), 0.0, 1.0);
  const double dx = px - along * ex, dy = py - along * ey;
  return dx * dx + dy * dy;
}

BoundaryTree::BoundaryTree(const MultiPolygon& shape) : edges_(boundary_edges(shape)) {
  if (edges_.empty()) return;
  std::size_t leaves = 1;
  for (std::size_t largest = edges_.size(); largest > 8; largest -= largest / 2) leaves *= 2;
  boxes_.resize(2 * leaves);
  build(root());
}

void BoundaryTree::build(Node node) {
  Box& box = boxes_[node.number];
  for (std::size_t i = node.begin; i < node.end; ++i) {
    box.add(edges_[i].a);
    box.add(edges_[i].b);
  }
  if (node.is_leaf()) return;
  const bool by_x = box.width() > box.height();
  const auto at = [&](std::size_t i) { return edges_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(node.begin), at(node.middle()), at(node.end),
                   [by_x](const BoundaryEdge& first, const BoundaryEdge& second) {
                     const Point p = middle_of(first), q = middle_of(second);
                     return by_x ? p.x < q.x : p.y < q.y;
                   });
  build(node.low());
  build(node.high());
}

double BoundaryTree::squared_gap(Point p, const Box& box) {
  const double dx = std::max({box.min_x - p.x, 0.0, p.x - box.max_x});
  const double dy = std::max({box.min_y - p.y, 0.0, p.y - box.max_y});
  return dx * dx + dy * dy;
}

double BoundaryTree::nearest(Node node, Point p, double limit) const {
  if (squared_gap(p, boxes_[node.number]) >= limit) return limit;
  if (node.is_leaf()) {
    for (std::size_t i = node.begin; i < node.end; ++i) limit = std::min(limit, squared_distance(p, edges_[i]));
    return limit;
  }
  Node near = node.low(), far = node.high();
  if (squared_gap(p, boxes_[far.number]) < squared_gap(p, boxes_[near.number])) std::swap(near, far);
  return nearest(far, p, nearest(near, p, limit));
}

double BoundaryTree::distance(Point p, double limit) const {
  if (edges_.empty()) return limit;
  const double found = nearest(root(), p, limit * limit);
  return found < limit * limit ? std::sqrt(found) : limit;
}

}  // namespace vigie
