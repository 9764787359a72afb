// Reports as points in metres, with their attributes as columns.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/table.h"

namespace vigie {

/// Points in metres of the study's projected CRS. Made by geometry/projection only.
struct PointSet {
  std::vector<double> x, y;
  std::vector<std::int64_t> row;  // record number in the source
  Table attributes;               // named by role, see StoredPoints

  std::size_t size() const { return x.size(); }
  /// Drops the points whose `keep` is 0.
  void keep_only(const std::vector<std::uint8_t>& keep);
};

}  // namespace vigie
