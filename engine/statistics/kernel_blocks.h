// Rows of cells in blocks with an origin each, so that powers of a coordinate along the row stay small.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Coordinates t along a row are in bandwidths from the origin of the block. Each block has one slot more than cells,
/// for prefix sums and for intervals that end with the block. No interval within a kernel's reach touches more than
/// two.
class RowBlocks {
 public:
  explicit RowBlocks(const KernelFrame& frame)
      : frame_(frame),
        cells_(static_cast<std::int64_t>(std::clamp(std::ceil(4 * frame.bandwidth / frame.cell_size), 2.0,
                                                    std::max(2.0, static_cast<double>(frame.columns))))) {}

  std::int64_t count() const { return (frame_.columns + cells_ - 1) / cells_; }
  std::size_t slots() const { return static_cast<std::size_t>(count() * (cells_ + 1)); }
  std::int64_t block_of(std::int64_t column) const { return column / cells_; }
  ColumnRange columns(std::int64_t block) const {
    return {block * cells_, std::min(frame_.columns, (block + 1) * cells_)};
  }
  /// Of a column that the block holds, or the one after its last.
  static std::size_t slot(std::int64_t column, std::int64_t block) { return static_cast<std::size_t>(column + block); }
  /// t of a column's centre; the column may lie anywhere.
  double position(std::int64_t column, std::int64_t block) const {
    const double cells = static_cast<double>(column - block * cells_) + 0.5 - static_cast<double>(cells_) / 2;
    return cells * frame_.cell_size / frame_.bandwidth;
  }

 private:
  const KernelFrame& frame_;
  std::int64_t cells_;  // per block
};

}  // namespace vigie
