// Exact tail probabilities of neighbor sums for large neighborhoods and counts, one Fourier frequency at a time.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/value_lattice.h"

namespace vigie {

/// True where the transform for these questions stays below its budgets (256 MB; 2e10 products, some 20 s of one
/// processor).
bool transform_is_affordable(const ValueLattice& lattice, std::span<const DrawQuestion> questions);

/// One answer per question, with an absolute error near 1e-14: anything below 1e-12 is noise. Conditions as for
/// tails_by_table. Nothing if the probabilities fail their own check (negative mass above 1e-12).
std::optional<std::vector<Tails>> tails_by_transform(const ValueLattice& lattice,
                                                     std::span<const DrawQuestion> questions);

}  // namespace vigie
