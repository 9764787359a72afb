// Tail probabilities of neighbor sums where exact tables would be too large.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/statistics/value_lattice.h"

namespace vigie {

/// Double saddlepoint approximation of both tails for the sum of `drawn` values of the population, with the lattice
/// correction of the first kind (Skovgaard 1987; Daniels 1987; Butler 2007). A few percent off in the tails; sums at
/// the end of the range are counted exactly. 0 < drawn < population.size. Nothing where it does not converge or leaves
/// [0, 1].
std::optional<Tails> saddlepoint_tails(const ValueLattice& population, std::int64_t drawn, std::int64_t sum);

}  // namespace vigie
