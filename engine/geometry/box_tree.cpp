// Building by median splits of the boxes' middles.
#include "engine/geometry/box_tree.h"

#include <algorithm>
#include <cmath>

namespace vigie {

double gap(const Box& a, const Box& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return std::hypot(dx, dy);
}

BoxTree::BoxTree(std::span<const MultiPolygon> shapes) {
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Box box = bounds(shapes[i]);
    if (!box.empty()) entries_.push_back({box, i});
  }
  if (!entries_.empty()) build(root());
}

void BoxTree::build(Node node) {
  if (boxes_.size() <= node.number) boxes_.resize(node.number + 1);
  Box box;
  for (std::size_t i = node.begin; i < node.end; ++i) box.add(entries_[i].box);
  boxes_[node.number] = box;
  if (node.is_leaf()) return;
  const auto at = [&](std::size_t i) { return entries_.begin() + static_cast<std::ptrdiff_t>(i); };
  const bool by_x = box.width() > box.height();
  const auto twice_middle = [by_x](const Box& b) { return by_x ? b.min_x + b.max_x : b.min_y + b.max_y; };
  std::nth_element(at(node.begin), at(node.middle()), at(node.end), [&](const Entry& a, const Entry& b) {
    return std::pair(twice_middle(a.box), a.number) < std::pair(twice_middle(b.box), b.number);
  });
  build(node.low());
  build(node.high());
}

std::vector<std::size_t> BoxTree::meeting(const Box& box) const {
  std::vector<std::size_t> found;
  if (box.empty()) return found;
  visit_near(
      box, [] { return 0.0; }, [&](std::size_t number) { found.push_back(number); });
  std::ranges::sort(found);
  return found;
}

}  // namespace vigie
