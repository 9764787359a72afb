// Declarations and their reading.
#include "engine/analysis/mediation_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/analysis/random_seed.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> scalings{"percentile", "min_max"};
constexpr std::array<std::string_view, 2> ends{"low", "high"};
constexpr std::array<std::string_view, 3> sources{"channel", "origin", "none"};

}  // namespace

namespace mediation_keys {
constexpr Parameter criteria{.name = "criteria",
                             .kind = ParameterKind::list,
                             .fallback = "",
                             .otherwise = "all that have data",
                             .choices = criterion_names,
                             .help =
                                 "What makes a neighbourhood a candidate: demand, unmet, chronicity, access, "
                                 "deprivation, underreporting, cohesion."};
constexpr Parameter weights{
    .name = "weights",
    .kind = ParameterKind::list,
    .otherwise =
        "about demand 0.30, unmet 0.20, chronicity 0.15, access 0.10, deprivation 0.10, underreporting 0.10, cohesion "
        "0.05",
    .help =
        "Weights of criteria, as \"demand 0.4\" (drawn about it) or as ranges, \"demand 0.2-0.5\" (anywhere in it; "
        "criteria that are not named may then have any weight)."};
constexpr Parameter concentration{.name = "concentration",
                                  .kind = ParameterKind::number,
                                  .fallback = "20",
                                  .minimum = 0.1,
                                  .maximum = 1e6,
                                  .help =
                                      "How closely weights are drawn about those given (the sum of the Dirichlet "
                                      "parameters); ranges do not use it."};
constexpr Parameter scaling{.name = "scaling",
                            .kind = ParameterKind::choice,
                            .fallback = "percentile",
                            .choices = scalings,
                            .help =
                                "How criteria become comparable: by the rank among the neighbourhoods, or by the "
                                "place between the smallest and the largest value."};
constexpr Parameter mediable{
    .name = "mediable",
    .kind = ParameterKind::list,
    .otherwise = "categories whose names speak of noise, neighbours, quarrels or dogs",
    .help =
        "Categories of reports that a mediator can help with; violence, threats, drugs and court cases are left out."};
constexpr Parameter services{
    .name = "services",
    .otherwise = "none: access is no criterion",
    .help = "File of the mediation services that exist: points, or polygons of the areas that they serve."};
constexpr Parameter handled{
    .name = "handled",
    .otherwise = "none: unmet demand is no criterion",
    .help = "Numeric column of the neighbourhoods: mediation cases handled in the study period."};
constexpr Parameter cohesion{
    .name = "cohesion",
    .otherwise = "none: cohesion is no criterion",
    .help =
        "Numeric column of the neighbourhoods: a survey's value of social cohesion; where it is low, mediation is "
        "needed more (and groups that live from it are harder to start)."};
constexpr Parameter cohesion_error{.name = "cohesion_error",
                                   .otherwise = "none: the value is taken as exact",
                                   .help = "Numeric column of the neighbourhoods: standard error of the cohesion."};
constexpr Parameter most_deprived{
    .name = "most_deprived",
    .kind = ParameterKind::choice,
    .fallback = "low",
    .choices = ends,
    .help = "Which end of the deprivation column is the most deprived: low (a rank from 1) or high (a score)."};
constexpr Parameter leave_out{
    .name = "leave_out",
    .kind = ParameterKind::list,
    .otherwise = "channel and origin, up to 100000 mediable incidents",
    .choices = sources,
    .help = "By which column of the reports sources are left out one by one, to see whether the result hangs on one."};
constexpr Parameter least_dwellings{
    .name = "least_dwellings",
    .kind = ParameterKind::number,
    .fallback = "50",
    .unit = Unit::dwellings,
    .minimum = 0,
    .maximum = 1e6,
    .help = "Neighbourhoods with fewer dwellings (or what stands for them) are not ranked."};
constexpr Parameter least_reliability{
    .name = "least_reliability",
    .kind = ParameterKind::number,
    .fallback = "0.5",
    .unit = Unit::share,
    .minimum = 0,
    .maximum = 1,
    .help = "Neighbourhoods whose difference from the others is chance by more than this leaves are not ranked."};
constexpr Parameter top{.name = "top",
                        .kind = ParameterKind::integer,
                        .otherwise = "a tenth of the ranked neighbourhoods, at least one",
                        .minimum = 1,
                        .maximum = 100'000,
                        .help = "How many places are looked for: a probability of being among so many is given."};
constexpr Parameter draws{.name = "draws",
                          .kind = ParameterKind::integer,
                          .fallback = "10000",
                          .minimum = 100,
                          .maximum = 1'000'000,
                          .help = "How often weights and values are drawn."};
}  // namespace mediation_keys

std::span<const Parameter> mediation_parameters() {
  using namespace mediation_keys;
  static const std::array<Parameter, 16> all{criteria,          weights,       concentration, scaling,
                                             mediable,          services,      handled,       cohesion,
                                             cohesion_error,    most_deprived, leave_out,     least_dwellings,
                                             least_reliability, top,           draws,         seed_parameter};
  return all;
}

std::vector<CriterionId> asked_criteria(const Settings& settings) {
  const std::vector<std::string> named = settings.list(mediation_keys::criteria);
  std::vector<CriterionId> asked;
  for (std::size_t i = 0; i < criterion_count; ++i)
    if (named.empty() || std::ranges::find(named, criterion_names[i]) != named.end())
      asked.push_back(static_cast<CriterionId>(i));
  return asked;
}

namespace {

struct WeightRange {
  double lower, upper;
  bool range;
};

[[noreturn]] void refuse(const std::string& entry) {
  throw UsageError(fmt::format(
      "[mediation_priority] weights: '{}' is no weight; write a criterion and a number or a range from 0 to 1, such as "
      "\"demand 0.4\" or \"demand 0.2-0.5\"; criteria are {}",
      printable(entry), listed(std::vector<std::string>(criterion_names.begin(), criterion_names.end()))));
}

double weight_number(const std::string& entry, std::string_view text) {
  const ParsedNumber parsed = parse_number(text);
  if (parsed.fault != NumberFault::none || !(parsed.value >= 0 && parsed.value <= 1)) refuse(entry);
  return parsed.value;
}

WeightRange weight_range(const std::string& entry, std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == text.npos) {
    const double weight = weight_number(entry, text);
    return {weight, weight, false};
  }
  const WeightRange range{weight_number(entry, text.substr(0, dash)), weight_number(entry, text.substr(dash + 1)),
                          true};
  if (range.lower > range.upper) refuse(entry);
  return range;
}

// Every criterion's entry; defaults, or any weight beside ranges, where the job says nothing.
std::array<WeightRange, criterion_count> weight_entries(const Settings& settings) {
  std::array<WeightRange, criterion_count> entries{};
  std::array<bool, criterion_count> named{};
  bool ranges = false;
  for (const std::string& entry : settings.list(mediation_keys::weights)) {
    const std::string_view text = trim(entry);
    const std::size_t space = text.find_first_of(" \t=:");
    const auto name = std::ranges::find(criterion_names, text.substr(0, space));
    if (name == criterion_names.end() || space == text.npos) refuse(entry);
    const auto number = static_cast<std::size_t>(name - criterion_names.begin());
    const std::size_t value = text.find_first_not_of(" \t=:", space);
    if (named[number] || value == text.npos) refuse(entry);
    entries[number] = weight_range(entry, text.substr(value));
    named[number] = true;
    ranges = ranges || entries[number].range;
  }
  for (std::size_t i = 0; i < criterion_count; ++i) {
    if (!named[i])
      entries[i] = ranges ? WeightRange{0, 1, true} : WeightRange{default_weights[i], default_weights[i], false};
    entries[i].range = ranges;
  }
  return entries;
}

}  // namespace

WeightDraws criterion_weights(const Settings& settings, const std::vector<CriterionId>& used) {
  const std::array<WeightRange, criterion_count> entries = weight_entries(settings);
  std::vector<double> lower, upper;
  double middle = 0, all_upper = 0;
  for (CriterionId id : used) {
    const WeightRange& entry = entries[static_cast<std::size_t>(id)];
    lower.push_back(entry.lower);
    upper.push_back(entry.upper);
    middle += (entry.lower + entry.upper) / 2;
    all_upper += entry.upper;
  }
  try {
    if (!entries.front().range)
      return WeightDraws::around(lower, settings.required_number(mediation_keys::concentration));
    // Without the criteria that have no data, the middles of the others are brought to a sum of 1.
    if (used.size() < asked_criteria(settings).size() && middle > 0 && all_upper < 1)
      for (std::size_t i = 0; i < lower.size(); ++i) {
        lower[i] /= middle;
        upper[i] = std::min(1.0, upper[i] / middle);
      }
    return WeightDraws::within(lower, upper);
  } catch (const UsageError& fault) {
    throw UsageError(fmt::format("[mediation_priority] weights: {}", fault.what()));
  }
}

}  // namespace vigie
