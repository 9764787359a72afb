// Which shapes could meet or be near: a balanced tree of their boxes.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Gap between two boxes, 0 where they meet.
double gap(const Box& a, const Box& b);

/// Built once, read by any number of threads. Empty shapes are left out.
class BoxTree {
 public:
  explicit BoxTree(std::span<const MultiPolygon> shapes);

  bool empty() const { return entries_.empty(); }

  /// Numbers of the shapes whose boxes meet the box (touching counts), ascending.
  std::vector<std::size_t> meeting(const Box& box) const;

  /// Calls visit(number) for shapes whose boxes lie within limit() of the box, likely near ones first; the limit may
  /// shrink on the way.
  template <typename Limit, typename Visit>
  void visit_near(const Box& box, const Limit& limit, const Visit& visit) const {
    if (!entries_.empty()) visit_node(root(), box, limit, visit);
  }

 private:
  struct Entry {
    Box box;
    std::size_t number;
  };
  // Node i has the children 2i + 1 and 2i + 2, which hold the two halves of its entries.
  struct Node {
    std::size_t number, begin, end;
    bool is_leaf() const { return end - begin <= 4; }
    std::size_t middle() const { return begin + (end - begin) / 2; }
    Node low() const { return {2 * number + 1, begin, middle()}; }
    Node high() const { return {2 * number + 2, middle(), end}; }
  };
  Node root() const { return {0, 0, entries_.size()}; }
  void build(Node node);

  template <typename Limit, typename Visit>
  void visit_node(Node node, const Box& box, const Limit& limit, const Visit& visit) const {
    if (gap(box, boxes_[node.number]) > limit()) return;
    if (node.is_leaf()) {
      for (std::size_t i = node.begin; i < node.end; ++i)
        if (gap(box, entries_[i].box) <= limit()) visit(entries_[i].number);
      return;
    }
    Node near = node.low(), far = node.high();
    if (gap(box, boxes_[far.number]) < gap(box, boxes_[near.number])) std::swap(near, far);
    visit_node(near, box, limit, visit);
    visit_node(far, box, limit, visit);
  }

  std::vector<Entry> entries_;
  std::vector<Box> boxes_;
};

}  // namespace vigie
