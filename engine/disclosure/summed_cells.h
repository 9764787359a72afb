// Which areas sum cells of which a count is hidden.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/layer.h"

namespace vigie {

/// By row of `areas` (polygons that are groups of cells): 1 where a cell whose published count is hidden has its centre
/// in it. All 1 where the results have no cells.
std::vector<std::uint8_t> cells_hidden_inside(const Layer& areas, const ResultSet& results,
                                              const std::vector<std::int64_t>& published);

/// Takes out of `hotspot_areas` and `coverage_gaps` the rows that the classes shown do not bear out: where most of the
/// cells inside are hidden, or fewer than two show their class (for gaps, which cut cells: none). An outline drawn
/// around cells that show nothing would be taken for what was found there, and is a guess. Ranks of gaps close up.
/// Returns how many rows went. Results without classes on cells stay as they are.
std::int64_t drop_unsupported_outlines(Layer& areas, const ResultSet& results,
                                       const std::vector<std::int64_t>& published);

}  // namespace vigie
