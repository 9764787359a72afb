// Values, scores, quadrants and moments of local Moran from neighbor sums.
#include "engine/statistics/local_moran.h"

#include <cmath>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/value_moments.h"

namespace vigie {
namespace {

Quadrant quadrant_of(double own, double lag) {
  if (own == 0 || lag == 0) return Quadrant::undefined;
  if (own > 0) return lag > 0 ? Quadrant::high_high : Quadrant::high_low;
  return lag > 0 ? Quadrant::low_high : Quadrant::low_low;
}

}  // namespace

LocalMoran local_moran(std::span<const double> values, const NeighborSums& sums) {
  const ValueMoments x = value_moments(values, sums, Islands::kept);
  LocalMoran result{.value = std::vector<double>(values.size(), no_number),
                    .z = gi_z(values, sums, Self::excluded),
                    .quadrant = std::vector<Quadrant>(values.size(), Quadrant::undefined)};
  parallel_chunks(values.size(), 65536, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (std::isnan(result.z[i])) continue;
      const double own = values[i] - x.mean;
      const double lag = sums.value[i] / sums.weight[i] - x.mean;
      result.value[i] = own * lag * x.count / x.squares;
      result.z[i] = own > 0 ? result.z[i] : own < 0 ? -result.z[i] : no_number;
      result.quadrant[i] = quadrant_of(own, lag);
    }
  });
  return result;
}

LocalMoments local_moran_moments(std::span<const double> values, const NeighborSums& sums, Null null) {
  const ValueMoments x = value_moments(values, sums, Islands::kept);
  const double n = x.count, m2 = x.squares / n, b2 = x.kurtosis();
  LocalMoments result{std::vector<double>(values.size(), no_number), std::vector<double>(values.size(), no_number)};
  if (!x.vary || n < 3) return result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i]) || !(sums.weight[i] > 0)) continue;
    const double s1 = sums.squared[i] / (sums.weight[i] * sums.weight[i]);  // of row-standardized weights, W_i = 1
    const double own = values[i] - x.mean, own2 = own * own;
    if (null == Null::total) {
      result.expected[i] = -1 / (n - 1);
      result.variance[i] =
          s1 * (n - b2) / (n - 1) + (1 - s1) * (2 * b2 - n) / ((n - 1) * (n - 2)) - 1 / ((n - 1) * (n - 1));
    } else {
      result.expected[i] = -own2 / ((n - 1) * m2);
      result.variance[i] = own2 / (m2 * m2) * n / (n - 2) * (s1 - 1 / (n - 1)) * (m2 - own2 / (n - 1));
    }
  }
  return result;
}

}  // namespace vigie
