// Homes of one neighbourhood by squares of a fixed lattice: the ground on which points are moved.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/floor_of.h"
#include "engine/data/shapes.h"

namespace vigie {

/// Squares of `side` metres on multiples of it, row by row from the south-west. All reports in a square count as one
/// place, so that they move together, and a square's centre may carry moved points.
struct HomeLattice {
  double side = 0;
  std::int64_t first_column = 0, first_row = 0, columns = 0, rows = 0;
  std::vector<std::uint8_t> inside;  // 1: the centre lies in the neighbourhood
  std::vector<double> homes;         // dwellings of the neighbourhood; shares of one where only their number is known

  std::size_t size() const { return static_cast<std::size_t>(columns * rows); }
  /// Nothing outside the window.
  std::optional<std::size_t> at(std::int64_t column, std::int64_t row) const {
    if (column < first_column || row < first_row || column >= first_column + columns || row >= first_row + rows)
      return std::nullopt;
    return static_cast<std::size_t>((row - first_row) * columns + (column - first_column));
  }
  std::optional<std::size_t> at(Point p) const { return at(floor_of(p.x / side), floor_of(p.y / side)); }
  std::int64_t column(std::size_t square) const { return first_column + static_cast<std::int64_t>(square) % columns; }
  std::int64_t row(std::size_t square) const { return first_row + static_cast<std::int64_t>(square) / columns; }
  Point centre(std::size_t square) const {
    return {(static_cast<double>(column(square)) + 0.5) * side, (static_cast<double>(row(square)) + 0.5) * side};
  }
};

}  // namespace vigie
