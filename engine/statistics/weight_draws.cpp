// Dirichlet from Gamma numbers; ranges by rejection from the tighter of two bodies that hold the allowed part.
#include "engine/statistics/weight_draws.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/error.h"
#include "engine/statistics/random_variates.h"

namespace vigie {
namespace {

constexpr double no_room = 1e-9;
constexpr int most_tries = 1'000'000;

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

void scale_to_one(std::vector<double>& weights) {
  const double total = sum(weights);
  for (double& w : weights) w /= total;
}

void check_ranges(const std::vector<double>& lower, const std::vector<double>& upper) {
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (!(lower[i] >= 0 && lower[i] <= upper[i] && upper[i] <= 1))
      throw UsageError(
          fmt::format("a range of weights runs from {} to {}; write two numbers from 0 to 1, the smaller "
                      "one first",
                      lower[i], upper[i]));
  if (sum(lower) > 1 + no_room || sum(upper) < 1 - no_room)
    throw UsageError(fmt::format(
        "the weights must be able to sum to 1: the lower ends sum to {:.3g} (at most 1), the upper ends to {:.3g} (at "
        "least 1)",
        sum(lower), sum(upper)));
}

}  // namespace

WeightDraws WeightDraws::around(std::vector<double> centre, double concentration) {
  if (centre.empty() || !std::ranges::all_of(centre, [](double w) { return w >= 0 && std::isfinite(w); }) ||
      !(sum(centre) > 0) || !(concentration > 0))
    throw UsageError("weights must be 0 or more, and at least one of them above 0");
  scale_to_one(centre);
  WeightDraws draws;
  draws.lower_.assign(centre.size(), 0);
  draws.upper_.assign(centre.size(), 1);
  for (double& w : centre) w *= concentration;
  draws.shape_ = std::move(centre);
  return draws;
}

WeightDraws WeightDraws::within(std::vector<double> lower, std::vector<double> upper) {
  check_ranges(lower, upper);
  WeightDraws draws;
  const double rest = 1 - sum(lower), slack = sum(upper) - 1;
  const std::size_t size = lower.size();
  double log_box = 0, log_simplex = 0;  // volumes of the two bodies, on the weights but the widest
  for (std::size_t i = 1; i < size; ++i)
    if (upper[i] - lower[i] > upper[draws.widest_] - lower[draws.widest_]) draws.widest_ = i;
  std::size_t free = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (!(upper[i] - lower[i] > 0)) continue;
    ++free;
    if (i != draws.widest_) log_box += std::log(upper[i] - lower[i]);
  }
  if (free > 1) log_simplex = static_cast<double>(free - 1) * std::log(std::max(rest, 1e-300)) - std::lgamma(free);
  const bool settled = rest <= no_room || slack <= no_room || free < 2;
  draws.way_ = settled ? Way::fixed : log_box < log_simplex ? Way::box : Way::simplex;
  if (settled && slack <= no_room) lower = upper;
  draws.lower_ = std::move(lower);
  draws.upper_ = std::move(upper);
  draws.draw(0, 0);  // refuses ranges without room
  return draws;
}

std::vector<double> WeightDraws::central() const {
  std::vector<double> weights = shape_;
  if (way_ != Way::dirichlet) {
    weights.resize(size());
    for (std::size_t i = 0; i < size(); ++i) weights[i] = (lower_[i] + upper_[i]) / 2;
  }
  scale_to_one(weights);
  return weights;
}

// The rest above the lower ends is spread evenly over the simplex of the weights that are free.
std::vector<double> WeightDraws::from_simplex(std::uint64_t seed, std::uint32_t draw) const {
  AddressedRandom random(seed, RandomPurpose::criterion_weights, 1, draw);
  const double rest = 1 - sum(lower_);
  std::vector<double> weights(size());
  for (int tries = 0; tries < most_tries; ++tries) {
    double total = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      weights[i] = upper_[i] > lower_[i] ? -std::log(1 - uniform_variate(random)) : 0;
      total += weights[i];
    }
    bool fits = total > 0;
    for (std::size_t i = 0; i < size() && fits; ++i) {
      weights[i] = lower_[i] + rest * weights[i] / total;
      fits = weights[i] <= upper_[i];
    }
    if (fits) return weights;
  }
  throw UsageError("the ranges of the weights leave almost no room for a sum of 1; widen them");
}

std::vector<double> WeightDraws::draw(std::uint64_t seed, std::uint32_t draw) const {
  if (way_ == Way::simplex) return from_simplex(seed, draw);
  AddressedRandom random(seed, RandomPurpose::criterion_weights, 0, draw);
  std::vector<double> weights(size(), 0);
  if (way_ == Way::fixed) {
    weights = lower_;
    weights[widest_] += 1 - sum(lower_);
    return weights;
  }
  if (way_ == Way::dirichlet) {
    double total = 0;
    while (!(total > 0)) {  // all Gamma numbers may underflow where shapes are tiny
      for (std::size_t i = 0; i < size(); ++i) weights[i] = shape_[i] > 0 ? gamma_variate(random, shape_[i]) : 0;
      total = sum(weights);
    }
    scale_to_one(weights);
    return weights;
  }
  for (int tries = 0; tries < most_tries; ++tries) {
    double rest = 1;
    for (std::size_t i = 0; i < size(); ++i) {
      if (i == widest_) continue;
      weights[i] = lower_[i] + (upper_[i] - lower_[i]) * uniform_variate(random);
      rest -= weights[i];
    }
    weights[widest_] = rest;
    if (rest >= lower_[widest_] && rest <= upper_[widest_]) return weights;
  }
  throw UsageError("the ranges of the weights leave almost no room for a sum of 1; widen them");
}

}  // namespace vigie
