// Points in a balanced tree of boxes: near neighbors stay cheap however clustered the points are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Built once, read by any number of threads. Positions that are not finite are left out.
class KdTree {
 public:
  explicit KdTree(std::span<const Point> positions);

  std::size_t size() const { return entries_.size(); }
  /// Indexes of the positions in the order of the tree: neighbors in this order are near each other.
  std::uint32_t index_at(std::size_t place) const { return entries_[place].index; }

  /// Calls visit(index, squared distance) for every position with squared distance <= `limit`, in no stated order.
  template <typename Visit>
  void visit_within(Point p, double limit, Visit visit) const {
    if (!entries_.empty()) visit_node(root(), p, limit, visit);
  }

  /// The k-th smallest squared distance from p to a position other than number `self`; infinity if there are fewer.
  double kth_squared_distance(Point p, std::uint32_t self, std::size_t k) const;

  /// The smallest squared distance above 0 from p to a position; infinity if there is none.
  double nearest_other_place(Point p) const;

 private:
  struct Entry {
    Point p;
    std::uint32_t index;
  };
  static constexpr std::size_t leaf_size = 8;

  static double squared_distance(Point a, Point b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }
  // Rounds in the same steps as squared_distance, so that it never exceeds that of a point in the box.
  static double squared_distance(Point p, const Box& box) {
    const double dx = p.x < box.min_x ? box.min_x - p.x : p.x > box.max_x ? p.x - box.max_x : 0;
    const double dy = p.y < box.min_y ? box.min_y - p.y : p.y > box.max_y ? p.y - box.max_y : 0;
    return dx * dx + dy * dy;
  }

  // Node i has the children 2i + 1 and 2i + 2, which hold the two halves of its entries.
  struct Node {
    std::size_t number, begin, end;
    bool is_leaf() const { return end - begin <= leaf_size; }
    std::size_t middle() const { return begin + (end - begin) / 2; }
    Node low() const { return {2 * number + 1, begin, middle()}; }
    Node high() const { return {2 * number + 2, middle(), end}; }
  };
  Node root() const { return {0, 0, entries_.size()}; }

  void split(Node node);
  void build(Node node);

  template <typename Visit>
  void visit_node(Node node, Point p, double limit, Visit& visit) const {
    if (squared_distance(p, boxes_[node.number]) > limit) return;
    if (!node.is_leaf()) {
      visit_node(node.low(), p, limit, visit);
      visit_node(node.high(), p, limit, visit);
      return;
    }
    for (std::size_t i = node.begin; i < node.end; ++i) {
      const double d = squared_distance(p, entries_[i].p);
      if (d <= limit) visit(entries_[i].index, d);
    }
  }

  struct KthNearest;
  struct OtherPlace;
  // Offers the entries within the goal's shrinking limit to it, nearest boxes first.
  template <typename Goal>
  void search(Node node, Point p, Goal& goal) const;

  std::vector<Entry> entries_;
  std::vector<Box> boxes_;
};

}  // namespace vigie
