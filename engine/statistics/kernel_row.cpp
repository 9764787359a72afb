// The Gaussian is a product of two profiles; the others are evaluated cell by cell.
#include "engine/statistics/kernel_row.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/kernel_lanes.h"

namespace vigie {
namespace {

// From squared distances in bandwidths, along the row and across it, to shares of the height; centres beyond the
// bandwidth by rounding get 0.
VIGIE_WIDE_WHERE_POSSIBLE
void shape_values(Kernel kernel, double across, std::span<const double> along, double* values) {
  const double level = 1 - across;
  switch (kernel) {
    case Kernel::quartic:
      for (std::size_t i = 0; i < along.size(); ++i) {
        const double s = std::max(0.0, level - along[i]);
        values[i] = s * s;
      }
      break;
    case Kernel::epanechnikov:
      for (std::size_t i = 0; i < along.size(); ++i) values[i] = std::max(0.0, level - along[i]);
      break;
    case Kernel::triangular:
      for (std::size_t i = 0; i < along.size(); ++i) values[i] = std::max(0.0, 1 - std::sqrt(across + along[i]));
      break;
    default:  // uniform: columns_within has decided
      for (std::size_t i = 0; i < along.size(); ++i) values[i] = 1;
  }
}

}  // namespace

void KernelRow::move_to(double x) {
  x_ = x;
  if (frame_.kernel == Kernel::gaussian) {
    fill_gaussian_profile();
  } else {
    fill_squares();
  }
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

void KernelRow::fill_squares() {
  const ColumnRange range = frame_.columns_within(x_, 0);
  profile_first_ = range.first;
  profile_.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, range.last - range.first)));
  const double unit = 1 / frame_.bandwidth;
  for (std::size_t i = 0; i < profile_.size(); ++i) {
    const double u = (frame_.centre(range.first + static_cast<std::int64_t>(i)) - x_) * unit;
    profile_[i] = u * u;
  }
}

KernelRow::Values KernelRow::at(double dy) {
  ColumnRange range = frame_.columns_within(x_, dy);
  if (range.first >= range.last) return {};
  const double v = dy / frame_.bandwidth;
  // Rounding may find a column more than at dy = 0.
  range.first = std::max(range.first, profile_first_);
  range.last = std::min(range.last, profile_first_ + static_cast<std::int64_t>(profile_.size()));
  if (range.first >= range.last) return {};
  const auto along = std::span(profile_).subspan(static_cast<std::size_t>(range.first - profile_first_),
                                                 static_cast<std::size_t>(range.last - range.first));
  if (frame_.kernel == Kernel::gaussian) return {range.first, along, frame_.height * std::exp(-v * v / 2)};
  values_.resize(std::max(values_.size(), along.size()));
  shape_values(frame_.kernel, v * v, along, values_.data());
  return {range.first, std::span(values_).first(along.size()), frame_.height};
}

}  // namespace vigie
