// The rates recipe: events over population and years, per neighbourhood.
#include "engine/analysis/zone_rates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> contiguities{"queen", "rook"};

constexpr Parameter events{
    .name = "events",
    .kind = ParameterKind::text,
    .fallback = "reports",
    .help =
        "What is counted: \"reports\" (or the area counts where there are no reports), \"area_counts\", or the name of "
        "a numeric column of the neighbourhoods."};
constexpr Parameter per{.name = "per",
                        .kind = ParameterKind::number,
                        .fallback = "1000",
                        .minimum = 1e-9,
                        .maximum = 1e9,
                        .help = "Rates are given per this many inhabitants and per year."};
constexpr Parameter years{.name = "years",
                          .kind = ParameterKind::number,
                          .otherwise = "from the data: the study period",
                          .unit = Unit::years,
                          .minimum = 1e-6,
                          .maximum = 1000,
                          .help = "Length of the window in which the events happened."};
constexpr Parameter reference_factor{
    .name = "reference_factor",
    .kind = ParameterKind::number,
    .fallback = "1",
    .minimum = 1e-6,
    .maximum = 1e6,
    .help =
        "The exceedance probability is that of a true rate above this factor times the overall rate; a policy choice."};
constexpr Parameter weights{.name = "weights",
                            .kind = ParameterKind::choice,
                            .fallback = "queen",
                            .choices = contiguities,
                            .help = "Neighbors for the locally smoothed rate."};

constexpr std::array<ClassName, 4> rate_classes{{{"above", "Above the overall rate"},
                                                 {"not_different", "Not clearly different"},
                                                 {"below", "Below the overall rate"},
                                                 {"insufficient_data", "Insufficient data"}}};
constexpr double sure = 0.95;              // probability from which a rate counts as above or below
constexpr double least_reliability = 0.5;  // below it differences are mostly chance

constexpr std::array<OutputColumn, 11> columns{{
    {.name = "rate",
     .title = "Rate",
     .unit = Unit::per_1000_per_year,
     .help = "Events over population and years",
     .decimals = 1},
    {.name = "rate_lo",
     .title = "Rate, lower limit",
     .unit = Unit::per_1000_per_year,
     .help = "Exact 95 % interval of the count (Garwood)",
     .decimals = 1},
    {.name = "rate_hi",
     .title = "Rate, upper limit",
     .unit = Unit::per_1000_per_year,
     .help = "Exact 95 % interval of the count (Garwood)",
     .decimals = 1},
    {.name = "smr",
     .title = "Observed over expected",
     .help = "Events over those expected at the overall rate; 1 is as expected"},
    {.name = "eb_rate",
     .title = "Smoothed rate",
     .unit = Unit::per_1000_per_year,
     .help = "Empirical-Bayes rate: small populations are drawn to the overall rate (Marshall)",
     .decimals = 1},
    {.name = "eb_local",
     .title = "Locally smoothed rate",
     .unit = Unit::per_1000_per_year,
     .help = "Empirical-Bayes rate drawn to the rate of the area and its neighbors",
     .decimals = 1},
    {.name = "exceed_p",
     .title = "Likely above the overall rate",
     .unit = Unit::probability,
     .help = "Probability that the true rate is above the reference"},
    {.name = "reliab",
     .title = "Reliability",
     .unit = Unit::share,
     .help = "Part of the differences between rates that is real at this population; from 0.7 areas can be compared"},
    {.name = "min_months",
     .title = "Months needed",
     .unit = Unit::months,
     .help = "Length of the window that gives a reliability of 0.7",
     .decimals = 1},
    {.name = "rate_class",
     .title = "Rate in classes",
     .help =
         "Above or below the reference with 95 % probability; insufficient data below a reliability of 0.5, whatever "
         "the rate",
     .classes = rate_classes},
    {.name = "n_reason", .title = "Why there is no value", .help = "Cause of a missing rate"},
}};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 5> all{events, per, years, reference_factor, weights};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 1> all{{{"neighbourhoods", "", "", columns, ""}}};
  return all;
}

std::vector<double> event_counts(const Study& study, const Settings& settings) {
  const std::string name = settings.text(events);
  if (name == "area_counts") return area_count_values(study, "rates", "events");
  if (name != "reports") {
    std::vector<double> counts = zone_column(study, "rates", "events", name);
    if (std::ranges::any_of(counts, [](double v) { return v < 0; }))
      throw DataError(fmt::format("[rates] events: column '{}' has negative numbers; counts cannot be negative", name));
    return counts;
  }
  if (!study.counted()) throw UsageError("[rates] events = \"reports\" needs [reports] or [area_counts]");
  return {study.neighbourhoods.n.begin(), study.neighbourhoods.n.end()};
}

double window_years(const Study& study, const Settings& settings, Contribution& out) {
  if (const std::optional<double> given = settings.number(years)) return *given;
  const std::string name = settings.text(events);
  const bool by_area = name == "area_counts" || (name == "reports" && !study.has_reports);
  const bool counted = (by_area || name == "reports") && study.period.known();
  const double found = !counted ? 1 : by_area ? study.counts.years : study.period.years;
  out.chosen.push_back({&years, number_text(found),
                        !counted  ? "no period is known"
                        : by_area ? "the periods of the area counts"
                                  : "the study period"});
  if (!counted)
    out.findings.push_back(
        {"neighbourhoods", "rate_years", 1, Unit::years, Finding::Level::warning,
         "no study period is known, so rates are per inhabitant and whole window, not per year; set rates.years"});
  return found;
}

std::vector<double> times(std::vector<double> values, double factor) {
  for (double& value : values) value *= factor;
  return values;
}

Texts reasons(const std::vector<double>& rate, const std::vector<double>& exceedance) {
  Texts texts;
  for (std::size_t i = 0; i < rate.size(); ++i) {
    if (std::isnan(rate[i])) {
      texts.push_back("zero_denominator");
    } else if (std::isnan(exceedance[i])) {
      texts.push_back("no_variance");
    } else {
      texts.push_null();
    }
  }
  return texts;
}

// Whether a rate may be compared comes before how it compares.
Texts classes(const Rates& result) {
  Texts texts;
  for (std::size_t i = 0; i < result.crude.size(); ++i) {
    const double above = result.exceedance[i];
    if (!(result.reliability[i] >= least_reliability) || std::isnan(above)) {
      texts.push_back("insufficient_data");
    } else {
      texts.push_back(above >= sure ? "above" : above <= 1 - sure ? "below" : "not_different");
    }
  }
  return texts;
}

void find_oddities(const std::vector<double>& counts, const std::vector<double>& population, const Rates& result,
                   Contribution& out) {
  std::size_t unpeopled = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) unpeopled += counts[i] > 0 && !(population[i] > 0) ? 1 : 0;
  if (unpeopled > 0)
    out.findings.push_back({"neighbourhoods", "events_without_population", static_cast<double>(unpeopled), Unit::count,
                            Finding::Level::warning,
                            fmt::format("{} neighbourhoods have events but no population and get no rate", unpeopled)});
  if (result.variance == 0)
    out.findings.push_back(
        {"neighbourhoods", "eb_variance_zero", 1, Unit::none, Finding::Level::warning,
         "the rates differ no more than chance would make them; every smoothed rate is the overall rate"});
}

void report_exceedance(const Rates& result, double scale, Contribution& out) {
  const auto above = std::ranges::count_if(result.exceedance, [](double p) { return p >= 0.95; });
  out.findings.push_back({"neighbourhoods", "likely_above", static_cast<double>(above), Unit::count,
                          Finding::Level::notice,
                          fmt::format("neighbourhoods: {} are at least 95 % likely above the overall rate of {:.1f}",
                                      above, result.overall * scale)});
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const std::vector<double>& population = study.neighbourhoods.population;
  if (population.empty())
    throw UsageError("[rates] needs [neighbourhoods] population: name the column that holds the number of inhabitants");
  const std::vector<double> counts = event_counts(study, settings);
  const double window = window_years(study, settings, out);
  const double scale = settings.required_number(per);
  const Rates result = rates(counts, population, window, settings.required_number(reference_factor));
  const Contiguity rule = settings.choice<Contiguity>(weights);
  const SpatialWeights neighbors = touching_zones(study.neighbourhoods.zones, rule).weights;
  const std::vector<double> local = local_empirical_bayes(counts, times(population, window), neighbors);
  find_oddities(counts, population, result, out);
  report_exceedance(result, scale, out);
  out.record.emplace_back("overall_rate", number_text(result.overall * scale));
  out.record.emplace_back("between_area_variance", number_text(result.variance));
  const std::vector<double> crude = times(result.crude, scale);
  const Look rate_look =
      Graduated{.field = "rate", .breaks = quintiles(crude), .no_value = "No value (see reason)", .decimals = 1};
  AddedColumns added{"neighbourhoods", {}, rate_look, "rate"};
  const std::vector<std::vector<double>> values{crude,
                                                times(result.lower, scale),
                                                times(result.upper, scale),
                                                result.smr,
                                                times(result.eb, scale),
                                                times(local, scale),
                                                result.exceedance,
                                                result.reliability,
                                                times(result.minimum_years, 12)};
  for (std::size_t i = 0; i < values.size(); ++i) added.columns.push_back({&columns[i], Reals{values[i]}});
  added.columns.push_back({&columns[9], classes(result)});
  added.columns.push_back({&columns[10], reasons(crude, result.exceedance)});
  out.added.push_back(std::move(added));
  return out;
}

}  // namespace

Analysis rates_analysis() {
  return {.name = "rates",
          .title = "Rates per neighbourhood",
          .summary =
              "Reports per inhabitant and year with exact intervals, smoothed rates and the probability of lying "
              "above the overall rate.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "neighbourhoods with a population column",
          .after = "",
          .possible = [](const Study& study) { return study.counted() && study.neighbourhoods.has_population(); },
          .run = run};
}

}  // namespace vigie
