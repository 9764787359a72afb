// From the words of a job to places that can be tested, and the warnings that every local test owes its reader.
#include "engine/analysis/tested_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/analysis/random_seed.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> places{"cells", "neighbourhoods"};
constexpr std::array<std::string_view, 3> inferences{"exact", "normal", "monte_carlo"};
constexpr std::array<std::string_view, 3> corrections{"fdr", "fdr_by", "none"};

constexpr std::size_t few_places = 30;
constexpr double few_reports = 60;

std::string methods_text(const TailProbabilities& tails) {
  std::vector<std::string_view> words;
  for (PValueMethod method : tails.methods) words.push_back(name(method));
  return fmt::format("{}", fmt::join(words, ", "));
}

void take(PlaceWeights& weights, Contribution& out) {
  std::ranges::move(weights.chosen, std::back_inserter(out.chosen));
  std::ranges::move(weights.findings, std::back_inserter(out.findings));
}

void report_method(const TestReport& test, const std::string& place, const LocalTestOptions& options,
                   Contribution& out) {
  out.record.emplace_back("p_value_method." + place, methods_text(test.tails));
  out.record.emplace_back("places_tested." + place, std::to_string(test.tested));
  if (test.tails.floored) out.record.emplace_back("p_floor." + place, "1e-12");
  if (!test.tails.why.empty() && options.permutation.inference == Inference::exact)
    out.findings.push_back({place, test.prefix + "inference", 0, Unit::none, Finding::Level::warning,
                            fmt::format("{}: exact p-values of {} are not possible ({}); {} was used", place,
                                        test.statistic, test.tails.why, methods_text(test.tails))});
}

void report_draws(const TestReport& test, const std::string& place, const LocalTestOptions& options,
                  Contribution& out) {
  const int draws = options.permutation.permutations;
  const bool drawn = std::ranges::find(test.tails.methods, PValueMethod::monte_carlo) != test.tails.methods.end();
  if (!drawn || 1 / (draws + 1.0) <= 0.05 / static_cast<double>(std::max<std::size_t>(test.tested, 1))) return;
  out.findings.push_back(
      {place, test.prefix + "permutations", static_cast<double>(draws), Unit::count, Finding::Level::warning,
       fmt::format("{}: {} draws cannot give p-values of {} small enough to pass the correction for {} places", place,
                   draws, test.statistic, test.tested)});
}

}  // namespace

const Parameter places_parameter{.name = "on",
                                 .kind = ParameterKind::list,
                                 .fallback = "cells",
                                 .choices = places,
                                 .help = "Which places are tested: grid cells, neighbourhoods, or both as a list."};

const Parameter inference_parameter{
    .name = "inference",
    .kind = ParameterKind::choice,
    .fallback = "exact",
    .choices = inferences,
    .help =
        "How local p-values are found: the exact permutation distribution of counts, the normal approximation, or "
        "random draws. Where exact is impossible (rates, unequal weights) draws are used and the manifest says so."};

const Parameter correction_parameter{
    .name = "correction",
    .kind = ParameterKind::choice,
    .fallback = "fdr",
    .choices = corrections,
    .help = "Correction for testing many places: Benjamini-Hochberg (fdr), Benjamini-Yekutieli (fdr_by), or none."};

LocalTestOptions inference_options(const Settings& settings, const Parameter& permutations) {
  LocalTestOptions options;
  options.permutation.inference = settings.choice<Inference>(inference_parameter);
  options.permutation.permutations = static_cast<int>(settings.required_number(permutations));
  options.permutation.seed = seed_of(settings);
  options.correction = settings.choice<Correction>(correction_parameter);
  if (options.permutation.inference == Inference::monte_carlo && options.permutation.permutations == 0)
    throw UsageError(
        fmt::format("[{}] inference = \"monte_carlo\" needs permutations above 0", settings.section().name));
  return options;
}

TestedPlaces tested_places(const Study& study, const Settings& settings, const std::string& name, Contribution& out) {
  if (name == "cells") {
    std::vector<double> values = cell_values(study, settings);
    PlaceWeights weights = cell_weights(study.cells, settings);
    take(weights, out);
    return {places[0],
            std::move(values),
            std::move(weights.weights),
            {study.cells.listed.begin(), study.cells.listed.end()}};
  }
  PlaceValues values = zone_values(study, settings);
  std::ranges::move(values.findings, std::back_inserter(out.findings));
  PlaceWeights weights = zone_weights(study.neighbourhoods.zones, settings);
  take(weights, out);
  std::vector<std::size_t> all(values.values.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return {places[1], std::move(values.values), std::move(weights.weights), std::move(all)};
}

void report_test(const TestReport& test, const TestedPlaces& at, const Settings& settings,
                 const LocalTestOptions& options, Contribution& out) {
  const std::string place(at.name);
  report_method(test, place, options, out);
  out.findings.push_back({place, test.prefix + "islands", static_cast<double>(test.islands), Unit::count,
                          test.islands > 0 ? Finding::Level::warning : Finding::Level::ok,
                          test.islands > 0 ? fmt::format("{}: {} places have no neighbors and get no {}", at.name,
                                                         test.islands, test.statistic)
                                           : ""});
  const double total = std::accumulate(at.values.begin(), at.values.end(), 0.0,
                                       [](double sum, double v) { return std::isnan(v) ? sum : sum + v; });
  const bool thin = settings.text(value_parameter) == "reports" && total < few_reports;
  if (test.tested < few_places || thin)
    out.findings.push_back(
        {place, test.prefix + "small_sample", static_cast<double>(test.tested), Unit::count, Finding::Level::warning,
         fmt::format("{}: {} places{} are few for {}; read the classes with care", place, test.tested,
                     thin ? fmt::format(" and {:g} reports", total) : "", test.statistic)});
  report_draws(test, place, options, out);
}

}  // namespace vigie
