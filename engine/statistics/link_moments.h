// Sums of spatial weights that the variance of every global statistic is made of.
#pragma once

#include <vector>

#include "engine/data/weights.h"
#include "engine/statistics/gi.h"

namespace vigie {

/// How weights enter: as they are given, or each row divided by its sum.
enum class Standardization { none, rows };

/// Cliff & Ord 1981. The weights need not be symmetric.
struct LinkMoments {
  Standardization standardization = Standardization::none;
  double s0 = 0;              // sum of w_ij
  double s1 = 0;              // sum of (w_ij + w_ji)^2, halved
  double s2 = 0;              // sum over i of (w_i. + w_.i)^2
  double linked = 0;          // places with at least one neighbor
  std::vector<double> scale;  // of each row: 1 or 1 / W_i; 0 for islands and places that take no part
  std::vector<double> both;   // w_i. + w_.i; 0 for places that take no part
};

/// Links of places without value count for nothing; `sums` are those of the values over the same weights.
LinkMoments link_moments(const NeighborSums& sums, const SpatialWeights& weights, Standardization standardization);
/// From neighbor sums, without neighbor lists: a stencil is symmetric.
LinkMoments link_moments(const NeighborSums& sums, const GridStencil& stencil, Standardization standardization);

}  // namespace vigie
