// Spatial weights from positions and from boundaries.
#pragma once

#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/data/weights.h"

namespace vigie {

/// Binary: units whose positions lie within `distance` metres, compared as d^2 <= distance^2 (1 + 1e-12). Units at the
/// same place are neighbors; a unit without a finite position has none. Throws UsageError unless 0 <= distance < inf.
SpatialWeights distance_band(std::span<const Point> positions, double distance);

/// Units within `distance` metres, weighted by how far they are; see weight_at. Links of weight 0 are left out. The
/// closest pair is that of units at different places. Conditions as for distance_band.
SpatialWeights decaying_weights(std::span<const Point> positions, double distance, const Decay& decay);

/// The same neighbors, each row summing to 1; rows without neighbors stay empty.
SpatialWeights row_standardized(SpatialWeights weights);

/// Every unit without neighbors becomes one of the nearest other unit, and that one its own, with weight 1 (ties by
/// index; units at the same place count). Gives the units that were alone; units without a finite position stay so.
struct JoinedIslands {
  SpatialWeights weights;
  std::vector<std::size_t> islands;
};
JoinedIslands join_islands(const SpatialWeights& weights, std::span<const Point> positions);

/// Binary: the k units with smallest (distance, index); ties at the k-th distance broken by index and counted.
struct NearestNeighbors {
  SpatialWeights weights;
  std::size_t broken_ties = 0;  // units at which index had to decide; squared distances within 1e-12 (share) are equal
};
/// Throws UsageError unless 0 < k < number of units with finite positions.
NearestNeighbors k_nearest(std::span<const Point> positions, int k);

enum class Contiguity { queen, rook };

/// Binary: units whose boundaries share a point (queen) or a line of positive length (rook). Vertices need not match: a
/// vertex on another zone's edge counts, decided exactly. Boundaries closer than `snap` metres count as touching, so
/// that tiny gaps in real data do not part neighbors; then rook asks that a stretch of one boundary longer than 10 snap
/// runs closer than snap to the other (near a mere corner, about 2 snap do). `by_snap` counts the (unordered) pairs
/// that join only because of it.
struct Contiguous {
  SpatialWeights weights;
  std::size_t by_snap = 0;
};
Contiguous contiguity(std::span<const MultiPolygon> zones, Contiguity rule, double snap = 0.1);

/// Distance of each position to the nearest other one that is not at the same place; for the default cell size. NaN
/// where there is none.
std::vector<double> nearest_distinct(std::span<const double> x, std::span<const double> y);

}  // namespace vigie
