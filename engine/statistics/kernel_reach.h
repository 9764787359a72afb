// Which cells around a cell all its points reach, and which only some of them: found once, for every cell.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Four columns of the rim, as two pairs of neighbors, counted from the column of the points. For a point at (ax, ay)
/// from the centre of its cell, reach^2 - d^2 at lane l is
/// base[l] + slope[l] * ax + 2 * dy * ay - (ax^2 + ay^2), square metres, dy the distance between the rows.
struct RimLanes {
  std::int64_t west = 0, east = 0;
  double base[4] = {}, slope[4] = {};
};

/// One row of cells, dy metres north of the points' row.
struct ReachRow {
  double dy = 0;
  std::int64_t certain = -1;  // columns -certain..certain are within reach of every point of the cell; -1: none is
  std::size_t rim_begin = 0, rim_end = 0;  // of CellReach::rim
};

/// For compact kernels.
class CellReach {
 public:
  /// Rows up to `farthest` away; further ones are not asked for.
  CellReach(const KernelFrame& frame, std::int64_t farthest);

  std::int64_t rows() const { return rows_; }  // on either side
  const ReachRow& row(std::int64_t offset) const { return table_[static_cast<std::size_t>(offset + rows_)]; }
  std::span<const RimLanes> rim(const ReachRow& row) const {
    return std::span(rim_).subspan(row.rim_begin, row.rim_end - row.rim_begin);
  }
  bool any_certain() const { return row(0).certain >= 0; }
  /// Columns on either side that any point may reach.
  std::int64_t columns() const { return columns_; }

 private:
  void add_row(const KernelFrame& frame, std::int64_t offset);
  void add_lanes(const KernelFrame& frame, double dy, std::int64_t west, std::int64_t east);

  std::int64_t rows_ = 0, columns_ = 0;
  std::vector<ReachRow> table_;
  std::vector<RimLanes> rim_;
};

}  // namespace vigie
