// Rates, their limits and their empirical Bayes versions (Garwood 1936; Marshall 1991; Clayton & Kaldor 1987).
#include "engine/statistics/rates.h"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr double target_reliability = 0.7;  // usable for comparing areas (O'Brien, Sampson & Winship 2015)

bool is_usable(double events, double exposure) {
  return !std::isnan(events) && exposure > 0;
}

// Mean and between-area variance of the true rates, by moments (Marshall 1991).
struct Prior {
  double mean = 0, variance = 0;
};

// `areas` yields the indices of usable areas.
Prior prior_of(std::span<const double> events, std::span<const double> exposure, std::span<const std::size_t> areas) {
  double y = 0, e = 0, squares = 0;
  for (std::size_t i : areas) {
    y += events[i];
    e += exposure[i];
  }
  if (!(e > 0)) return {};
  const double mean = y / e;
  for (std::size_t i : areas) {
    const double deviation = events[i] / exposure[i] - mean;
    squares += exposure[i] * deviation * deviation;
  }
  const double mean_exposure = e / static_cast<double>(areas.size());
  return {mean, std::max(0.0, squares / e - mean / mean_exposure)};
}

double shrinkage(const Prior& prior, double exposure) {
  return prior.variance > 0 ? prior.variance / (prior.variance + prior.mean / exposure) : 0;
}

double shrunk(const Prior& prior, double events, double exposure) {
  return prior.mean + shrinkage(prior, exposure) * (events / exposure - prior.mean);
}

// Pr(rate > factor * mean) under the Gamma posterior.
double exceedance(const Prior& prior, double events, double exposure, double factor) {
  if (!(prior.variance > 0)) return no_number;
  const double shape = prior.mean * prior.mean / prior.variance, rate = prior.mean / prior.variance;
  return boost::math::gamma_q(shape + events, (rate + exposure) * factor * prior.mean);
}

std::vector<std::size_t> usable_areas(std::span<const double> events, std::span<const double> exposure) {
  std::vector<std::size_t> areas;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (is_usable(events[i], exposure[i])) areas.push_back(i);
  return areas;
}

Rates empty_rates(std::size_t count) {
  const std::vector<double> none(count, no_number);
  return {none, none, none, none, none, none, none, none};
}

}  // namespace

std::vector<double> exceedance_beside(std::span<const double> events, std::span<const double> exposure,
                                      std::span<const double> own_events, std::span<const double> own_exposure) {
  const Prior prior = prior_of(events, exposure, usable_areas(events, exposure));
  std::vector<double> above;
  for (std::size_t i = 0; i < own_events.size(); ++i)
    above.push_back(exceedance(prior, own_events[i], own_exposure[i], 1));
  return above;
}

Limits poisson_limits(double count) {
  if (!(count >= 0)) return {no_number, no_number};
  // qchisq(p, 2a) / 2 is the p-quantile of a Gamma with shape a.
  return {count > 0 ? boost::math::gamma_p_inv(count, 0.025) : 0, boost::math::gamma_q_inv(count + 1, 0.025)};
}

Rates rates(std::span<const double> events, std::span<const double> population, double years, double factor) {
  if (!(years > 0)) throw DataError("rates: the period has no length; set rates.years or study.from and study.to");
  std::vector<double> exposure(population.begin(), population.end());
  for (double& e : exposure) e *= years;
  const std::vector<std::size_t> areas = usable_areas(events, exposure);
  const Prior prior = prior_of(events, exposure, areas);

  Rates result = empty_rates(events.size());
  result.overall = prior.mean;
  result.variance = prior.variance;
  for (std::size_t i : areas) {
    const Limits limits = poisson_limits(events[i]);
    result.crude[i] = events[i] / exposure[i];
    result.lower[i] = limits.lower / exposure[i];
    result.upper[i] = limits.upper / exposure[i];
    if (prior.mean > 0) result.smr[i] = events[i] / (exposure[i] * prior.mean);
    result.eb[i] = shrunk(prior, events[i], exposure[i]);
    result.exceedance[i] = exceedance(prior, events[i], exposure[i], factor);
    result.reliability[i] = shrinkage(prior, exposure[i]);
    if (prior.variance > 0)
      result.minimum_years[i] =
          target_reliability / (1 - target_reliability) * prior.mean / (population[i] * prior.variance);
  }
  return result;
}

// Deviations are taken from the mean of the area under study, one of the two variants in use.
std::vector<double> local_empirical_bayes(std::span<const double> events, std::span<const double> exposure,
                                          const SpatialWeights& weights) {
  const std::vector<std::size_t> areas = usable_areas(events, exposure);
  const Prior overall = prior_of(events, exposure, areas);
  std::vector<double> result(events.size(), no_number);
  for (std::size_t i : areas) {
    std::vector<std::size_t> around{i};
    for (std::uint32_t j : weights.row(i))
      if (is_usable(events[j], exposure[j])) around.push_back(j);
    const bool island = around.size() == 1;
    result[i] = shrunk(island ? overall : prior_of(events, exposure, around), events[i], exposure[i]);
  }
  return result;
}

}  // namespace vigie
