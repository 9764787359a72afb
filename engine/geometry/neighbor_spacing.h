// How far apart neighboring points lie, told from some of them where there are very many.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace vigie {

/// nearest_distinct of at most `most` positions, spread evenly over the rows: their exact distances to the nearest of
/// all positions that is not at the same place. All of them where there are no more; NaN where there is none.
std::vector<double> sampled_nearest_distinct(std::span<const double> x, std::span<const double> y, std::size_t most);

}  // namespace vigie
