// Building by median splits, searching nearest boxes first.
#include "engine/geometry/kd_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

KdTree::KdTree(std::span<const Point> positions) {
  entries_.reserve(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    if (std::isfinite(positions[i].x) && std::isfinite(positions[i].y))
      entries_.push_back({positions[i], static_cast<std::uint32_t>(i)});
  if (entries_.empty()) return;
  std::size_t leaves = 1;
  for (std::size_t largest = entries_.size(); largest > leaf_size; largest -= largest / 2) leaves *= 2;
  boxes_.resize(2 * leaves);
  // The first levels one after the other, then their branches in parallel.
  std::vector<Node> level{root()};
  for (int depth = 0; depth < 5; ++depth) {
    parallel_chunks(level.size(), 1, [&](std::size_t i, std::size_t) { split(level[i]); });
    std::vector<Node> next;
    for (const Node& node : level)
      if (!node.is_leaf()) next.insert(next.end(), {node.low(), node.high()});
    level = std::move(next);
  }
  parallel_chunks(level.size(), 1, [&](std::size_t i, std::size_t) { build(level[i]); });
}

void KdTree::build(Node node) {
  split(node);
  if (node.is_leaf()) return;
  build(node.low());
  build(node.high());
}

// Sets the node's box and parts its entries at the median of the longer side.
void KdTree::split(Node node) {
  Box& box = boxes_[node.number];
  for (std::size_t i = node.begin; i < node.end; ++i) box.add(entries_[i].p);
  if (node.is_leaf()) return;
  const bool by_x = box.width() > box.height();
  const auto at = [&](std::size_t i) { return entries_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(node.begin), at(node.middle()), at(node.end), [by_x](const Entry& a, const Entry& b) {
    const double first = by_x ? a.p.x : a.p.y, second = by_x ? b.p.x : b.p.y;
    return first < second || (first == second && a.index < b.index);
  });
}

template <typename Goal>
void KdTree::search(Node node, Point p, Goal& goal) const {
  if (node.is_leaf()) {
    for (std::size_t i = node.begin; i < node.end; ++i) goal.offer(entries_[i], squared_distance(p, entries_[i].p));
    return;
  }
  Node near = node.low(), far = node.high();
  if (squared_distance(p, boxes_[far.number]) < squared_distance(p, boxes_[near.number])) std::swap(near, far);
  for (const Node& half : {near, far})
    if (goal.wants(boxes_[half.number], squared_distance(p, boxes_[half.number]))) search(half, p, goal);
}

struct KdTree::KthNearest {
  std::uint32_t self;
  std::size_t k;
  std::vector<double> nearest;  // heap of the k smallest so far, largest in front

  double limit() const { return nearest.size() < k ? infinity : nearest.front(); }
  bool wants(const Box&, double distance) const { return distance < limit(); }
  void offer(const Entry& entry, double distance) {
    if (entry.index == self || distance >= limit()) return;
    if (nearest.size() == k) {
      std::ranges::pop_heap(nearest);
      nearest.pop_back();
    }
    nearest.push_back(distance);
    std::ranges::push_heap(nearest);
  }
};

double KdTree::kth_squared_distance(Point p, std::uint32_t self, std::size_t k) const {
  KthNearest goal{self, k, {}};
  goal.nearest.reserve(k);
  if (!entries_.empty()) search(root(), p, goal);
  return goal.limit();
}

struct KdTree::OtherPlace {
  double nearest = infinity;

  // A box without size at distance 0 is the place itself, perhaps thousands of times.
  bool wants(const Box& box, double distance) const {
    return distance < nearest && (distance > 0 || box.width() > 0 || box.height() > 0);
  }
  void offer(const Entry&, double distance) {
    if (distance > 0) nearest = std::min(nearest, distance);
  }
};

double KdTree::nearest_other_place(Point p) const {
  OtherPlace goal;
  if (!entries_.empty()) search(root(), p, goal);
  return goal.nearest;
}

}  // namespace vigie
