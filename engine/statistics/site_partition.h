// Demand in districts: parts of about the same size, each of points that the same candidates tend to reach.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/statistics/site_cover.h"

namespace vigie {

/// Points of the cover in so many parts of about as many links to candidates, by halving again and again across the
/// longest way from candidate to candidate (recursive graph bisection; Simon 1991). A way from one candidate to another
/// is short where they share much of their demand. Fewer parts where there are fewer points; each part ascending. The
/// parts of half as many, if `parts` is `halvings` times even, are each two that follow one another. Memory of the
/// square of the number of candidates.
std::vector<std::vector<std::uint32_t>> partition(const SiteCover& cover, std::size_t parts, int halvings);

}  // namespace vigie
