// A range for each chunk, then the range of these.
#include "engine/data/instant_range.h"

#include <algorithm>

#include "engine/base/parallel.h"

namespace vigie {

InstantRange range_of(const Instants& column) {
  constexpr std::size_t chunk = 1 << 16;
  constexpr Instant latest = std::numeric_limits<Instant>::max();
  const std::vector<Instant>& values = column.values;
  std::vector<InstantRange> ranges((values.size() + chunk - 1) / chunk, {latest, no_instant});
  parallel_chunks(values.size(), chunk, [&](std::size_t begin, std::size_t end) {
    InstantRange here{latest, no_instant};
    for (std::size_t row = begin; row < end; ++row) {
      here.first = std::min(here.first, values[row] == no_instant ? latest : values[row]);
      here.last = std::max(here.last, values[row]);  // NULL is the least of all
    }
    ranges[begin / chunk] = here;
  });
  InstantRange all{latest, no_instant};
  for (const InstantRange& range : ranges) all = {std::min(all.first, range.first), std::max(all.last, range.last)};
  return all.last == no_instant ? InstantRange{} : all;
}

}  // namespace vigie
