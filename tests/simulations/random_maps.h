// Counts without any clustering, from generators of our own: the same maps with every library.
#pragma once

#include <cstdint>
#include <vector>

namespace vigie::simulation {

/// poisson: mean 2. lognormal_poisson: the mean is itself drawn for each place, exp(0.2 + 1.2 z) with z normal, which
/// gives many zeros and a few very large counts.
enum class Counts { poisson, lognormal_poisson };

/// Independent and equally distributed over the places. Map `map` is always the same.
std::vector<double> random_map(Counts kind, std::size_t places, std::uint64_t map);

}  // namespace vigie::simulation
