// How often random placement of the observed values would give a neighbor sum at least this extreme.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/data/weights.h"
#include "engine/statistics/gi.h"

namespace vigie {

/// total: all values are placed at random, the place's own included. conditional: the place keeps its value.
enum class Null { total, conditional };

enum class Inference { exact, normal, monte_carlo };

/// What was in fact computed; `name` gives the word that the manifest records.
enum class PValueMethod { exact, exact_fft, saddlepoint, monte_carlo, normal };
std::string_view name(PValueMethod method);

struct PermutationOptions {
  Inference inference = Inference::exact;
  Self self = Self::included;
  Null null = Null::total;
  int permutations = 9999;  // Monte Carlo only
  std::uint64_t seed = 1;   // Monte Carlo only
};

/// Tail probabilities, ties counted in both tails, so that upper + lower > 1. NaN where there is no test.
struct TailProbabilities {
  std::vector<double> upper, lower;
  std::vector<PValueMethod> methods;  // those that were used, without repetition, most frequent first
  bool floored = false;               // some p lie below 1e-12 and are stored as 1e-12
  std::string_view why;               // why exact inference was not possible, "" if it was
};

/// Exact for whole numbers and binary weights (generating function, or its Fourier form for large neighborhoods,
/// saddlepoint beyond its budgets); Monte Carlo with draws addressed by (seed, place, draw) otherwise, and the normal
/// approximation where that would take more than 2e10 single values. `sums` are those of the same values and weights.
/// The weights themselves are needed by Monte Carlo with unequal weights only.
TailProbabilities permutation_p(std::span<const double> values, const NeighborSums& sums,
                                const PermutationOptions& options, const SpatialWeights* weights = nullptr);
TailProbabilities permutation_p(std::span<const double> values, const NeighborSums& sums,
                                const PermutationOptions& options, const Weights& weights);

/// min(1, 2 min(upper, lower)), place by place.
std::vector<double> two_sided(const TailProbabilities& tails);

}  // namespace vigie
