// What two kernels have in common: the integral of their product, by the distance between them.
#pragma once

#include <vector>

#include "engine/statistics/density.h"

namespace vigie {

class KernelOverlap {
 public:
  explicit KernelOverlap(Kernel kernel);

  /// Integral over the plane of K_h(s) K_h(s - d), per square metre, for a bandwidth h and points d metres apart. To
  /// about 1e-6 of its value at 0 (triangular 1e-5).
  double operator()(double distance, double bandwidth) const;
  /// In bandwidths; 0 beyond.
  double reach() const;

 private:
  Kernel kernel_;
  std::vector<double> table_;  // of bandwidth 1, at equal steps of the distance up to 2; none for the Gaussian
};

}  // namespace vigie
