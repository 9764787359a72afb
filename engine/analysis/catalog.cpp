// To add an analysis: its file, and a line here.
#include "engine/analysis/catalog.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/analysis/clusters.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/density_surface.h"
#include "engine/analysis/event_concentration.h"
#include "engine/analysis/hotspots.h"
#include "engine/analysis/mediation_priority.h"
#include "engine/analysis/point_pattern.h"
#include "engine/analysis/relative_risk_surface.h"
#include "engine/analysis/siting.h"
#include "engine/analysis/zone_rates.h"

namespace vigie {

std::span<const Analysis> catalog() {
  static const auto analyses = std::to_array<Analysis>({
      hotspots_analysis(),
      rates_analysis(),
      density_analysis(),
      coverage_analysis(),
      clusters_analysis(),
      relative_risk_analysis(),
      concentration_analysis(),
      point_pattern_analysis(),
      siting_analysis(),
      mediation_priority_analysis(),
  });
  return analyses;
}

const Analysis* find_analysis(std::string_view name) {
  std::string key(name);
  std::ranges::replace(key, '-', '_');
  const auto place = std::ranges::find(catalog(), key, &Analysis::name);
  return place == catalog().end() ? nullptr : &*place;
}

std::span<const std::string_view> later_sections() {
  static constexpr auto names = std::to_array<std::string_view>({
      "reporting_rate",
      "equity",
      "change",
      "emerging",
      "near_repeat",
      "scan",
      "evaluate",
      "survey",
  });
  return names;
}

}  // namespace vigie
