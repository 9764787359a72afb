// Who would be reached from where: demand points, the candidate sites that reach each, and what can be left out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Demand points and, for each, the candidates that cover it (ascending). Compressed: point i has the entries
/// [start[i], start[i + 1]) of `candidate`.
struct SiteCover {
  std::size_t candidates = 0;
  std::vector<double> demand;  // >= 0
  std::vector<std::size_t> start{0};
  std::vector<std::uint32_t> candidate;

  std::size_t points() const { return demand.size(); }
  std::span<const std::uint32_t> of(std::size_t point) const {
    return std::span(candidate).subspan(start[point], start[point + 1] - start[point]);
  }
  void add(double weight, std::span<const std::uint32_t> covering);
};

/// Candidates within `reach` metres of each point cover it: squared distance <= reach^2 (1 + 1e-12). In parallel.
SiteCover cover_within(std::span<const Point> points, std::span<const double> demand, std::span<const Point> candidates,
                       double reach);

/// The same choice, smaller: demand that sites in place cover is taken out, points with equal covers are one, points
/// with a single candidate are that candidate's own, and a candidate that covers nothing beyond what another covers is
/// left out (of equals the one that comes first stays). The largest demand that any number of sites can cover is the
/// same as before.
struct ReducedCover {
  SiteCover cover;                      // candidates renumbered
  std::vector<double> own;              // of each candidate left: demand that it alone covers
  std::vector<std::uint32_t> original;  // number of each candidate left
  double locked = 0, unreachable = 0;   // demand covered already; demand that no candidate covers
};
ReducedCover reduce(const SiteCover& cover, std::span<const std::uint32_t> locked);

/// The points of each candidate, compressed: the transpose of a cover.
struct CoveredPoints {
  std::vector<std::size_t> start;
  std::vector<std::uint32_t> point;
  std::span<const std::uint32_t> of(std::size_t candidate) const {
    return std::span(point).subspan(start[candidate], start[candidate + 1] - start[candidate]);
  }
};
CoveredPoints covered_points(const SiteCover& cover);

}  // namespace vigie
