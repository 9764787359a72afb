// To add an analysis: its file, and a line here.
#include "engine/analysis/catalog.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/analysis/answers.h"
#include "engine/analysis/category_quotients.h"
#include "engine/analysis/change.h"
#include "engine/analysis/clusters.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/density_surface.h"
#include "engine/analysis/deprivation_equity.h"
#include "engine/analysis/event_concentration.h"
#include "engine/analysis/expected_reports.h"
#include "engine/analysis/hotspots.h"
#include "engine/analysis/mediation_priority.h"
#include "engine/analysis/point_pattern.h"
#include "engine/analysis/presence.h"
#include "engine/analysis/relative_risk_surface.h"
#include "engine/analysis/repeat_reports.h"
#include "engine/analysis/reporters.h"
#include "engine/analysis/siting.h"
#include "engine/analysis/survey_results.h"
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
      reporters_analysis(),
      answers_analysis(),
      reporting_rate_analysis(),
      expected_reports_analysis(),
      location_quotient_analysis(),
      survey_analysis(),
      presence_analysis(),
      equity_analysis(),
      siting_analysis(),
      mediation_priority_analysis(),
      change_analysis(),
  });
  return analyses;
}

const Analysis* find_analysis(std::string_view name) {
  std::string key(name);
  std::ranges::replace(key, '-', '_');
  const auto place = std::ranges::find(catalog(), key, &Analysis::name);
  return place == catalog().end() ? nullptr : &*place;
}

bool is_input(const Analysis& analysis) {
  return std::ranges::find(analysis.parameters, "source", &Parameter::name) != analysis.parameters.end();
}

bool looks_at(const Analysis& user, std::string_view name) {
  for (std::string_view rest = user.after; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == name) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::span<const std::string_view> later_sections() {
  static constexpr auto names = std::to_array<std::string_view>({
      "emerging",
      "near_repeat",
      "scan",
      "evaluate",
  });
  return names;
}

}  // namespace vigie
