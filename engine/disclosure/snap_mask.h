// Points moved to the nearest public place that stands for enough homes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/disclosure/home_lattice.h"

namespace vigie {

/// The anchors of one neighbourhood. Kept are those whose surroundings (the squares that are nearer to them than to any
/// other kept anchor) hold at least `least` homes, or none (METHODS 16.5); the others are left out until that holds
/// for all that remain.
class SnapMask {
 public:
  /// Keeps a reference to the lattice.
  SnapMask(const HomeLattice& lattice, std::vector<Point> anchors, double least);

  /// Kept anchors, in the order given.
  const std::vector<Point>& anchors() const { return anchors_; }

  /// Number of the nearest kept anchor, the first of equally near ones; nothing if none is kept.
  std::optional<std::size_t> nearest(Point p) const;

  /// Of `homes` (by square), how many lie around the anchor.
  double hidden_among(std::size_t anchor, std::span<const double> homes) const;

  /// True if homes lie around the anchor at all; if not, nobody's home can be meant.
  bool among_homes(std::size_t anchor) const { return around_[anchor] > 0; }

 private:
  void share_out();

  const HomeLattice& lattice_;
  std::vector<Point> anchors_;
  std::vector<std::size_t> anchor_of_;  // by square with homes
  std::vector<double> around_;          // homes by anchor
};

}  // namespace vigie
