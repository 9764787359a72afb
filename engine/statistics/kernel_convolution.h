// Kernel sums over cells that each carry a weight: two at once by one Fourier transform, for any kernel and bandwidth.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/fourier.h"
#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// kernel: K itself. kernel_squared: K^2, for variances of kernel sums.
enum class KernelPower { kernel, kernel_squared };

/// R(K): the integral of the squared kernel over the plane, per square metre.
double kernel_roughness(Kernel kernel, double bandwidth);

/// One entry per cell of the frame.
struct FieldPair {
  std::vector<double> first, second;
};

/// sum over cells c of weight(c) K(centre - centre of c), with an error near 1e-16 of the largest sum; small negative
/// values are rounding. The same bits for the same weights on any thread.
class KernelConvolution {
 public:
  KernelConvolution(const KernelFrame& frame, KernelPower power);

  FieldPair both(std::span<const double> first, std::span<const double> second) const;
  std::vector<double> of(std::span<const double> weights) const;

  /// The same sum over all cells of an endless grid with weight 1.
  double endless() const { return endless_; }
  /// Numbers that one transform of this frame works on, for estimates of time.
  static std::size_t padded_size(const KernelFrame& frame);

 private:
  void transform_columns(std::vector<ComplexArray>& lines) const;

  std::size_t columns_, rows_;
  std::size_t width_, height_;  // powers of two, so large that no kernel reaches round the edge
  double endless_ = 0;
  Fourier across_, along_;
  std::vector<double> spectrum_;  // of the kernel, real since it is symmetric; column by column
};

}  // namespace vigie
