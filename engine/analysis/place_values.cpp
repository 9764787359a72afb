// Values of cells and neighbourhoods by the `value` key.
#include "engine/analysis/place_values.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/statistics/standardized_rates.h"

namespace vigie {

const Parameter value_parameter{
    .name = "value",
    .kind = ParameterKind::text,
    .fallback = "reports",
    .help =
        "What is compared: \"reports\" (their number, or the area counts where there are no reports), \"rate\" (the "
        "same per inhabitant, standardized for the size of the population; neighbourhoods only), \"area_counts\", or "
        "the "
        "name of a numeric column of the neighbourhoods."};

std::vector<double> cell_values(const Study& study, const Settings& settings) {
  const std::string value = settings.text(value_parameter);
  if (value != "reports")
    throw UsageError(fmt::format("[{}] value = \"{}\" needs on = \"neighbourhoods\"; cells have only reports",
                                 settings.section().name, printable(value)));
  if (!study.has_reports)
    throw UsageError(
        fmt::format("[{}] on = \"cells\" needs [reports]; add them, or set on = \"neighbourhoods\" and value "
                    "to a numeric column",
                    settings.section().name));
  const Cells& cells = study.cells;
  const std::vector<std::int64_t>& n = cells.tested();
  std::vector<double> values(n.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (cells.analyzed[i]) values[i] = static_cast<double>(n[i]);
  return values;
}

std::vector<double> zone_column(const Study& study, std::string_view section, std::string_view key,
                                const std::string& column) {
  const Table& attributes = study.neighbourhoods.zones.attributes;
  if (const Column* found = attributes.find(column)) return as_reals(*found);
  std::vector<std::string> known{"reports", "rate", "area_counts"};
  for (const Column& candidate : attributes.columns()) known.push_back(candidate.name);
  const std::string nearest = nearest_name(column, known);
  throw UsageError(fmt::format("[{}] {} = \"{}\": the neighbourhoods have no such column{}; they have {}", section, key,
                               printable(column), nearest.empty() ? "" : "; did you mean '" + nearest + "'?",
                               listed(known)));
}

std::vector<double> area_count_values(const Study& study, std::string_view section, std::string_view key) {
  if (study.counts.empty())
    throw UsageError(fmt::format("[{}] {} = \"area_counts\" needs [area_counts]", section, key));
  return {study.counts.n.begin(), study.counts.n.end()};
}

PlaceValues zone_values(const Study& study, const Settings& settings) {
  const Neighbourhoods& zones = study.neighbourhoods;
  const std::string value = settings.text(value_parameter);
  PlaceValues result;
  if (value == "area_counts") {
    result.values = area_count_values(study, settings.section().name, "value");
    return result;
  }
  if (value != "reports" && value != "rate") {
    result.values = zone_column(study, settings.section().name, "value", value);
    return result;
  }
  if (!study.counted())
    throw UsageError(
        fmt::format("[{}] value = \"{}\" needs [reports] or [area_counts]", settings.section().name, value));
  const std::vector<double> counts(zones.n.begin(), zones.n.end());
  if (value == "reports") {
    result.values = counts;
    return result;
  }
  if (!zones.has_population())
    throw UsageError(fmt::format("[{}] value = \"rate\" needs [neighbourhoods] population", settings.section().name));
  result.values = standardized_rates(counts, zones.population);
  std::size_t without = 0;
  for (double v : result.values) without += std::isnan(v) ? 1 : 0;
  if (without > 0)
    result.findings.push_back(
        {"neighbourhoods", "without_population", static_cast<double>(without), Unit::count, Finding::Level::warning,
         fmt::format("{} neighbourhoods have no population and get no standardized rate", without)});
  return result;
}

}  // namespace vigie
