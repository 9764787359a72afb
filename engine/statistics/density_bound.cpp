// The error of interpolation is sampled over the cell; between samples it is bounded by how fast the kernel can bend
// or, at a kink, rise.
#include "engine/statistics/density_bound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace vigie {
namespace {

constexpr double sample_budget = 2e6;
constexpr double kink_samples = 192, most_samples = 16;  // per cell and axis

// In bandwidths: the largest slope and second derivative of a kernel over its height, in any direction.
struct Bend {
  double slope, second;
};

Bend bend_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::quartic:
      return {8 / std::sqrt(27.0), 8};
    case Kernel::epanechnikov:
      return {2, 2};
    case Kernel::triangular:
      return {1, 0};
    case Kernel::gaussian:
      return {std::exp(-0.5), 1};
    case Kernel::uniform:
      break;
  }
  return {0, 0};
}

// One distance (in cells) between a place and the cell of a point.
class Offset {
 public:
  Offset(const KernelFrame& frame, double dx, double dy)
      : frame_(frame), dx_(dx), dy_(dy), step_(frame.cell_size / frame.bandwidth) {
    for (int r = -1; r <= 1; ++r)
      for (int c = -1; c <= 1; ++c) node_[static_cast<std::size_t>(3 * r + c + 4)] = value(c, r);
  }

  double largest_error(double smooth_samples) const {
    constexpr double corner = 2.2;  // no node or point of a cell lies farther from its centre, in cells
    const double away = std::hypot(dx_, dy_), reach = frame_.reach / frame_.cell_size;
    if (away - corner > reach) return 0;
    const bool on_rim = away + corner > reach && frame_.kernel != Kernel::gaussian;
    const Bend bend = bend_of(frame_.kernel);
    switch (frame_.kernel) {
      case Kernel::uniform:
        return on_rim ? 1.375 : 0;  // the weights above 0 sum to 1.375 at most, those below to -0.375
      case Kernel::epanechnikov:
        return on_rim ? sampled(kink_samples) + steep(bend, kink_samples) : 0;  // quadratic itself
      case Kernel::triangular:
        return away <= corner + 0.5 || on_rim
                   ? sampled(kink_samples) + steep(bend, kink_samples)
                   : sampled(smooth_samples) + bent({0, 1 / ((away - corner) * step_)}, smooth_samples);
      default:
        return sampled(smooth_samples) + bent(bend, smooth_samples);
    }
  }

 private:
  // Kernel over its height for a point (a, b) cells from the centre of its cell.
  double value(double a, double b) const {
    const double x = (dx_ - a) * step_, y = (dy_ - b) * step_, square = x * x + y * y;
    switch (frame_.kernel) {
      case Kernel::gaussian:
        return std::exp(-square / 2);
      case Kernel::quartic:
        return square < 1 ? (1 - square) * (1 - square) : 0;
      case Kernel::epanechnikov:
        return std::max(0.0, 1 - square);
      case Kernel::triangular:
        return std::max(0.0, 1 - std::sqrt(square));
      default:
        return square <= 1 ? 1 : 0;
    }
  }

  double interpolated(double a, double b) const {
    const auto& n = node_;
    return n[4] + a * ((n[5] - n[3]) / 2 + a * ((n[5] + n[3]) / 2 - n[4])) +
           b * ((n[7] - n[1]) / 2 + b * ((n[7] + n[1]) / 2 - n[4])) + a * b * (n[8] - n[6] - n[2] + n[0]) / 4;
  }

  double sampled(double samples) const {
    double largest = 0;
    for (double i = 0; i <= samples; ++i)
      for (double j = 0; j <= samples; ++j) {
        const double a = i / samples - 0.5, b = j / samples - 0.5;
        largest = std::max(largest, std::abs(value(a, b) - interpolated(a, b)));
      }
    return largest;
  }

  // The nearest sample lies within 1/sqrt(2) steps; the error rises at most 4.54 times as fast as the kernel (its own
  // slope and, per axis, 2.5 times it for the interpolation).
  double steep(Bend bend, double samples) const { return 4.54 * bend.slope * step_ / samples / std::sqrt(2.0); }

  // Where the error is largest it is level, so only second derivatives count: three times the kernel's at most.
  double bent(Bend bend, double samples) const { return 0.75 * bend.second * step_ * step_ / (samples * samples); }

  const KernelFrame& frame_;
  double dx_, dy_, step_;
  std::array<double, 9> node_{};
};

Lattice block_sums(const Lattice& pairs, std::int64_t block) {
  const std::int64_t size = block / 2;
  Lattice sums((pairs.columns + size - 1) / size, (pairs.rows + size - 1) / size);
  for (std::int64_t r = 0; r < pairs.rows; ++r)
    for (std::int64_t c = 0; c < pairs.columns; ++c) sums.row(r / size)[c / size] += pairs.row(r)[c];
  return sums;
}

}  // namespace

BinningError::BinningError(const KernelFrame& frame) : height_(frame.height) {
  const double cells = std::ceil(frame.reach / frame.cell_size) + 3;
  block_ = 2 * std::max<std::int64_t>(1, static_cast<std::int64_t>(cells / 32));
  const auto size = static_cast<std::int64_t>(cells);
  // The shares of one point sum to 1.75 at most without their signs; products of Gaussians are in full precision.
  if (frame.kernel != Kernel::gaussian) single_ = 1.75 * single_rounding(size);
  error_ = kernel_ = Lattice(size, size);
  const double samples = std::clamp(std::floor(std::sqrt(2 * sample_budget) / cells) - 1, 2.0, most_samples);
  for (std::int64_t dy = 0; dy < size; ++dy)
    for (std::int64_t dx = dy; dx < size; ++dx) {
      const auto x = static_cast<double>(dx), y = static_cast<double>(dy);
      error_.row(dy)[dx] = error_.row(dx)[dy] = Offset(frame, x, y).largest_error(samples);
      // A point lies up to half a cell nearer.
      const double nearest = std::hypot(std::max(0.0, x - 0.5), std::max(0.0, y - 0.5)) * frame.cell_size;
      kernel_.row(dy)[dx] = kernel_.row(dx)[dy] = kernel_value(frame.kernel, nearest, frame.bandwidth) / frame.height;
      const double places = (dx == 0 ? 1 : 2) * (dy == 0 ? 1 : 2) * (dx == dy ? 1 : 2);
      mass_error_ += places * error_.row(dy)[dx] * frame.height * frame.cell_area();
    }
}

// The largest entry for places and points anywhere in two blocks that lie (dx, dy) blocks apart.
double BinningError::farthest_in_block(const Lattice& table, std::int64_t dx, std::int64_t dy) const {
  const auto range = [&](std::int64_t d) {
    return std::pair(std::max<std::int64_t>(0, d * block_ - block_ + 1), std::min(table.columns, d * block_ + block_));
  };
  const auto [west, east] = range(dx);
  const auto [south, north] = range(dy);
  double largest = 0;
  for (std::int64_t r = south; r < north; ++r)
    for (std::int64_t c = west; c < east; ++c) largest = std::max(largest, table.row(r)[c]);
  return largest;
}

BlockBounds BinningError::bounds(const Nodes& nodes, WeightsAre weights, double largest_weight) const {
  const std::int64_t reach = error_.columns / block_ + 1;
  // Terms are rounded where they are summed: 8 roundings of a point at most.
  double points = 0;
  for (double w : nodes.weight.value) points += w;
  const double rounding = std::ldexp((points + 2) * largest_weight * largest_weight, -49);
  const LatticeWeights error(reach, [&](std::int64_t dx, std::int64_t dy) {
    return farthest_in_block(error_, dx, dy) + (farthest_in_block(kernel_, dx, dy) > 0 ? rounding + single_ : 0);
  });
  BlockBounds out{block_, weighted_sums(error, block_sums(nodes.weight, block_))};
  for (double& bound : out.bound.value) bound *= height_;
  if (weights == WeightsAre::exact) return out;

  // A weight w = 1/q with q off by at most e is off by at most w^2 e / (1 - w e).
  const double left = 1 - largest_weight * mass_error_;
  const double per_square = left > 0 ? mass_error_ / left * height_ : std::numeric_limits<double>::infinity();
  const LatticeWeights kernel(reach,
                              [&](std::int64_t dx, std::int64_t dy) { return farthest_in_block(kernel_, dx, dy); });
  const Lattice wrong = weighted_sums(kernel, block_sums(nodes.squared, block_));
  for (std::size_t i = 0; i < wrong.value.size(); ++i)
    if (wrong.value[i] > 0) out.bound.value[i] += per_square * wrong.value[i];
  return out;
}

}  // namespace vigie
