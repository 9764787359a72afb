// Two passes, and the mean corrected by the mean of the residuals: large means cost no digits.
#include "engine/statistics/value_moments.h"

#include <cmath>

#include "engine/statistics/chunk_sums.h"

namespace vigie {

ValueMoments value_moments(std::span<const double> values, const NeighborSums& sums, Islands islands) {
  const auto counts = [&](std::size_t i) {
    return !std::isnan(values[i]) && !std::isnan(sums.weight[i]) && (islands == Islands::kept || sums.weight[i] > 0);
  };
  const std::size_t size = values.size();
  ValueMoments moments;
  std::size_t first = 0;
  while (first < size && !counts(first)) ++first;
  if (first == size) return moments;
  const auto [count, sum, other] = chunk_sums<3>(size, [&](std::size_t i) -> std::array<double, 3> {
    if (!counts(i)) return {};
    return {1, values[i], values[i] != values[first] ? 1.0 : 0.0};
  });
  moments.count = count;
  moments.vary = other > 0;
  const double rough = sum / count;
  const auto [residual] =
      chunk_sums<1>(size, [&](std::size_t i) -> std::array<double, 1> { return {counts(i) ? values[i] - rough : 0}; });
  moments.mean = rough + residual / count;
  const auto [squares, cubes, fourths] = chunk_sums<3>(size, [&](std::size_t i) -> std::array<double, 3> {
    if (!counts(i)) return {};
    const double z = values[i] - moments.mean;
    return {z * z, z * z * z, z * z * z * z};
  });
  moments.squares = squares;
  moments.cubes = cubes;
  moments.fourths = fourths;
  return moments;
}

}  // namespace vigie
