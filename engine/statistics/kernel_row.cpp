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
  values_.clear();
  for (std::int64_t c = range.first; c < range.last; ++c) {
    const double u = (frame_.centre(c) - x_) / frame_.bandwidth;
    values_.push_back(kernel_value(frame_.kernel, std::sqrt(u * u + v * v), 1));
  }
  return {range.first, values_, 1 / (frame_.bandwidth * frame_.bandwidth)};
}

}  // namespace vigie
