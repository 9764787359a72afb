// Kernel values along rows of cells for one point at a time, for kernels without a polynomial form.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"

namespace vigie {

class KernelRow {
 public:
  explicit KernelRow(const KernelFrame& frame) : frame_(frame) {}

  /// For a point with a bandwidth of its own; call before move_to.
  void set_bandwidth(double metres) { frame_ = frame_.with_bandwidth(metres); }
  const KernelFrame& frame() const { return frame_; }
  /// Takes the point's x; what depends on it alone is computed once for all rows.
  void move_to(double x);

  /// Kernel values factor * value[i] per square metre at the centres of columns first + i, in a row whose centres lie
  /// `dy` metres from the point. Valid until the next call.
  struct Values {
    std::int64_t first = 0;
    std::span<const double> value;
    double factor = 0;
  };
  Values at(double dy);

 private:
  void fill_gaussian_profile();
  void fill_squares();

  KernelFrame frame_;
  double x_ = 0;
  std::int64_t profile_first_ = 0;
  std::vector<double> profile_;  // along x: the Gaussian, for other kernels squared distances in bandwidths
  std::vector<double> values_;
};

}  // namespace vigie
