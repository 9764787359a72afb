// Points dropped in place.
#include "engine/data/point_set.h"

#include "engine/base/parallel.h"
#include "engine/data/leave_out.h"

namespace vigie {

void PointSet::leave_out(std::span<const std::size_t> points) {
  if (points.empty()) return;
  parallel_chunks(3, 1, [&](std::size_t column, std::size_t) {
    if (column == 0) vigie::leave_out(x, points);
    if (column == 1) vigie::leave_out(y, points);
    if (column == 2) row.leave_out(points);
  });
  attributes.leave_out(points);
}

}  // namespace vigie
