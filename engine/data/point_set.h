// Reports as points in metres, with their attributes as columns.
#pragma once

#include <cstdint>
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
  /// Drops the points whose `keep` is 0.
  void keep_only(const std::vector<std::uint8_t>& keep);
  /// Drops these points.
  void leave_out(const std::vector<std::size_t>& points);
};

}  // namespace vigie
