// S0, S1 and S2 of neighbor lists and of stencils, as given and row-standardized.
#include "engine/statistics/link_moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/statistics/chunk_sums.h"

namespace vigie {
namespace {

std::vector<double> row_scale(const NeighborSums& sums, Standardization standardization) {
  std::vector<double> scale(sums.weight.size(), 0);
  for (std::size_t i = 0; i < scale.size(); ++i)
    if (sums.weight[i] > 0) scale[i] = standardization == Standardization::rows ? 1 / sums.weight[i] : 1;
  return scale;
}

// w_ij as given, 0 where there is no link. Rows are sorted.
double weight_between(const SpatialWeights& weights, std::size_t i, std::size_t j) {
  const auto row = weights.row(i);
  const auto place = std::ranges::lower_bound(row, static_cast<std::uint32_t>(j));
  if (place == row.end() || *place != j) return 0;
  return weights.binary() ? 1 : weights.value[weights.start[i] + static_cast<std::size_t>(place - row.begin())];
}

// Sum over i and j of w_ij w_ji, both scaled.
double reciprocal_links(const SpatialWeights& weights, const std::vector<double>& scale) {
  const auto [sum] = chunk_sums<1>(weights.size(), [&](std::size_t i) -> std::array<double, 1> {
    double products = 0;
    for (std::size_t link = weights.start[i]; scale[i] != 0 && link < weights.start[i + 1]; ++link) {
      const std::size_t j = weights.neighbor[link];
      if (scale[j] == 0) continue;
      products += (weights.binary() ? 1 : weights.value[link]) * scale[i] * weight_between(weights, j, i) * scale[j];
    }
    return {products};
  });
  return sum;
}

// w_.j: what every place gets from the rows of the others.
std::vector<double> column_sums(const NeighborSums& sums, const SpatialWeights& weights,
                                const std::vector<double>& scale) {
  std::vector<double> columns(weights.size(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (std::size_t link = weights.start[i]; scale[i] != 0 && link < weights.start[i + 1]; ++link)
      if (const std::size_t j = weights.neighbor[link]; !std::isnan(sums.weight[j]))
        columns[j] += (weights.binary() ? 1 : weights.value[link]) * scale[i];
  return columns;
}

// `columns` are w_.i, `reciprocal` is the sum of w_ij w_ji, so that S1 = sum w_ij^2 + sum w_ij w_ji.
LinkMoments moments_of(const NeighborSums& sums, Standardization standardization, std::vector<double> scale,
                       const std::vector<double>& columns, double reciprocal) {
  LinkMoments moments{.standardization = standardization, .scale = std::move(scale), .both = columns};
  const auto [s0, squares, s2, linked] = chunk_sums<4>(columns.size(), [&](std::size_t i) -> std::array<double, 4> {
    if (std::isnan(sums.weight[i])) return {};
    const double row = moments.scale[i] * sums.weight[i], own = moments.scale[i] * moments.scale[i] * sums.squared[i];
    moments.both[i] += row;
    return {row, own, moments.both[i] * moments.both[i], moments.scale[i] != 0 ? 1.0 : 0.0};
  });
  moments.s0 = s0;
  moments.s1 = squares + reciprocal;
  moments.s2 = s2;
  moments.linked = linked;
  return moments;
}

}  // namespace

LinkMoments link_moments(const NeighborSums& sums, const SpatialWeights& weights, Standardization standardization) {
  std::vector<double> scale = row_scale(sums, standardization);
  const std::vector<double> columns = column_sums(sums, weights, scale);
  const double reciprocal = reciprocal_links(weights, scale);
  return moments_of(sums, standardization, std::move(scale), columns, reciprocal);
}

LinkMoments link_moments(const NeighborSums& sums, const GridStencil& stencil, Standardization standardization) {
  std::vector<double> scale = row_scale(sums, standardization);
  std::vector<double> given = scale;  // NaN keeps places without value out of the sums
  for (std::size_t i = 0; i < given.size(); ++i)
    if (std::isnan(sums.weight[i])) given[i] = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> columns = neighbor_sums(given, stencil).value;
  GridStencil squared = stencil;
  squared.decay.power *= 2;
  const std::vector<double> squares = stencil.decay.none() ? columns : neighbor_sums(given, squared).value;
  for (double& column : columns)
    if (std::isnan(column)) column = 0;
  const auto [reciprocal] = chunk_sums<1>(columns.size(), [&](std::size_t i) -> std::array<double, 1> {
    return {std::isnan(given[i]) ? 0 : scale[i] * squares[i]};
  });
  return moments_of(sums, standardization, std::move(scale), columns, reciprocal);
}

}  // namespace vigie
