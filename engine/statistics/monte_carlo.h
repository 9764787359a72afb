// Tail probabilities of neighbor sums by random draws, for values and weights that no exact method covers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/value_lattice.h"

namespace vigie {

/// One place to test: `drawn` values are drawn without replacement and summed, with `weight` if there is one.
struct DrawTest {
  std::size_t place = 0;     // address of its random numbers
  std::size_t own = nobody;  // position in the population of the value that stays in place
  std::size_t drawn = 0;
  std::vector<double> weight;  // `drawn` entries; empty: all 1
  double observed = 0;
};

/// p = (M + 1) / (R + 1) with R = `permutations` (Phipson & Smyth 2010), sums within a relative 1e-9 counted as ties in
/// both tails. One answer per test; draws are addressed by (seed, place, draw).
std::vector<Tails> tails_by_monte_carlo(std::span<const double> population, std::span<const DrawTest> tests,
                                        int permutations, std::uint64_t seed);

}  // namespace vigie
