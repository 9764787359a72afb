// Counting incidents, measuring ways, taking over columns.
#include "engine/analysis/mediation_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/analysis/category_counts.h"
#include "engine/analysis/mediable_categories.h"
#include "engine/analysis/named_categories.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/service_access.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/statistics/repeats.h"

namespace vigie {
namespace {

constexpr double repeat_distance = 30, repeat_days = 180;

std::vector<CategoryCount> known_categories(const Study& study) {
  return study.has_reports ? category_counts(study) : area_category_counts(study);
}

// 1 for each group of the column whose name is in the list.
std::vector<std::uint8_t> marked(const Texts& texts, const std::vector<std::string>& names) {
  std::vector<std::uint8_t> marks;
  for (std::string_view name : texts.distinct()) marks.push_back(std::ranges::count(names, name) > 0 ? 1 : 0);
  return marks;
}

MediableIncidents counted_by_area(const Study& study, const std::vector<std::string>& mediable) {
  MediableIncidents incidents;
  incidents.n.assign(study.neighbourhoods.zones.size(), 0);
  const std::vector<std::uint8_t> marks = marked(study.counts.category, mediable);
  const std::vector<std::int32_t> group = study.counts.category.groups();
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] >= 0 && marks[static_cast<std::size_t>(group[i])] != 0)
      incidents.n[static_cast<std::size_t>(study.counts.zone[i])] += static_cast<double>(study.counts.count[i]);
  return incidents;
}

// 1 for reports of the source.
std::vector<std::uint8_t> reports_from(const Study& study, const ReportSource* source) {
  if (source == nullptr) return {};
  const Texts& texts = *study.reports.attributes.find_as<Texts>(source->column);
  const std::vector<std::uint8_t> marks = marked(texts, {source->value});
  std::vector<std::uint8_t> from;
  for (std::int32_t group : texts.groups()) from.push_back(group >= 0 ? marks[static_cast<std::size_t>(group)] : 0);
  return from;
}

// The report that stands for each mediable incident: its first; where a source is left out, its first of the others.
std::vector<std::size_t> standing_reports(const Study& study, const std::vector<std::string>& mediable,
                                          const std::vector<std::uint8_t>& left_out) {
  const Texts& categories = *study.reports.attributes.find_as<Texts>("category");
  const std::vector<std::uint8_t> marks = marked(categories, mediable);
  const std::vector<std::int32_t> group = categories.groups();
  const auto counts = [&](std::size_t report) {
    return group[report] >= 0 && marks[static_cast<std::size_t>(group[report])] != 0 && study.zone_of[report] >= 0;
  };
  std::vector<std::size_t> standing;
  if (left_out.empty()) {
    std::ranges::copy_if(study.incident.first_reports(), std::back_inserter(standing), counts);
    return standing;
  }
  const auto* time = study.reports.attributes.find_as<Instants>("time");
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> first(study.incident.size(), none);
  for (std::size_t report = 0; report < study.reports.size(); ++report) {
    if (left_out[report] != 0 || !counts(report)) continue;
    std::size_t& known = first[study.incident.of(report)];
    if (known == none || (time && time->values[report] < time->values[known])) known = report;
  }
  std::ranges::copy_if(first, std::back_inserter(standing), [](std::size_t report) { return report != none; });
  return standing;
}

// "dwellings", else households, else inhabitants.
void choose_homes(const Neighbourhoods& zones, MediationInputs& inputs) {
  inputs.homes_name = zones.has_dwellings() ? "dwellings" : !zones.households.empty() ? "households" : "population";
  inputs.homes = zones.has_dwellings()       ? zones.dwellings
                 : !zones.households.empty() ? zones.households
                                             : zones.population;
  if (inputs.homes.empty())
    throw UsageError(
        "[mediation_priority] needs [neighbourhoods] dwellings (or households, or population): name the column");
}

std::vector<double> column_of(const Study& study, const Settings& settings, const Parameter& parameter) {
  const std::string column = settings.text(parameter);
  return column.empty() ? std::vector<double>{} : zone_column(study, settings.section().name, parameter.name, column);
}

// From the table of reporting rates, by neighbourhood.
std::vector<double> reporting(const Study& study, const Earlier& earlier, std::string_view column) {
  const Values* ids = earlier.column("reporting_rate", "zone_id");
  const Values* values = earlier.column("reporting_rate", column);
  if (ids == nullptr || values == nullptr) return {};
  const std::vector<double> numbers = as_reals({std::string(column), *values});
  std::map<std::string, double, std::less<>> by_zone;
  const Texts& zones = std::get<Texts>(*ids);
  for (std::size_t row = 0; row < zones.size(); ++row)
    if (!zones.is_null(row)) by_zone.emplace(zones.at(row), numbers[row]);
  std::vector<double> result;
  for (const std::string& id : study.neighbourhoods.zones.id) {
    const auto place = by_zone.find(id);
    result.push_back(place == by_zone.end() ? std::numeric_limits<double>::quiet_NaN() : place->second);
  }
  return result;
}

void drop_excluded(std::vector<std::string>& named, Contribution& out) {
  std::vector<std::string> excluded;
  for (const std::string& name : named)
    if (cannot_be_mediated(name)) excluded.push_back(printable(name));
  std::erase_if(named, [](const std::string& name) { return cannot_be_mediated(name); });
  if (excluded.empty()) return;
  out.findings.push_back({"mediation_priority", "not_mediable", static_cast<double>(excluded.size()), Unit::count,
                          Finding::Level::warning,
                          fmt::format("[mediation_priority] mediable: {} left out: violence, threats, drugs and court "
                                      "cases are not mediated",
                                      listed(excluded))});
}

}  // namespace

bool has_mediable_reports(const Study& study) {
  if (!study.counted()) return false;
  return std::ranges::any_of(known_categories(study), [](const CategoryCount& c) { return sounds_mediable(c.name); });
}

std::vector<std::string> mediable_categories(const Study& study, const Settings& settings, Contribution& out) {
  if (!study.counted()) throw UsageError("[mediation_priority] needs [reports] or [area_counts]");
  if (study.has_reports) needed_categories(study, settings);
  const std::vector<CategoryCount> known = known_categories(study);
  if (!settings.list(mediation_keys::mediable).empty()) {
    std::vector<std::string> named = named_categories(settings, mediation_keys::mediable, known);
    drop_excluded(named, out);
    if (!named.empty()) return named;
  }
  std::vector<std::string> found;
  for (const CategoryCount& category : known)
    if (sounds_mediable(category.name)) found.push_back(category.name);
  if (found.empty() || settings.given(mediation_keys::mediable))
    throw UsageError(
        fmt::format("[mediation_priority] no category is known to be open to mediation; name them: mediable = [...]; "
                    "there are {}",
                    known.empty() ? "none" : category_names(known)));
  out.chosen.push_back(
      {&mediation_keys::mediable, fmt::format("{}", fmt::join(found, ",")), "by the words in their names"});
  return found;
}

MediableIncidents mediable_incidents(const Study& study, const std::vector<std::string>& mediable,
                                     const ReportSource* left_out) {
  if (!study.has_reports) return counted_by_area(study, mediable);
  const std::vector<std::size_t> standing = standing_reports(study, mediable, reports_from(study, left_out));
  const auto* time = study.reports.attributes.find_as<Instants>("time");
  MediableIncidents incidents;
  incidents.n.assign(study.neighbourhoods.zones.size(), 0);
  if (time) incidents.placed = incidents.repeats = incidents.n;
  std::vector<double> x, y;
  std::vector<Instant> when;
  std::vector<std::size_t> zone;
  for (std::size_t report : standing) {
    const auto at = static_cast<std::size_t>(study.zone_of[report]);
    ++incidents.n[at];
    if (!time || (!study.vague.empty() && study.vague[report] != 0)) continue;
    x.push_back(study.reports.x[report]);
    y.push_back(study.reports.y[report]);
    when.push_back(time->values[report]);
    zone.push_back(at);
  }
  const std::vector<std::uint8_t> repeats = has_repeat(x, y, when, repeat_distance, repeat_days);
  for (std::size_t i = 0; i < zone.size(); ++i) {
    ++incidents.placed[zone[i]];
    incidents.repeats[zone[i]] += repeats[i];
  }
  return incidents;
}

MediationInputs mediation_inputs(const Study& study, const Settings& settings, const Earlier& earlier,
                                 const std::vector<std::string>& mediable) {
  MediationInputs inputs;
  choose_homes(study.neighbourhoods, inputs);
  inputs.years = study.has_reports ? study.period.years : study.counts.years;
  inputs.incidents = mediable_incidents(study, mediable, nullptr);
  inputs.handled = column_of(study, settings, mediation_keys::handled);
  inputs.cohesion = column_of(study, settings, mediation_keys::cohesion);
  inputs.cohesion_error = column_of(study, settings, mediation_keys::cohesion_error);
  inputs.deprivation = study.neighbourhoods.deprivation;
  if (settings.text(mediation_keys::most_deprived) == "low")
    for (double& rank : inputs.deprivation) rank = -rank;
  inputs.further = reporting(study, earlier, "repeats");
  inputs.exposure = reporting(study, earlier, "exposure_d");
  if (const SitePlaces* services = study.sites_of("mediation_priority.services")) {
    if (services->shapes.empty()) {
      inputs.access = distances_to_service(study, services->at);
    } else {
      inputs.unserved = unserved_shares(study, services->shapes);
    }
  }
  return inputs;
}

}  // namespace vigie
