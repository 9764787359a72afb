// The adjusted map.
#include "engine/analysis/reporting_scenario.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/statistics/reporting_rate.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 2> yes_no{{{"1", "Yes"}, {"0", "No"}}};

constexpr std::array<OutputColumn, 7> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "n_followed",
     .title = "Incidents followed",
     .unit = Unit::count,
     .help = "Incidents with a known time, of the categories asked for",
     .decimals = 0},
    {.name = "factor",
     .title = "Problems per reported one",
     .help = "1 / (1 - exp(-reporting rate * lifetime)), at most 5"},
    {.name = "n_adj",
     .title = "Incidents in the scenario",
     .help = "Incidents if every neighbourhood reported every problem that lasts as long as assumed",
     .decimals = 0},
    {.name = "capped",
     .title = "Factor at its limit",
     .help = "The factor would be above 5, so the number is too low",
     .decimals = 0,
     .classes = yes_no},
    {.name = "changed",
     .title = "Fifth changes",
     .help = "Whether the place stands in another fifth of the map once adjusted",
     .decimals = 0,
     .classes = yes_no},
}};

// Number of the fifth by value; ties stand in the lowest that holds them. -1 without a value.
std::vector<int> fifths(const std::vector<double>& values) {
  std::vector<double> sorted;
  for (double v : values)
    if (!std::isnan(v)) sorted.push_back(v);
  std::ranges::sort(sorted);
  std::vector<int> result;
  for (double v : values) {
    const auto below = static_cast<std::size_t>(std::ranges::lower_bound(sorted, v) - sorted.begin());
    result.push_back(std::isnan(v) ? -1 : static_cast<int>(5 * below / sorted.size()));
  }
  return result;
}

}  // namespace

OutputLayer reporting_scenario_layer() {
  return {"reporting_scenario", "Scenario: if all reported alike",
          "Incidents that equal reporting everywhere would give, beside those counted.", columns,
          "A scenario that rests on the assumed lifetime, not a finding: it says how much the map could change."};
}

NewLayer reporting_scenario(const Study& study, const std::vector<double>& incidents, const std::vector<double>& rate,
                            double lifetime_days) {
  static const OutputLayer declared = reporting_scenario_layer();
  Texts id, name;
  Integers counted, capped, changed;
  Reals factor, adjusted;
  std::vector<double> known = incidents;
  for (std::size_t z = 0; z < incidents.size(); ++z) {
    const ScenarioFactor scenario = scenario_factor(rate[z], lifetime_days);
    id.push_back(study.neighbourhoods.zones.id[z]);
    name.push_back(study.neighbourhoods.name[z]);
    counted.values.push_back(static_cast<std::int64_t>(incidents[z]));
    factor.values.push_back(scenario.value);
    adjusted.values.push_back(incidents[z] * scenario.value);
    capped.values.push_back(std::isnan(scenario.value) ? no_integer : scenario.capped ? 1 : 0);
    if (std::isnan(scenario.value)) known[z] = scenario.value;
  }
  const std::vector<int> before = fifths(known), after = fifths(adjusted.values);
  for (std::size_t z = 0; z < before.size(); ++z)
    changed.values.push_back(after[z] < 0 ? no_integer : before[z] != after[z] ? 1 : 0);
  NewLayer layer{.declared = &declared,
                 .geometries = study.neighbourhoods.zones.shapes,
                 .columns = {},
                 .look = {},
                 .sort_by = "n_adj"};
  layer.look = Graduated{
      .field = "n_adj", .breaks = quintiles(adjusted.values), .no_value = "No value (see reason)", .decimals = 0};
  const std::vector<Values> values{id, name, counted, factor, adjusted, capped, changed};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  return layer;
}

}  // namespace vigie
