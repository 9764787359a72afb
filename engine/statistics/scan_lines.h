// Where evenly spaced horizontal lines cross a study area, and how much of a line a shifted one still covers.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/statistics/graded_axis.h"

namespace vigie {

/// A line enters the shape at x (+1) or leaves it (-1).
struct Crossing {
  double x, step;
};

/// Lines at y = south + (k + 1/2) spacing, k = 0..lines()-1; x from the middle of the shape.
class ScanLines {
 public:
  ScanLines(const MultiPolygon& shape, double spacing);

  std::size_t lines() const { return start_.size() - 1; }
  /// Crossings of line k by x.
  std::span<const Crossing> line(std::size_t k) const {
    return std::span(crossings_).subspan(start_[k], start_[k + 1] - start_[k]);
  }
  /// Length of all lines inside the shape, every `stride`-th line from `first` on.
  double length(std::size_t first, std::size_t stride) const;

 private:
  std::vector<std::size_t> start_;
  std::vector<Crossing> crossings_;
};

/// Shared length of pairs of lines as a function of how far the second is moved east, summed over pairs: piecewise
/// linear, collected as kinks between the nodes of the axis on both sides of 0.
class SharedLength {
 public:
  explicit SharedLength(const GradedAxis& axis);

  void add(std::span<const Crossing> still, std::span<const Crossing> moved);

  /// At the nodes west of 0, at 0 and east of 0, west to east; exact for the lines that were added.
  std::vector<double> at_nodes() const;

 private:
  double node(std::size_t i) const;
  void kink(double place, double step);

  GradedAxis axis_;
  std::size_t half_;  // nodes east of 0
  double reach_;
  double level_ = 0, slope_ = 0;           // of the linear part: level at 0
  std::vector<double> bend_, bend_place_;  // per interval between nodes: sum of steps, sum of steps times places
};

}  // namespace vigie
