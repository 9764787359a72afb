// One draw of every criterion at every place, scaled so that criteria can be added.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/random_variates.h"
#include "engine/statistics/rank_acceptability.h"
#include "engine/statistics/value_ranks.h"

namespace vigie {

/// Room for one thread. Criteria that are exact are scaled once.
class CriterionDraws {
 public:
  explicit CriterionDraws(const RankQuestion& question);

  /// Draws values by (seed, criterion, address of the place, draw) and scales them.
  void take(std::uint32_t draw);
  /// The means instead of a draw.
  void take_means();

  /// 0 to 1 at each place, 1 where the criterion calls loudest; 0.5 where it has no value.
  std::span<const double> scaled(std::size_t criterion) const { return scaled_[criterion]; }

 private:
  // Gamma shapes of the places, of the first and the second parameter; empty for other laws.
  struct Shapes {
    std::vector<GammaShape> first, second;
  };
  static Shapes shapes_of(const Criterion& criterion);
  double value_of(std::size_t criterion, std::size_t place, AddressedRandom& random) const;
  void draw_values(std::size_t criterion, std::uint32_t draw);
  void scale(std::size_t criterion);

  const RankQuestion* question_;
  ValueRanks room_;
  std::vector<Shapes> shapes_;
  std::vector<std::vector<double>> values_, scaled_;
};

}  // namespace vigie
