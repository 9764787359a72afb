// z-scores of Getis and Ord from neighbor sums and the moments of all values.
#include "engine/statistics/gi.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The two smallest and the two largest values: enough to know whether the others vary when one is left out.
struct Extremes {
  double low = infinity, second_low = infinity, high = -infinity, second_high = -infinity;

  void add(double x) {
    second_low = std::min(second_low, std::max(low, x));
    low = std::min(low, x);
    second_high = std::max(second_high, std::min(high, x));
    high = std::max(high, x);
  }
  bool others_vary(double own) const { return (own == low ? second_low : low) < (own == high ? second_high : high); }
};

struct Population {
  double count = 0, mean = 0;
  double squares = 0;  // sum of squared deviations from the mean
  Extremes extremes;
};

bool is_analyzed(double value, double weight) {
  return !std::isnan(value) && !std::isnan(weight);
}

// Two passes, and the mean corrected by the mean of the residuals: large means cost no digits.
Population population_of(std::span<const double> values, std::span<const double> weight) {
  Population all;
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_analyzed(values[i], weight[i])) continue;
    all.count += 1;
    sum += values[i];
    all.extremes.add(values[i]);
  }
  if (all.count == 0) return all;
  all.mean = sum / all.count;
  double residual = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (is_analyzed(values[i], weight[i])) residual += values[i] - all.mean;
  all.mean += residual / all.count;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (is_analyzed(values[i], weight[i])) all.squares += (values[i] - all.mean) * (values[i] - all.mean);
  return all;
}

// (T - W m) / (s sqrt((n S1 - W^2) / (n - 1))) over a population of n values.
double standardized(double sum, double weight, double squared, double n, double mean, double variance) {
  const double spread = n * squared - weight * weight;
  // By Cauchy and Schwarz the spread is 0 only where equal weights cover the whole study area.
  if (!(variance > 0) || !(spread > 1e-12 * n * squared)) return no_number;
  return (sum - weight * mean) / std::sqrt(variance * spread / (n - 1));
}

// Ord & Getis 1995: the place's own value counts, with weight 1.
double z_included(const Population& all, double own, double sum, double weight, double squared) {
  if (!(all.extremes.low < all.extremes.high)) return no_number;
  return standardized(sum + own, weight + 1, squared + 1, all.count, all.mean, all.squares / all.count);
}

// Getis & Ord 1992: mean and variance of the other values only.
double z_excluded(const Population& all, double own, double sum, double weight, double squared) {
  if (all.count < 3 || !all.extremes.others_vary(own)) return no_number;
  const double n = all.count - 1;
  const double deviation = own - all.mean;
  const double variance = (all.squares - deviation * deviation) / n - (deviation / n) * (deviation / n);
  return standardized(sum, weight, squared, n, all.mean - deviation / n, variance);
}

}  // namespace

NeighborSums neighbor_sums(std::span<const double> values, const SpatialWeights& weights) {
  const std::size_t count = values.size();
  NeighborSums sums{std::vector<double>(count, no_number),
                    std::vector<double>(count, no_number),
                    std::vector<double>(count, no_number),
                    {}};
  if (!weights.binary()) sums.counted.assign(count, no_number);
  parallel_chunks(count, 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (std::isnan(values[i])) continue;
      double value = 0, weight = 0, squared = 0, counted = 0;
      for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) {
        const double x = values[weights.neighbor[link]];
        if (std::isnan(x)) continue;
        const double w = weights.binary() ? 1 : weights.value[link];
        value += w * x;
        weight += w;
        squared += w * w;
        counted += 1;
      }
      sums.value[i] = value;
      sums.weight[i] = weight;
      sums.squared[i] = squared;
      if (!weights.binary()) sums.counted[i] = counted;
    }
  });
  return sums;
}

std::vector<double> link_weights(std::span<const double> values, const SpatialWeights& weights, std::size_t place) {
  std::vector<double> row;
  for (std::size_t link = weights.start[place]; link < weights.start[place + 1]; ++link)
    if (!std::isnan(values[weights.neighbor[link]])) row.push_back(weights.binary() ? 1 : weights.value[link]);
  return row;
}

std::vector<double> gi_z(std::span<const double> values, const NeighborSums& sums, Self self) {
  const Population all = population_of(values, sums.weight);
  const auto z = self == Self::included ? z_included : z_excluded;
  std::vector<double> result(values.size(), no_number);
  parallel_chunks(values.size(), 65536, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (is_analyzed(values[i], sums.weight[i]) && sums.weight[i] > 0)
        result[i] = z(all, values[i], sums.value[i], sums.weight[i], sums.squared[i]);
  });
  return result;
}

std::vector<double> gi(std::span<const double> values, const SpatialWeights& weights) {
  return gi_z(values, neighbor_sums(values, weights), Self::excluded);
}

std::vector<double> gi_star(std::span<const double> values, const SpatialWeights& weights) {
  return gi_z(values, neighbor_sums(values, weights), Self::included);
}

}  // namespace vigie
