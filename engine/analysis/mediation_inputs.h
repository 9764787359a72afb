// What the data say about each neighbourhood that could make it a place for mediation to start.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/mediation_keys.h"

namespace vigie {

/// Reports of one source: those that have this text in this column.
struct ReportSource {
  std::string column, value;
};

/// Incidents that can be mediated, per neighbourhood.
struct MediableIncidents {
  std::vector<double> n;                // all of them
  std::vector<double> placed, repeats;  // with a place of their own; of these, near another in space and time
};

/// One entry per neighbourhood and vector; NaN where there is no value, empty where nothing of the kind was given.
struct MediationInputs {
  std::string homes_name;  // "dwellings", "households" or "population": per what demand is counted
  std::vector<double> homes;
  double years = 1;
  MediableIncidents incidents;
  std::vector<double> handled;      // cases in the study period
  std::vector<double> access;       // metres to the nearest service, median over the ground
  std::vector<double> unserved;     // share of the ground outside every service area
  std::vector<double> deprivation;  // higher is more deprived
  std::vector<double> cohesion, cohesion_error;
  std::vector<double> further, exposure;  // further reports of incidents, and days in which they could be made
};

/// Categories that count as mediable: as named, or by their words. Throws UsageError or DataError where there are none.
std::vector<std::string> mediable_categories(const Study& study, const Settings& settings, Contribution& out);

/// True if reports or area counts have a category that sounds mediable.
bool has_mediable_reports(const Study& study);

/// Mediable incidents without those whose first report comes from `left_out` (null: all). An incident counts by its
/// first report that is left. A repeat lies within 30 m and 180 days.
MediableIncidents mediable_incidents(const Study& study, const std::vector<std::string>& mediable,
                                     const ReportSource* left_out);

/// Everything else. Throws UsageError for columns that are not there.
MediationInputs mediation_inputs(const Study& study, const Settings& settings, const Earlier& earlier,
                                 const std::vector<std::string>& mediable);

}  // namespace vigie
