// Points moved into a ring around their place, so that nobody can tell among which few homes the place was.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/disclosure/home_lattice.h"

namespace vigie {

/// Distances, in metres, between which a point moves (METHODS 16.6).
struct MaskRing {
  double inner = 0, outer = 0;
};

/// Whether homes are known one by one, or only how many a neighbourhood has.
enum class HomesKnown { by_address, by_area };

/// inner = sqrt(k_min / (pi density)), outer = sqrt(k_max / (pi density)); the inner area is three times that where
/// homes are known by area only, since they do not lie evenly. Density in dwellings per square metre.
/// Source: Hampton et al. 2010; Allshouse et al. 2010.
MaskRing mask_ring(double density, double k_min, double k_max, HomesKnown known);

/// The largest power of two, in metres, that is at most half the radius of a circle with `k_min` homes: a lattice that
/// stays the same when a few homes are built.
double mask_side(double density, double k_min);

/// Two numbers, uniform on [0, 1), that belong to a square and a try and to nothing else; only who has the secret can
/// work them out.
using MaskDraws = std::function<std::array<double, 2>(std::int64_t column, std::int64_t row, std::int32_t draw)>;

/// Where the squares of one neighbourhood go. Everything but the draws is known to whoever has the boundaries and the
/// homes, and nothing of it depends on the reports: a place is moved the same way for all time.
class DonutMask {
 public:
  /// `k_min` as in mask_ring. Keeps a reference to the lattice.
  DonutMask(const HomeLattice& lattice, const MaskRing& ring, double k_min);

  /// The square into whose centre everything in `square` moves: at the distance of the ring from wherever in the square
  /// it was, inside the neighbourhood, with at least k_min homes nearer to the new place than the old one, and hidden
  /// among at least k_min homes. Nothing if a hundred tries find none, and, by chance, for some of the squares from
  /// which hardly any way leads inside the neighbourhood.
  std::optional<std::size_t> moved(std::size_t square, const MaskDraws& draws) const;

  /// One over the largest chance that somebody can give to one home who knows everything but the secret and the
  /// reports, sees a point in that square, and takes each of `homes` (by square) to be as likely as any other at first.
  double hidden_among(std::size_t square, std::span<const double> homes) const;

  /// Homes that are nearer to a point in that square than the place it came from, at least (METHODS 16.7).
  double homes_nearer(std::size_t square) const { return nearer_[square]; }

 private:
  struct Step {
    std::int32_t columns = 0, rows = 0;
    double distance = 0;
  };
  std::optional<std::size_t> beside(std::size_t square, const Step& step, int sign) const;
  bool reaches(std::size_t target, std::size_t step) const { return good_[target] != 0 && step >= first_[target]; }
  double chance(std::size_t square) const;  // with which a place there goes to each of its targets
  void list_steps(const MaskRing& ring);
  void measure_near_homes(double k_min);
  void count_targets();
  bool drop_revealing(double k_min);

  const HomeLattice& lattice_;
  MaskRing ring_range_;
  std::vector<Step> ring_, disc_;      // by distance
  std::vector<std::size_t> first_;     // by target: the first step of the ring that has enough homes within it
  std::vector<double> nearer_;         // by target
  std::vector<std::uint8_t> good_;     // by target
  std::vector<std::int32_t> targets_;  // by square: into how many it may move
  std::vector<std::int32_t> step_at_;  // number in ring_ by offset; -1: no step of the ring
  std::int32_t reach_ = 0;
};

}  // namespace vigie
