// Tail probabilities by listing every subset, and by plain simulation: slow and obvious.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/statistics/value_lattice.h"

namespace vigie::test {

/// Share of the subsets of `drawn` values with a sum of at least (at most) `sum`; for up to 20 values.
inline Tails enumerated(const std::vector<double>& population, std::size_t drawn, double sum) {
  double all = 0, upper = 0, lower = 0;
  for (std::uint32_t subset = 0; subset < (1U << population.size()); ++subset) {
    if (static_cast<std::size_t>(__builtin_popcount(subset)) != drawn) continue;
    double total = 0;
    for (std::size_t i = 0; i < population.size(); ++i)
      if ((subset >> i) & 1U) total += population[i];
    all += 1;
    if (total >= sum - 1e-9) upper += 1;
    if (total <= sum + 1e-9) lower += 1;
  }
  return {upper / all, lower / all};
}

/// Shares among `draws` simulated placements.
inline Tails shuffled(std::vector<double> population, std::size_t drawn, double sum, int draws,
                      std::mt19937_64& random) {
  double upper = 0, lower = 0;
  for (int draw = 0; draw < draws; ++draw) {
    double total = 0;
    for (std::size_t j = 0; j < drawn; ++j) {
      std::swap(population[j],
                population[std::uniform_int_distribution<std::size_t>(j, population.size() - 1)(random)]);
      total += population[j];
    }
    if (total >= sum - 1e-9) upper += 1;
    if (total <= sum + 1e-9) lower += 1;
  }
  return {upper / draws, lower / draws};
}

inline std::vector<double> without_one(std::vector<double> values, std::size_t i) {
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
  return values;
}

}  // namespace vigie::test
