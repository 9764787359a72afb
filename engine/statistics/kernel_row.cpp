// The Gaussian is a product of two profiles; the others are evaluated cell by cell.
#include "engine/statistics/kernel_row.h"

#include <algorithm>
#include <cmath>

namespace vigie {

void KernelRow::move_to(double x) {
  x_ = x;
  if (frame_.kernel == Kernel::gaussian) fill_gaussian_profile();
}

// From the nearest column outwards, by ratios of neighboring values, which themselves fall by a constant factor; the
// relative error grows with the square of the steps and stays below 1e-10 where the value is 1e-16 of the peak.
void KernelRow::fill_gaussian_profile() {
  const ColumnRange range = frame_.columns_within(x_, 0);
  profile_first_ = range.first;
  profile_.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, range.last - range.first)));
  if (profile_.empty()) return;
  const std::int64_t nearest = std::clamp(frame_.index_at(x_, frame_.columns), range.first, range.last - 1);
  const double step = frame_.cell_size / frame_.bandwidth, fall = std::exp(-step * step);
  const double offset = (frame_.centre(nearest) - x_) / frame_.bandwidth;
  const double start = std::exp(-offset * offset / 2);

  double value = start, ratio = std::exp(-step * (offset + step / 2));
  for (std::int64_t c = nearest; c < range.last; ++c, value *= ratio, ratio *= fall)
    profile_[static_cast<std::size_t>(c - range.first)] = value;
  value = start;
  ratio = std::exp(-step * (step / 2 - offset));
  for (std::int64_t c = nearest; c >= range.first; --c, value *= ratio, ratio *= fall)
    profile_[static_cast<std::size_t>(c - range.first)] = value;
}

KernelRow::Values KernelRow::at(double dy) {
  ColumnRange range = frame_.columns_within(x_, dy);
  if (range.first >= range.last) return {};
  const double v = dy / frame_.bandwidth;
  if (frame_.kernel == Kernel::gaussian) {
    const auto skipped = static_cast<std::size_t>(range.first - profile_first_);
    const auto count = static_cast<std::size_t>(range.last - range.first);
    return {range.first, std::span(profile_).subspan(skipped, count), frame_.height * std::exp(-v * v / 2)};
  }
  values_.resize(static_cast<std::size_t>(range.last - range.first));
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const double u = (frame_.centre(range.first + static_cast<std::int64_t>(i)) - x_) / frame_.bandwidth;
    values_[i] = u * u + v * v;
  }
  shape_values();
  return {range.first, values_, frame_.height};
}

// From squared distances in bandwidths to shares of the height; centres beyond the bandwidth by rounding get 0.
void KernelRow::shape_values() {
  switch (frame_.kernel) {
    case Kernel::quartic:
      for (double& s : values_) s = std::max(0.0, 1 - s) * std::max(0.0, 1 - s);
      break;
    case Kernel::epanechnikov:
      for (double& s : values_) s = std::max(0.0, 1 - s);
      break;
    case Kernel::triangular:
      for (double& s : values_) s = std::max(0.0, 1 - std::sqrt(s));
      break;
    default:  // uniform: columns_within has decided
      for (double& s : values_) s = 1;
  }
}

}  // namespace vigie
