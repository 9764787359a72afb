// Which places come first, whatever reasonable weights and whatever true values within their uncertainty one takes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/statistics/weight_draws.h"

namespace vigie {

/// One criterion at every place, with its uncertainty. All vectors have one entry per place; NaN in `first`: no value,
/// which counts as the middle of the others.
struct Criterion {
  /// exact: first is the value. gamma: shape first, rate second. beta: shapes first and second. normal: mean first,
  /// standard deviation second.
  enum class Law { exact, gamma, beta, normal } law = Law::exact;
  /// Whether high or low values call for a place to come first.
  enum class Direction { up, down } direction = Direction::up;
  std::vector<double> first, second;
  /// What is left of a draw: max(0, scale * value - handled). The value is this criterion's own, or, where its law is
  /// exact, that drawn for criterion `of`, which comes before. Empty or one.
  struct Rest {
    std::size_t of = 0;
    std::vector<double> scale, handled;
  };
  std::vector<Rest> rest;

  /// Mean of each place's law.
  std::vector<double> means(const std::vector<Criterion>& all) const;
};

/// How values of a criterion become comparable with those of others.
enum class Scaling { percentile, min_max };

struct RankQuestion {
  std::vector<Criterion> criteria;
  std::vector<std::uint32_t> address;  // of each place, for its random numbers: the same in every subset of places
  Scaling scaling = Scaling::percentile;
  std::size_t top = 1;
  std::uint32_t draws = 10'000;
  std::uint64_t seed = 1;

  std::size_t places() const { return address.size(); }
};

/// All vectors have one entry per place.
struct RankAcceptability {
  std::vector<double> p_top;                          // share of draws in which it is among the first `top`
  std::vector<std::int64_t> median, lowest, highest;  // rank at 50, 5 and 95 % of the draws; 1 comes first
  std::vector<std::vector<double>> central;           // mean weights of the draws in which it is among them; or empty
};

/// Stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen & Salminen 1998). Each draw takes weights, takes
/// a value of each criterion at each place, scales, sums and ranks. Tied places share the credit of the ranks they
/// fill, so that p_top sums to min(top, places); their rank is the middle one. With more than 1024 places rank limits
/// are rounded down to a 1024th of the number. The same bits for any number of threads.
RankAcceptability rank_acceptability(const RankQuestion& question, const WeightDraws& weights);

/// Score of each place by the means of the criteria and one set of weights, 0 to 1.
std::vector<double> composite_scores(const RankQuestion& question, const std::vector<double>& weights);

/// Rank of each score, 1 for the largest, ties in the middle.
std::vector<double> descending_ranks(const std::vector<double>& scores);

/// Mean of |rank - other rank| (Saisana, Saltelli & Tarantola 2005). NaN without places.
double rank_shift(const std::vector<double>& ranks, const std::vector<double>& others);

}  // namespace vigie
