// Which windows of cells lie wholly inside the study area.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie {

/// Counts of cells with share 1, so that any window is checked at once.
class WholeCells {
 public:
  WholeCells(std::int64_t columns, std::int64_t rows, std::span<const double> shares)
      : columns_(columns), rows_(rows), before_(static_cast<std::size_t>((columns + 1) * (rows + 1))) {
    for (std::int64_t row = 0; row < rows; ++row) {
      std::int64_t in_row = 0;
      for (std::int64_t column = 0; column < columns; ++column) {
        in_row += shares[static_cast<std::size_t>(row * columns + column)] == 1 ? 1 : 0;
        before_[index(row + 1, column + 1)] = before_[index(row, column + 1)] + in_row;
      }
    }
  }

  /// Columns west..east-1 and rows south..north-1 are all whole; false where some lie outside the grid.
  bool all_whole(std::int64_t west, std::int64_t south, std::int64_t east, std::int64_t north) const {
    if (south < 0 || west < 0 || north > rows_ || east > columns_) return false;
    const std::int64_t whole = before_[index(north, east)] - before_[index(north, west)] - before_[index(south, east)] +
                               before_[index(south, west)];
    return whole == (east - west) * (north - south);
  }

 private:
  std::size_t index(std::int64_t row, std::int64_t column) const {
    return static_cast<std::size_t>(row * (columns_ + 1) + column);
  }
  std::int64_t columns_, rows_;
  std::vector<std::int64_t> before_;  // whole cells south and west of each corner
};

}  // namespace vigie
