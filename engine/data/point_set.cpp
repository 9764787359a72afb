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
    if (column == 2) vigie::keep_only(row, keep);
  });
  attributes.keep_only(keep);
}

}  // namespace vigie
