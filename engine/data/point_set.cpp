// Points dropped in place.
#include "engine/data/point_set.h"

#include <algorithm>

#include "engine/base/parallel.h"

namespace vigie {

void PointSet::keep_only(const std::vector<std::uint8_t>& keep) {
  if (std::ranges::find(keep, 0) == keep.end()) return;
  parallel_chunks(3, 1, [&](std::size_t column, std::size_t) {
    if (column == 0) vigie::keep_only(x, keep);
    if (column == 1) vigie::keep_only(y, keep);
    if (column == 2) row.keep_only(keep);
  });
  attributes.keep_only(keep);
}

void PointSet::leave_out(const std::vector<std::size_t>& points) {
  if (points.empty()) return;
  std::vector<std::uint8_t> keep(size(), 1);
  for (const std::size_t point : points) keep[point] = 0;
  keep_only(keep);
}

}  // namespace vigie
