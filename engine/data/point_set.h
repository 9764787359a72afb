// Reports as points in metres, with their attributes as columns.
#pragma once

#include <span>
#include <vector>

#include "engine/data/row_runs.h"
#include "engine/data/table.h"

namespace vigie {

/// Points in metres of the study's projected CRS. Made by geometry/projection only.
struct PointSet {
  std::vector<double> x, y;
  RowRuns row;       // record number in the source
  Table attributes;  // named by role, see StoredPoints

  std::size_t size() const { return x.size(); }
  /// Drops these points, which ascend.
  void leave_out(std::span<const std::size_t> points);
};

}  // namespace vigie
