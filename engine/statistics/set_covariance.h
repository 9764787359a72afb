// The set covariance of a study area: how much of it is still covered by itself after a shift.
#pragma once

#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// C(v) = area(B intersect (B shifted by v)), exact up to rounding for any valid (multi)polygon with holes: minus half
/// the sum over pairs of edges of the integral of their signed vertical distance (no overlay, so no degenerate cases).
/// Built once, read by any number of threads.
class SetCovariance {
 public:
  explicit SetCovariance(const MultiPolygon& shape);

  /// Square metres. Time grows with the number of edges that lie above each other.
  double at(double shift_x, double shift_y) const;

  /// About how many pairs of edges one call of `at` compares.
  double effort() const { return effort_; }

 private:
  // y runs from y0 at x0 to y1 at x1 > x0; sign +1 where the shape lies below.
  struct Edge {
    double x0, y0, x1, y1, slope, sign;
  };
  static double shared(const Edge& still, const Edge& moved);

  std::vector<Edge> edges_;  // by x0
  double effort_ = 0;
};

}  // namespace vigie
