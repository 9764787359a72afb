// Square and hexagonal cells on a global origin: ids do not change when the data does.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/data/shapes.h"

namespace vigie {

enum class CellShape { square, hexagon };

/// A window of `columns` by `rows` cells of the endless lattice through (0,0). Cells are numbered row by row from the
/// south-west corner: index = row * columns + column. Each point of the plane lies in exactly one cell of the lattice.
///
/// Squares: cell (c,r) owns [c*s, (c+1)*s) x [r*s, (r+1)*s), its west and south edge included.
/// Hexagons: pointy-top, `cell_size` is the distance between opposite edges, so neighboring centres lie cell_size
/// apart. Lattice row r has centres at y = r * s * sqrt(3)/2, x = (c + (r odd ? 1/2 : 0)) * s; a point belongs to the
/// nearest centre, on a shared edge to the centre that comes last by (y, x).
struct Grid {
  CellShape shape = CellShape::square;
  double cell_size = 0;                          // metres
  std::int64_t first_column = 0, first_row = 0;  // lattice position of index 0
  std::int64_t columns = 0, rows = 0;

  std::int64_t size() const { return columns * rows; }
  /// Index of the cell that owns the point, or -1 if that cell lies outside the window.
  std::int64_t cell_at(Point p) const;
  /// cell_at of each of many points. Throws std::logic_error where indexes do not fit 32 bits.
  void cells_at(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> cell) const;
  Point centre(std::int64_t index) const;
  /// Closed ring, counter-clockwise, first point south-west (square) or south (hexagon).
  Ring outline(std::int64_t index) const;
  /// Stable text such as "s100_1489_1705": shape, size in metres, lattice column and row.
  std::string id(std::int64_t index) const;
  double cell_area() const;  // square metres
  Box extent() const;        // of all cells of the window
};

/// The smallest window whose cells cover the box. Throws DataError beyond `limit` cells, naming the extent, and for an
/// empty box; UsageError for a cell size that is no length.
Grid grid_over(const Box& box, CellShape shape, double cell_size, std::int64_t limit = 10'000'000);

}  // namespace vigie
