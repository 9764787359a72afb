// How concentrated events would be if each fell into a place by chance: the yardstick for any Gini.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/statistics/concentration.h"

namespace vigie {

/// Events fall independently into places, with probabilities proportional to `weights` (>= 0; NaN counts as 0). Draws
/// counts by level, not by place: places of equal weight get their counts together, as Poisson counts whose histogram
/// is drawn by conditional binomials; the few events that are then still missing are placed one by one. That is an
/// exact multinomial draw, for Poisson counts given their sum are one.
class RandomPlacement {
 public:
  /// `events` is the number placed in each draw.
  RandomPlacement(std::span<const double> weights, std::int64_t events);
  ~RandomPlacement();
  RandomPlacement(RandomPlacement&&) noexcept;
  RandomPlacement(const RandomPlacement&) = delete;
  RandomPlacement& operator=(const RandomPlacement&) = delete;
  RandomPlacement& operator=(RandomPlacement&&) = delete;

  /// Addressed by (seed, item, draw); depends on the weights, not on their order.
  CountLevels draw(std::uint64_t seed, std::uint32_t item, std::uint32_t draw) const;

  /// False where no place has a weight: nothing can be placed.
  bool possible() const;
  /// Random numbers for one draw, roughly, for a choice of their number: about 2.5e7 take a second on one processor.
  double effort() const;

 private:
  struct Plan;
  std::unique_ptr<const Plan> plan_;
};

/// What random placement gives, over `draws` draws. NaN where nothing can be placed or there are no draws.
struct RandomConcentration {
  double mean, lower, upper;    // of the generalized Gini: mean and 2.5 and 97.5 % limits of draws
  double p;                     // two-sided, of the observed one: min(1, 2 min(upper, lower)), each (M + 1) / (R + 1)
  std::vector<double> holding;  // mean smallest number of places that hold each of `shares` of the events
};

/// Against the generalized Gini `observed` (idea of a random baseline: Chalfin et al. 2021). Same result for any
/// number of threads and any order of places.
RandomConcentration random_concentration(const RandomPlacement& placement, double observed,
                                         std::span<const double> shares, int draws, std::uint64_t seed,
                                         std::uint32_t item);

}  // namespace vigie
