// Points sorted by the row of cells they lie in, so that each row of a surface finds its points at once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/statistics/kernel_frame.h"

namespace vigie {

/// Order depends on the points alone, not on the order they came in: sums over them are the same to the last bit.
struct PointRows {
  std::vector<double> x, y;        // metres from the south-west corner of the window
  std::vector<std::size_t> start;  // bucket b holds [start[b], start[b+1]); 0 lies south, rows + 1 north of the window

  std::size_t size() const { return x.size(); }
  /// Points within reach of the rows of cells first..last-1, and a few that are not.
  struct Range {
    std::size_t begin, end;
  };
  Range near_rows(const KernelFrame& frame, std::int64_t first, std::int64_t last) const;
};

/// `corner` is subtracted from every point; points that are not finite are left out.
PointRows point_rows(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame);

}  // namespace vigie
