// How far binned sums can lie from exact ones, whatever the points: a bound, not an estimate.
#pragma once

#include <span>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/kernel_nodes.h"

namespace vigie {

/// A bound per square metre for the sums at the nodes of 2n by 2n blocks.
struct BlockBounds {
  std::int64_t block = 2;  // nodes along an edge
  Lattice bound;

  double at_node(std::int64_t column, std::int64_t row) const { return bound.row(row / block)[column / block]; }
};

/// The largest difference between a kernel and its quadratic interpolation over the cell that holds a point, for each
/// distance in cells, summed over the points' weights. `mass_error`: by how much the mass of one point can be off.
class BinningError {
 public:
  explicit BinningError(const KernelFrame& frame);

  double mass_error() const { return mass_error_; }
  /// For weights 1/q that were themselves found from binned sums; exact weights otherwise.
  enum class WeightsAre { exact, binned };
  BlockBounds bounds(const Nodes& nodes, WeightsAre weights, double largest_weight) const;

 private:
  double farthest_in_block(const Lattice& table, std::int64_t dx, std::int64_t dy) const;

  double height_, mass_error_ = 0;
  double single_ = 0;  // of sums in single precision, for a point of weight 1 within reach
  std::int64_t block_ = 2;
  Lattice error_, kernel_;  // by distance in cells, over the height
};

}  // namespace vigie
