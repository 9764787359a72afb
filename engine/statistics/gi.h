// Getis-Ord Gi and Gi*: is the sum of values around a place higher than random placement would give?
#pragma once

#include <span>
#include <vector>

#include "engine/data/weights.h"

namespace vigie {

/// Whether a place counts as its own neighbor: Gi leaves it out, Gi* takes it in.
enum class Self { excluded, included };

/// Sums over the neighbors of each place, the place itself not counted.
struct NeighborSums {
  std::vector<double> value;    // sum w_ij x_j
  std::vector<double> weight;   // W_i = sum w_ij; the number of neighbors for binary weights
  std::vector<double> squared;  // S1_i = sum w_ij^2; equal to `weight` for binary weights
  std::vector<double> counted;  // number of neighbors; empty where it is equal to `weight`

  double links(std::size_t place) const { return counted.empty() ? weight[place] : counted[place]; }
};

/// Neighbors without value (NaN) count neither in the sums nor in the weights; places without value get NaN.
NeighborSums neighbor_sums(std::span<const double> values, const SpatialWeights& weights);
/// By prefix sums over rows (or, for decaying weights, offset by offset), without neighbor lists. Entries of cells that
/// are not analyzed are NaN.
NeighborSums neighbor_sums(std::span<const double> values, const GridStencil& stencil);

/// Weights of the neighbors of one place that have a value.
std::vector<double> link_weights(std::span<const double> values, const SpatialWeights& weights, std::size_t place);
std::vector<double> link_weights(std::span<const double> values, const GridStencil& stencil, std::size_t place);

/// z-scores from sums (Getis & Ord 1992; Ord & Getis 1995). NaN values are left out of the
/// population and get NaN. NaN also for places without neighbors, without variance, or whose neighborhood is the whole
/// study area. A value of weight 1 is added for the place itself where `self` says so.
std::vector<double> gi_z(std::span<const double> values, const NeighborSums& sums, Self self);

/// Shorthands over weights.
std::vector<double> gi(std::span<const double> values, const SpatialWeights& weights);
std::vector<double> gi_star(std::span<const double> values, const SpatialWeights& weights);

}  // namespace vigie
