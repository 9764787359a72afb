// The number of each place that an analysis looks at: reports, a standardized rate, or a column.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/settings.h"
#include "engine/analysis/study.h"

namespace vigie {

extern const Parameter value_parameter;

struct PlaceValues {
  std::vector<double> values;  // NaN where a place is not analyzed
  std::vector<Finding> findings;
};

/// Reports per cell; NaN for cells that are not analyzed. Throws UsageError for values that cells do not have.
std::vector<double> cell_values(const Study& study, const Settings& settings);

/// The sums of the area counts. Throws UsageError where there are none.
std::vector<double> area_count_values(const Study& study, std::string_view section, std::string_view key);

/// Reports or area counts, rates standardized for population (Assuncao & Reis 1999), or a numeric column of the
/// neighbourhoods.
PlaceValues zone_values(const Study& study, const Settings& settings);

/// A numeric column of the neighbourhoods. Throws UsageError naming the nearest column.
std::vector<double> zone_column(const Study& study, std::string_view section, std::string_view key,
                                const std::string& column);

}  // namespace vigie
