// Rows that meet a condition, looked for by all threads.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/parallel.h"

namespace vigie {

/// What visit(begin, end, found) adds to `found` for the rows of [begin, end), in order of the rows of [0, count).
/// Made for finds that are few.
template <class Found, class Visit>
std::vector<Found> found_in_chunks(std::size_t count, Visit visit) {
  constexpr std::size_t chunk = 1 << 16;
  std::vector<std::vector<Found>> parts((count + chunk - 1) / chunk);
  parallel_chunks(count, chunk, [&](std::size_t begin, std::size_t end) {
    std::vector<Found> found;
    visit(begin, end, found);
    parts[begin / chunk] = std::move(found);
  });
  std::vector<Found> all;
  for (const std::vector<Found>& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// The same where visit(row, found) looks at one row.
template <class Found, class Visit>
std::vector<Found> found_in_rows(std::size_t count, Visit visit) {
  return found_in_chunks<Found>(count, [&](std::size_t begin, std::size_t end, std::vector<Found>& found) {
    for (std::size_t row = begin; row < end; ++row) visit(row, found);
  });
}

/// The rows of [0, count) for which meets(row) is true, ascending.
template <class Meets>
std::vector<std::size_t> rows_that(std::size_t count, Meets meets) {
  return found_in_rows<std::size_t>(count, [&](std::size_t row, std::vector<std::size_t>& found) {
    if (meets(row)) found.push_back(row);
  });
}

}  // namespace vigie
