// Ripley's K and Besag's L: how many other points lie within each distance of a point, against random placement.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/pair_sums.h"
#include "engine/statistics/radius_bins.h"
#include "engine/statistics/translation_weights.h"

namespace vigie {

/// What is done about neighbors that may lie beyond the border. none: nothing. border: only centres at least r away
/// from the boundary. translation: pairs weigh A / area(B intersect (B shifted)). isotropic: one over the share of the
/// circle around the centre, through the other point, that lies inside (Ripley 1977).
enum class KCorrection { none, border, translation, isotropic };

struct KCurve {
  KCorrection correction;
  std::vector<double> k;  // square metres, one per radius
};

/// One study area, one set of radii, one set of corrections: built once, asked for any number of patterns.
///
/// K(r) = A / (n (n - 1)) sum over ordered pairs with d <= r of e_ij, with e_ij = 1 for `none`; for `border`
/// K(r) = A / (n m) #{(i, j): b_i >= r, d_ij <= r} with m centres of b_i >= r, NaN where m = 0. NaN for n < 2.
/// Comparisons allow a relative 1e-12 of r^2, so that rounded coordinates at round radii count.
class RipleyK {
 public:
  /// Radii in metres, ascending, finite and above 0; at most 1000. Throws UsageError otherwise, DataError for an area
  /// without extent.
  RipleyK(MultiPolygon area, std::vector<double> radii, std::vector<KCorrection> corrections);

  std::span<const double> radii() const { return radii_; }

  /// x, y in metres, all inside the study area. Curves in the order of the corrections. `many` says that patterns of
  /// this size will come again: weights then come from a table (see TranslationTable) even for small patterns.
  enum class Repeats { once, many };
  std::vector<KCurve> curves(std::span<const double> x, std::span<const double> y, Repeats repeats = Repeats::once,
                             Team team = Team::all_threads) const;

  /// Points of the second kind around those of the first: A / (n1 n2) sum of e_ij (border: A / (n2 m1)).
  std::vector<KCurve> cross_curves(std::span<const double> x1, std::span<const double> y1, std::span<const double> x2,
                                   std::span<const double> y2, Repeats repeats = Repeats::once,
                                   Team team = Team::all_threads) const;

 private:
  struct Centres {
    std::vector<double> boundary;        // distance to the boundary in metres, at most the largest radius
    std::vector<std::uint16_t> reached;  // how many radii that is
  };
  bool asked(KCorrection correction) const;
  PairQuestion question(double pairs, Repeats repeats) const;
  Centres centres(const PointBuckets& points, Team team) const;
  std::vector<double> circle_excess(const PointBuckets& from, const PointBuckets& to, const Centres& centres,
                                    Team team) const;
  std::vector<double> bordered_k(const PairSums& sums, const Centres& centres, double others) const;
  std::vector<KCurve> finish(const PairSums& sums, const Centres& centres, const std::vector<double>& excess,
                             double sides, double per_pair, double others) const;

  MultiPolygon area_;
  double size_;  // square metres
  std::vector<double> radii_;
  std::vector<KCorrection> corrections_;
  RadiusBins bins_;
  BoundaryTree boundary_;
  TranslationWeights translation_;
};

/// L = sqrt(K / pi), in metres; r under complete spatial randomness.
std::vector<double> l_of(std::span<const double> k);

}  // namespace vigie
