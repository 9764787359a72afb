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

}  // namespace vigie
