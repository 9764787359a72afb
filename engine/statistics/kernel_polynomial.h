// Kernels that are polynomials along a row of cells, and the blocks in which they are summed.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Coefficients in t of the kernel over its height, at (t, y) for a point at (ti, yi), all in bandwidths:
/// with g = 1 - (y - yi)^2 the value of 1 - d^2 is g - (t - ti)^2.
struct QuarticRow {
  static constexpr std::size_t terms = 5;
  static std::array<double, terms> coefficients(double g, double ti) {
    const double a = g - ti * ti, b = 2 * ti;  // (a + b t - t^2)^2
    return {a * a, 2 * a * b, b * b - 2 * a, -2 * b, 1};
  }
};

struct EpanechnikovRow {
  static constexpr std::size_t terms = 3;
  static std::array<double, terms> coefficients(double g, double ti) { return {g - ti * ti, 2 * ti, -1}; }
};

struct UniformRow {
  static constexpr std::size_t terms = 1;
  static std::array<double, terms> coefficients(double, double) { return {1}; }
};

/// A row of cells in blocks with an origin of t each: |t| stays small, so that powers of it lose no digits. Each block
/// has one slot more than cells, for prefix sums and for intervals that end with the block.
class RowBlocks {
 public:
  explicit RowBlocks(const KernelFrame& frame)
      : frame_(frame),
        cells_(static_cast<std::int64_t>(std::clamp(std::ceil(4 * frame.bandwidth / frame.cell_size), 2.0,
                                                    std::max(2.0, static_cast<double>(frame.columns))))) {
    for (std::int64_t column = 0; column < frame.columns; ++column)
      block_.push_back(static_cast<std::int32_t>(column / cells_));
    for (std::int64_t first = 0; first < frame.columns; first += cells_)
      origin_.push_back(frame.centre(first) + static_cast<double>(cells_) / 2 * frame.cell_size);
  }

  std::size_t slots() const { return origin_.size() * static_cast<std::size_t>(cells_ + 1); }
  std::size_t slot(std::int64_t column) const {
    return static_cast<std::size_t>(column + block_[static_cast<std::size_t>(column)]);
  }
  bool starts_block(std::int64_t column) const { return column % cells_ == 0; }
  /// t of a cell's centre, from the origin of its block.
  double position(std::int64_t column) const {
    return (frame_.centre(column) - origin_[static_cast<std::size_t>(block_[static_cast<std::size_t>(column)])]) /
           frame_.bandwidth;
  }

  /// Calls segment(first slot, slot after the last, ti) for each block that a range of columns touches.
  template <class Segment>
  void for_segments(ColumnRange range, double x, Segment segment) const {
    if (range.first >= range.last) return;
    const std::int32_t last_block = block_[static_cast<std::size_t>(range.last - 1)];
    for (std::int32_t b = block_[static_cast<std::size_t>(range.first)]; b <= last_block; ++b) {
      const std::int64_t begin = std::max(range.first, b * cells_), end = std::min(range.last, (b + 1) * cells_);
      segment(static_cast<std::size_t>(begin + b), static_cast<std::size_t>(end + b),
              (x - origin_[static_cast<std::size_t>(b)]) / frame_.bandwidth);
    }
  }

 private:
  const KernelFrame& frame_;
  std::int64_t cells_;               // per block
  std::vector<std::int32_t> block_;  // of each column
  std::vector<double> origin_;       // metres
};

}  // namespace vigie
