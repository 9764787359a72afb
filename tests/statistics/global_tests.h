// Global statistics straight from values and weights, and weights as a full matrix.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "engine/statistics/moran.h"
#include "tests/statistics/small_weights.h"

namespace vigie::test {

template <class Weights>
GlobalTest moran(const std::vector<double>& x, const Weights& weights, Standardization standardization,
                 Assumption assumption = Assumption::randomization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return morans_i(x, sums, link_moments(sums, weights, standardization), assumption);
}

template <class Weights>
GlobalTest geary(const std::vector<double>& x, const Weights& weights, Standardization standardization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return gearys_c(x, sums, link_moments(sums, weights, standardization));
}

template <class Weights>
GlobalTest g(const std::vector<double>& x, const Weights& weights, Standardization standardization) {
  const NeighborSums sums = neighbor_sums(x, weights);
  return general_g(x, sums, link_moments(sums, weights, standardization));
}

inline SpatialWeights unequal_weights(std::size_t n, std::mt19937_64& random) {
  SpatialWeights weights = random_weights(n, 0, 6, random);
  for (std::size_t link = 0; link < weights.neighbor.size(); ++link)
    weights.value.push_back(std::uniform_real_distribution<double>(0.1, 3)(random));
  return weights;
}

inline std::vector<std::vector<double>> dense(const SpatialWeights& weights, const std::vector<double>& x,
                                              Standardization standardization) {
  std::vector<std::vector<double>> w(x.size(), std::vector<double>(x.size(), 0));
  for (std::size_t i = 0; i < x.size(); ++i) {
    double sum = 0;
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) {
      const std::size_t j = weights.neighbor[link];
      if (std::isnan(x[i]) || std::isnan(x[j])) continue;
      w[i][j] = weights.binary() ? 1 : weights.value[link];
      sum += w[i][j];
    }
    for (double& v : w[i]) v /= standardization == Standardization::rows && sum > 0 ? sum : 1;
  }
  return w;
}

}  // namespace vigie::test

/// Equal up to a share of the expected value.
#define EXPECT_SHARE(actual, expected, tolerance) EXPECT_NEAR((actual) / (expected), 1, tolerance)
