// Maps, tests and the count.
#include "tests/simulations/false_alarms.h"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "engine/analysis/local_test.h"
#include "tests/validation/inputs.h"

namespace vigie::simulation {
namespace {

constexpr double level = 0.05;

Weights weights_of(const std::string& graph) {
  if (graph == "counties") return validation::north_carolina().weights;
  return GridStencil{{CellShape::square, 100, 0, 0, 30, 30}, std::vector<std::uint8_t>(900, 1), 100 * std::sqrt(2)};
}

std::size_t places_of(const Weights& weights) {
  if (const auto* lists = std::get_if<SpatialWeights>(&weights)) return lists->size();
  return static_cast<std::size_t>(std::get<GridStencil>(weights).grid.size());
}

}  // namespace

std::vector<Setting> settings() {
  std::vector<Setting> all;
  for (Counts counts : {Counts::poisson, Counts::lognormal_poisson})
    for (const char* graph : {"cells", "counties"})
      for (Null null : {Null::total, Null::conditional}) all.push_back({counts, graph, null});
  return all;
}

std::string name_of(const Setting& setting) {
  const std::string counts = setting.counts == Counts::poisson ? "Poisson" : "lognormal-Poisson";
  const std::string graph = setting.graph == "cells" ? "30 x 30 cells" : "100 counties";
  const std::string test = setting.null == Null::total ? "Gi* (total)" : "Gi and local Moran (conditional)";
  return counts + "," + graph + "," + test;
}

Alarms count_alarms(const Setting& setting, Inference inference, int maps) {
  const Weights weights = weights_of(setting.graph);
  LocalTestOptions options;
  options.permutation.null = setting.null;
  options.permutation.self = setting.null == Null::total ? Self::included : Self::excluded;
  options.permutation.inference = inference;
  Alarms alarms;
  for (int map = 0; map < maps; ++map) {
    const std::vector<double> counts = random_map(setting.counts, places_of(weights), static_cast<std::uint64_t>(map));
    const LocalTest test = test_places(counts, weights, options);
    bool hot = false, any = false;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const bool found = test.q[i] <= level;
      any = any || found;
      hot = hot || (found && test.tails.upper[i] < test.tails.lower[i]);
    }
    alarms.any += any ? 1 : 0;
    alarms.hot += hot ? 1 : 0;
  }
  return alarms;
}

int most_by_chance(int maps) {
  const boost::math::binomial_distribution<double> alarms(maps, level);
  int most = 0;
  while (boost::math::cdf(boost::math::complement(alarms, most)) >= 0.001) ++most;
  return most;
}

}  // namespace vigie::simulation
