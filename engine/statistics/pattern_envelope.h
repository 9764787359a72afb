// A whole curve against those of random patterns: one test, and the band that the curve leaves if the test rejects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/random_pattern.h"
#include "engine/statistics/ripley_k.h"

namespace vigie {

/// Curves of equal length, each a row.
struct CurveSet {
  std::size_t places = 0;      // numbers per curve
  std::vector<double> values;  // curve after curve; NaN where a curve has no value

  std::size_t curves() const { return places == 0 ? 0 : values.size() / places; }
  std::span<const double> curve(std::size_t i) const { return std::span(values).subspan(i * places, places); }
};

struct GlobalEnvelope {
  std::vector<double> lower, upper;     // NaN at places that took no part
  std::vector<double> mean, deviation;  // of the simulated curves, place by place
  double p;                             // of the whole curve, two-sided; NaN without simulations or places
};

/// Global envelope by extreme rank lengths (Myllymaki, Mrkvicka, Grabarnik, Seijo & Hahn 2017; Narisetty & Nair 2016).
/// At each place curves are ranked from both sides, the lesser rank counts (ties: mean rank); a curve is the more
/// extreme the smaller its sorted ranks are, compared like words. p = (1 + M) / (1 + S) with M of the S simulated
/// curves at least as extreme as the observed one. The band spans the curves that stay when at most the share `level`
/// of the most extreme ones goes. Places where a curve has no value take no part.
GlobalEnvelope global_envelope(std::span<const double> observed, const CurveSet& simulated, double level = 0.05);

/// K of `simulations` patterns of `points` random points, with the first correction of `k`. Addressed by (seed,
/// simulation), in parallel over simulations: the same bits for any number of threads.
CurveSet simulated_k(const RipleyK& k, const RandomPattern& random, std::size_t points, int simulations,
                     std::uint64_t seed);

/// Cross K of two kinds of points if their kinds were dealt at random: the positions stay, `firsts` of them become the
/// first kind. With the first correction of `k`; addressed as above, and the same for any order of the points. Its mean
/// is K of all points together. The points of both kinds are `x`, `y`.
CurveSet relabelled_cross_k(const RipleyK& k, std::span<const double> x, std::span<const double> y, std::size_t firsts,
                            int simulations, std::uint64_t seed);

}  // namespace vigie
