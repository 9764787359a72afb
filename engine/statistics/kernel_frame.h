// One kernel over the cells of one grid, in metres from the south-west corner of the grid's window.
#pragma once

#include <cstdint>

#include "engine/statistics/density.h"

namespace vigie {

/// Columns first..last-1; empty where first >= last.
struct ColumnRange {
  std::int64_t first = 0, last = 0;
};

struct KernelFrame {
  Kernel kernel;
  double bandwidth;
  double reach;   // beyond this distance the kernel counts as 0; the Gaussian is below 1e-16 of its peak there
  double height;  // the kernel's value at distance 0, per square metre
  double cell_size;
  std::int64_t columns, rows;

  KernelFrame(Kernel shape, double bandwidth_metres, const Grid& grid);

  /// The same window with another bandwidth.
  KernelFrame with_bandwidth(double metres) const;
  double cell_area() const { return cell_size * cell_size; }
  /// Of a column (x) or a row (y).
  double centre(std::int64_t index) const { return (static_cast<double>(index) + 0.5) * cell_size; }
  /// The row or column that holds a coordinate, -1 or `count` where it lies outside the window.
  std::int64_t index_at(double coordinate, std::int64_t count) const;
  /// Columns whose centres lie within reach of a point at x, in a row whose centres lie `dy` metres from it.
  ColumnRange columns_within(double x, double dy) const;
  /// No point reaches a cell more rows away from its own.
  std::int64_t reach_in_rows() const;
  /// Rows whose centres may lie within reach of a point at y; the border rows may lie just beyond.
  ColumnRange rows_around(double y) const;
};

/// Kernel value at distance 0, per square metre: the constant that makes the kernel integrate to one.
double kernel_height(Kernel kernel, double bandwidth);

}  // namespace vigie
