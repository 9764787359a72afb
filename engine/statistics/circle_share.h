// How much of a circle around a point lies inside the study area, for many circles around the same point.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/geometry/boundary_edges.h"

namespace vigie {

/// Exact: arcs between the crossings of the circle with the boundary. `nearest` is the distance from the centre (inside
/// the study area) to the boundary; circles up to `reach` metres may be asked for.
class CircleShare {
 public:
  CircleShare(Point centre, const BoundaryTree& boundary, double nearest, double reach);

  /// Share in (0, 1] of the circle of this radius; 1 up to `nearest`. At least one point of the circle is taken to lie
  /// inside, so a circle without crossings counts as whole.
  double at(double radius) const;

 private:
  // Relative to the centre, with squared lengths.
  struct Edge {
    Point a, b;
    double a2, b2;
  };
  std::size_t bin(double radius) const;
  double crossings(const Edge& edge, double squared) const;

  static constexpr std::size_t bins = 64;
  double nearest_, per_bin_;
  std::array<std::size_t, bins + 1> start_{};
  std::vector<Edge> edges_;  // those that circles of the bin may cross, bin by bin
};

}  // namespace vigie
