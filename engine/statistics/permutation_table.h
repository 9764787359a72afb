// Exact tail probabilities of neighbor sums from a table indexed by number drawn and sum.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/value_lattice.h"

namespace vigie {

/// True where the table for these questions stays small enough (about 1e8 multiply-adds, a second at most).
bool table_is_affordable(const ValueLattice& lattice, std::span<const DrawQuestion> questions);

/// One answer per question. Generating function of sampling without replacement: all terms are positive, so that both
/// tails keep their relative accuracy, however small. Either all questions leave one value in place or none does, and
/// each draws at most half of the population.
std::vector<Tails> tails_by_table(const ValueLattice& lattice, std::span<const DrawQuestion> questions);

}  // namespace vigie
