// Baselines for random placement.
#include "engine/analysis/place_baseline.h"

#include <algorithm>

#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

PlaceBaseline baseline(std::string_view name, std::vector<double> weights) {
  for (double& weight : weights)
    if (!(weight > 0)) weight = 0;
  const auto without = static_cast<std::size_t>(std::ranges::count(weights, 0));
  return {name, std::move(weights), without};
}

}  // namespace

PlaceBaseline cell_baseline(const Cells& cells) {
  std::vector<double> weights;
  for (std::int64_t cell : cells.listed) weights.push_back(cells.inside[static_cast<std::size_t>(cell)]);
  return baseline("area", std::move(weights));
}

PlaceBaseline zone_baseline(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  if (zones.has_dwellings()) return baseline("dwellings", zones.dwellings);
  if (zones.has_population()) return baseline("population", zones.population);
  return baseline("area", shared_areas(zones.zones.shapes, study.area));
}

}  // namespace vigie
