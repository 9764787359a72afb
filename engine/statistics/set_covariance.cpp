// Sweeps the edges of the shape and of its shifted copy together from west to east.
#include "engine/statistics/set_covariance.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/geometry/boundary_edges.h"

namespace vigie {

SetCovariance::SetCovariance(const MultiPolygon& shape) {
  const Box box = bounds(shape);
  const Point middle{box.min_x / 2 + box.max_x / 2, box.min_y / 2 + box.max_y / 2};
  double widths = 0;
  for (const BoundaryEdge& edge : boundary_edges(shape)) {
    if (edge.a.x == edge.b.x) continue;
    const bool west = edge.b.x < edge.a.x;  // the shape lies below an edge that runs west
    const Point from = west ? edge.b : edge.a, to = west ? edge.a : edge.b;
    edges_.push_back({from.x - middle.x, from.y - middle.y, to.x - middle.x, to.y - middle.y,
                      (to.y - from.y) / (to.x - from.x), west ? 1.0 : -1.0});
    widths += to.x - from.x;
  }
  std::ranges::sort(edges_, {}, [](const Edge& e) { return std::tie(e.x0, e.y0, e.x1, e.y1); });
  // Edges above each other at a place, times all edges, from both sides.
  if (box.width() > 0) effort_ = 2 * static_cast<double>(edges_.size()) * (1 + widths / box.width());
}

// Integral of |y of one - y of the other| over the x that they share, with both signs.
double SetCovariance::shared(const Edge& still, const Edge& moved) {
  const double west = std::max(still.x0, moved.x0), east = std::min(still.x1, moved.x1);
  if (!(east > west)) return 0;
  const auto gap = [&](double x) {
    return still.y0 + still.slope * (x - still.x0) - moved.y0 - moved.slope * (x - moved.x0);
  };
  const double first = gap(west), last = gap(east), width = east - west;
  const double integral = (first < 0) == (last < 0)
                              ? std::abs(first + last) / 2 * width
                              : (first * first + last * last) / (2 * std::abs(last - first)) * width;
  return still.sign * moved.sign * integral;
}

double SetCovariance::at(double shift_x, double shift_y) const {
  const auto moved = [&](Edge edge) {
    edge.x0 += shift_x;
    edge.x1 += shift_x;
    edge.y0 += shift_y;
    edge.y1 += shift_y;
    return edge;
  };
  std::vector<Edge> still_open, moved_open;  // met already, may still overlap what comes
  double sum = 0;
  const auto meet = [&sum](const Edge& edge, std::vector<Edge>& others) {
    for (std::size_t k = 0; k < others.size();) {
      if (others[k].x1 <= edge.x0) {
        others[k] = others.back();
        others.pop_back();
      } else {
        sum += shared(edge, others[k++]);
      }
    }
  };
  for (std::size_t i = 0, j = 0; i < edges_.size() || j < edges_.size();) {
    if (j == edges_.size() || (i < edges_.size() && edges_[i].x0 <= edges_[j].x0 + shift_x)) {
      meet(edges_[i], moved_open);
      still_open.push_back(edges_[i++]);
    } else {
      const Edge next = moved(edges_[j++]);
      meet(next, still_open);
      moved_open.push_back(next);
    }
  }
  return std::max(0.0, -sum / 2);
}

}  // namespace vigie
