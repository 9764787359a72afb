// The edges of a study area's boundary in a tree of boxes: how far away it is, and which edges lie within reach.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// A directed edge with the shape on its left.
struct BoundaryEdge {
  Point a, b;
};

/// All edges of positive length, outer rings and holes, whatever the orientation of the rings.
std::vector<BoundaryEdge> boundary_edges(const MultiPolygon& shape);

/// Length of the boundary in metres, holes included.
double perimeter(const MultiPolygon& shape);

double squared_distance(Point p, const BoundaryEdge& edge);

/// Built once, read by any number of threads.
class BoundaryTree {
 public:
  explicit BoundaryTree(const MultiPolygon& shape);

  const std::vector<BoundaryEdge>& edges() const { return edges_; }

  /// Distance from p to the boundary in metres, or `limit` if that is smaller.
  double distance(Point p, double limit) const;

  /// Calls visit(edge) for every edge within `reach` metres of p (and perhaps a few more).
  template <typename Visit>
  void visit_within(Point p, double reach, const Visit& visit) const {
    if (!edges_.empty()) visit_node(root(), p, reach * reach * (1 + 1e-12), visit);
  }

 private:
  // Node i has the children 2i + 1 and 2i + 2, which hold the two halves of its edges.
  struct Node {
    std::size_t number, begin, end;
    bool is_leaf() const { return end - begin <= 8; }
    std::size_t middle() const { return begin + (end - begin) / 2; }
    Node low() const { return {2 * number + 1, begin, middle()}; }
    Node high() const { return {2 * number + 2, middle(), end}; }
  };
  Node root() const { return {0, 0, edges_.size()}; }
  static double squared_gap(Point p, const Box& box);
  void build(Node node);
  double nearest(Node node, Point p, double limit) const;

  template <typename Visit>
  void visit_node(Node node, Point p, double limit, const Visit& visit) const {
    if (squared_gap(p, boxes_[node.number]) > limit) return;
    if (!node.is_leaf()) {
      visit_node(node.low(), p, limit, visit);
      visit_node(node.high(), p, limit, visit);
      return;
    }
    for (std::size_t i = node.begin; i < node.end; ++i) visit(edges_[i]);
  }

  std::vector<BoundaryEdge> edges_;
  std::vector<Box> boxes_;
};

}  // namespace vigie
