// Pairs of points by distance: numbers, translation weights, and those that the border correction accepts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/point_buckets.h"
#include "engine/statistics/radius_bins.h"
#include "engine/statistics/translation_weights.h"

namespace vigie {

/// Both give the same bits for any number of threads; `one_thread` is for callers that run in parallel themselves.
enum class Team { all_threads, one_thread };

/// What to sum; `translation` may be null.
struct PairQuestion {
  const RadiusBins* bins = nullptr;
  bool count = true;
  const TranslationWeights* translation = nullptr;
  TranslationWeights::Source source = TranslationWeights::Source::exact;
};

/// Entry b holds the pairs that radius number b is the first to take in; the last entry is for pairs beyond all radii.
struct PairSums {
  explicit PairSums(std::size_t radii) : count(radii + 1), weight(radii + 1), bordered((radii + 1) * (radii + 1)) {}
  void add(const PairSums& other);

  std::vector<std::int64_t> count;
  std::vector<double> weight;  // translation weights
  /// Row k: pairs of a centre whose distance to the boundary reaches exactly the first k radii.
  std::vector<std::int64_t> bordered;
};

/// Each unordered pair once, except that `bordered` counts it for both centres. `reached` holds, per point in the order
/// of the buckets, how many radii its distance to the boundary reaches; empty where that is not asked for.
PairSums pair_sums(const PointBuckets& points, std::span<const std::uint16_t> reached, const PairQuestion& question,
                   Team team);

/// Ordered pairs (centre of `from`, other of `to`); `reached` belongs to `from`.
PairSums cross_pair_sums(const PointBuckets& from, const PointBuckets& to, std::span<const std::uint16_t> reached,
                         const PairQuestion& question, Team team);

}  // namespace vigie
