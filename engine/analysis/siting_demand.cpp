// Demand as points; people are taken as spread evenly over their neighbourhood, as coverage does.
#include "engine/analysis/siting_demand.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/service_access.h"
#include "engine/base/error.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

SitingDemand placed_reports(const Study& study) {
  if (!study.has_reports) throw UsageError("[siting] demand = \"reports\" needs [reports]");
  SitingDemand demand;
  for (std::size_t i = 0; i < study.reports.size(); ++i) {
    if (!study.vague.empty() && study.vague[i] != 0) {
      ++demand.unplaced;
      continue;
    }
    demand.at.push_back({study.reports.x[i], study.reports.y[i]});
    demand.weight.push_back(1);
  }
  return demand;
}

// Reports above the overall rate, per neighbourhood and study period.
std::vector<double> excess_reports(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  if (!study.counted()) throw UsageError("[siting] demand = \"excess\" needs [reports] or [area_counts]");
  if (!zones.has_population()) throw UsageError("[siting] demand = \"excess\" needs [neighbourhoods] population");
  const double years = study.has_reports ? study.period.years : study.counts.years;
  const Rates result = rates(std::vector<double>(zones.n.begin(), zones.n.end()), zones.population, years);
  std::vector<double> excess;
  for (std::size_t i = 0; i < result.eb.size(); ++i)
    excess.push_back(std::max(0.0, result.eb[i] - result.overall) * zones.population[i] * years);
  return excess;
}

std::vector<double> per_zone(const Study& study, DemandKind kind) {
  const Neighbourhoods& zones = study.neighbourhoods;
  if (kind == DemandKind::excess) return excess_reports(study);
  const bool people = kind == DemandKind::population;
  if (people && !zones.has_population())
    throw UsageError("[siting] demand = \"population\" needs [neighbourhoods] population: name the column");
  if (!people && !zones.has_dwellings())
    throw UsageError("[siting] demand = \"dwellings\" needs [neighbourhoods] dwellings: name the column");
  return people ? zones.population : zones.dwellings;
}

}  // namespace

SitingDemand siting_demand(const Study& study, DemandKind kind, double reach) {
  if (kind == DemandKind::reports) return placed_reports(study);
  const std::vector<double> amount = per_zone(study, kind);
  const GroundPoints ground = ground_points(study, std::max(1.0, reach / 5));
  std::vector<double> points(amount.size(), 0);
  for (std::int32_t zone : ground.zone) ++points[static_cast<std::size_t>(zone)];
  SitingDemand demand;
  for (std::size_t i = 0; i < ground.at.size(); ++i) {
    const auto zone = static_cast<std::size_t>(ground.zone[i]);
    if (!(amount[zone] > 0)) continue;
    demand.at.push_back(ground.at[i]);
    demand.weight.push_back(amount[zone] / points[zone]);
  }
  return demand;
}

}  // namespace vigie
