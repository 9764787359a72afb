// Counting repeated fingerprints by sorting them.
#include "engine/io/row_fingerprints.h"

#include <algorithm>

namespace vigie {

std::int64_t RowFingerprints::repeated() && {
  std::ranges::sort(rows_);
  const auto repeats = std::ranges::unique(rows_);
  return static_cast<std::int64_t>(repeats.size());
}

}  // namespace vigie
