// Sums of kernels over masses that stand at the centres of cells.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Numbers at the cells of a lattice, south-west first, row by row.
struct Lattice {
  std::int64_t columns = 0, rows = 0;
  std::vector<double> value;

  Lattice() = default;
  Lattice(std::int64_t width, std::int64_t height)
      : columns(width), rows(height), value(static_cast<std::size_t>(width * height)) {}
  double* row(std::int64_t r) { return value.data() + r * columns; }
  const double* row(std::int64_t r) const { return value.data() + r * columns; }
};

/// Weights by distance in cells, the same in all four directions: `weight[dy][dx]`, rows of unequal length.
struct LatticeWeights {
  std::vector<std::vector<double>> weight;

  /// Of a function of (dx, dy) that is 0 where dx or dy is above `reach`; trailing zeros are dropped.
  LatticeWeights(std::int64_t reach, const std::function<double(std::int64_t, std::int64_t)>& value);
};

/// Whether most masses are the same 1, as in a study area: then sums are found once for all places that see no other.
enum class Masses { any, mostly_one };

/// floats_in_rows takes half the time: within a row of masses, sums are of floats; rows are added as doubles. It errs
/// by single_rounding(reach in columns) times the sum of |weight * mass| at most.
enum class Arithmetic { doubles, floats_in_rows };
double single_rounding(std::int64_t reach);

/// sum over the lattice of weight * mass at every place; outside the lattice there is no mass.
Lattice weighted_sums(const LatticeWeights& weights, const Lattice& mass, Masses masses = Masses::any,
                      Arithmetic arithmetic = Arithmetic::doubles);

/// sum over the lattice of kernel / height * mass. The Gaussian is a product of sums along rows and columns, always in
/// full precision.
Lattice lattice_sums(const KernelFrame& frame, const Lattice& mass, Masses masses = Masses::any,
                     Arithmetic arithmetic = Arithmetic::doubles);

}  // namespace vigie
