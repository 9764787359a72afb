// Rows dropped from a column in place: what lies between two of them moves in one go.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/rows_that.h"

namespace vigie {

/// Drops the values in these rows, which ascend.
template <class T>
void leave_out(std::vector<T>& values, std::span<const std::size_t> rows) {
  if (rows.empty()) return;
  const auto at = [&](std::size_t row) { return values.begin() + static_cast<std::ptrdiff_t>(row); };
  auto kept = at(rows.front());
  for (std::size_t i = 0; i < rows.size(); ++i)
    kept = std::move(at(rows[i] + 1), i + 1 < rows.size() ? at(rows[i + 1]) : values.end(), kept);
  values.erase(kept, values.end());
}

/// The rows whose `keep` is 0, ascending.
inline std::vector<std::size_t> rows_not_kept(std::span<const std::uint8_t> keep) {
  return rows_that(keep.size(), [&](std::size_t row) { return keep[row] == 0; });
}

}  // namespace vigie
