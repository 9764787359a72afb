// Angles at which the boundary enters the disc, minus those at which it leaves: the arc inside, up to a full turn.
#include "engine/statistics/circle_share.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace vigie {

CircleShare::CircleShare(Point centre, const BoundaryTree& boundary, double nearest, double reach)
    : nearest_(nearest), per_bin_(static_cast<double>(bins) / std::max(reach - nearest, 1e-9 * reach)) {
  struct Reach {
    Edge edge;
    std::size_t first, last;
  };
  std::vector<Reach> near;
  boundary.visit_within(centre, reach, [&](const BoundaryEdge& edge) {
    const Point a{edge.a.x - centre.x, edge.a.y - centre.y}, b{edge.b.x - centre.x, edge.b.y - centre.y};
    const Edge moved{a, b, a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y};
    const double least =
        std::min({std::sqrt(squared_distance({0, 0}, {a, b})), std::sqrt(moved.a2), std::sqrt(moved.b2)});
    if (least <= reach) near.push_back({moved, bin(least * (1 - 1e-12)), bin(std::sqrt(std::max(moved.a2, moved.b2)))});
  });
  for (const Reach& r : near)
    for (std::size_t b = r.first; b <= r.last; ++b) ++start_[b + 1];
  for (std::size_t b = 0; b < bins; ++b) start_[b + 1] += start_[b];
  edges_.resize(start_[bins]);
  std::array<std::size_t, bins + 1> next = start_;
  for (const Reach& r : near)
    for (std::size_t b = r.first; b <= r.last; ++b) edges_[next[b]++] = r.edge;
}

std::size_t CircleShare::bin(double radius) const {
  return static_cast<std::size_t>(std::clamp((radius - nearest_) * per_bin_, 0.0, static_cast<double>(bins - 1)));
}

// The shape lies left of the edge: where the edge enters the disc, the circle (counter-clockwise) leaves the shape.
double CircleShare::crossings(const Edge& edge, double squared) const {
  const bool from_inside = edge.a2 < squared, to_inside = edge.b2 < squared;
  if (from_inside && to_inside) return 0;
  const double ex = edge.b.x - edge.a.x, ey = edge.b.y - edge.a.y;
  const double length2 = ex * ex + ey * ey, half = edge.a.x * ex + edge.a.y * ey, rest = edge.a2 - squared;
  const double root2 = half * half - length2 * rest;
  if (!from_inside && !to_inside && !(root2 > 0 && half < 0 && -half < length2)) return 0;
  const double root = std::sqrt(std::max(0.0, root2));
  const auto angle = [&](double along) { return std::atan2(edge.a.y + along * ey, edge.a.x + along * ex); };
  // The smaller root of length2 t^2 + 2 half t + rest, then the larger, without cancellation.
  double sum = 0;
  if (!from_inside) sum += angle(half < 0 ? rest / (root - half) : -(half + root) / length2);
  if (!to_inside) sum -= angle(half > 0 ? -rest / (half + root) : (root - half) / length2);
  return sum;
}

double CircleShare::at(double radius) const {
  if (radius <= nearest_) return 1;
  const std::size_t b = bin(radius);
  const double squared = radius * radius;
  double arc = 0;
  bool crossed = false;
  for (std::size_t i = start_[b]; i < start_[b + 1]; ++i) {
    const double part = crossings(edges_[i], squared);
    crossed = crossed || part != 0;
    arc += part;
  }
  if (!crossed) return 1;
  constexpr double turn = 2 * std::numbers::pi;
  arc = std::fmod(arc, turn);
  if (arc <= 0) arc += turn;
  return arc / turn;
}

}  // namespace vigie
