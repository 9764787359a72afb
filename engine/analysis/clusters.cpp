// The cluster recipe: values of places, weights, local Moran with classes, global statistics.
#include "engine/analysis/clusters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/analysis/cluster_test.h"
#include "engine/analysis/global_table.h"
#include "engine/analysis/moran_classes.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> places{"cells", "neighbourhoods"};
constexpr std::array<std::string_view, 3> inferences{"exact", "normal", "monte_carlo"};
constexpr std::array<std::string_view, 3> corrections{"fdr", "fdr_by", "none"};

// Draws of the whole map cost about 2 ns for each place and link: half a second, or a minute where they are asked for.
constexpr double cost_by_default = 2e8, cost_on_request = 2e10;
constexpr int global_draws = 999;

constexpr Parameter on{.name = "on",
                       .kind = ParameterKind::list,
                       .fallback = "cells",
                       .choices = places,
                       .help = "Which places are compared: grid cells, neighbourhoods, or both as a list."};
constexpr Parameter inference{
    .name = "inference",
    .kind = ParameterKind::choice,
    .fallback = "exact",
    .choices = inferences,
    .help =
        "How local p-values are found: the exact permutation distribution of counts, the normal approximation, or "
        "random draws. Where exact is impossible (rates, unequal weights) draws are used and the manifest says so."};
constexpr Parameter permutations{
    .name = "permutations",
    .kind = ParameterKind::integer,
    .fallback = "9999",
    .minimum = 0,
    .maximum = 10'000'000,
    .help =
        "Number of random draws where draws are used. Unless it is given, global statistics take 999, on maps where "
        "that takes less than about a second."};
constexpr Parameter seed{.name = "seed",
                         .kind = ParameterKind::integer,
                         .fallback = "1",
                         .minimum = 0,
                         .maximum = 9e15,
                         .help = "Seed of the random draws; the same seed gives the same result."};
constexpr Parameter correction{
    .name = "correction",
    .kind = ParameterKind::choice,
    .fallback = "fdr",
    .choices = corrections,
    .help = "Correction for testing many places: Benjamini-Hochberg (fdr), Benjamini-Yekutieli (fdr_by), or none."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 9> all{
      on,   value_parameter, weights_parameter, distance_band_parameter, neighbors_parameter, inference, permutations,
      seed, correction};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 3> all{
      {{"cells", "", "", moran_columns, ""}, {"neighbourhoods", "", "", moran_columns, ""}, global_statistics_layer()}};
  return all;
}

LocalTestOptions options_of(const Settings& settings) {
  LocalTestOptions options;
  options.permutation.inference = settings.choice<Inference>(inference);
  options.permutation.permutations = static_cast<int>(settings.required_number(permutations));
  options.permutation.seed = static_cast<std::uint64_t>(settings.required_number(seed));
  options.correction = settings.choice<Correction>(correction);
  if (options.permutation.inference == Inference::monte_carlo && options.permutation.permutations == 0)
    throw UsageError("[clusters] inference = \"monte_carlo\" needs permutations above 0");
  return options;
}

// What one kind of place brings to the test.
struct Places {
  std::string_view name;
  std::vector<double> values;
  Weights weights;
};

std::string methods_text(const TailProbabilities& tails) {
  std::vector<std::string_view> words;
  for (PValueMethod method : tails.methods) words.push_back(name(method));
  return fmt::format("{}", fmt::join(words, ", "));
}

void report_method(const ClusterTest& test, const Places& at, const LocalTestOptions& options, Contribution& out) {
  const std::string place(at.name);
  out.record.emplace_back("p_value_method." + place, methods_text(test.tails));
  out.record.emplace_back("places_tested." + place, std::to_string(test.tested));
  if (test.tails.floored) out.record.emplace_back("p_floor." + place, "1e-12");
  if (!test.tails.why.empty() && options.permutation.inference == Inference::exact)
    out.findings.push_back({place, "moran_inference", 0, Unit::none, Finding::Level::warning,
                            fmt::format("{}: exact p-values of local Moran are not possible ({}); {} was used", place,
                                        test.tails.why, methods_text(test.tails))});
  const int draws = options.permutation.permutations;
  const bool drawn = std::ranges::find(test.tails.methods, PValueMethod::monte_carlo) != test.tails.methods.end();
  if (drawn && 1 / (draws + 1.0) > 0.05 / static_cast<double>(std::max<std::size_t>(test.tested, 1)))
    out.findings.push_back(
        {place, "moran_permutations", static_cast<double>(draws), Unit::count, Finding::Level::warning,
         fmt::format("{}: {} draws cannot give p-values of local Moran small enough to pass the correction for {} "
                     "places",
                     place, draws, test.tested)});
}

void report_sample(const ClusterTest& test, const Places& at, const Settings& settings, Contribution& out) {
  const std::string place(at.name);
  out.findings.push_back(
      {place, "moran_islands", static_cast<double>(test.islands), Unit::count,
       test.islands > 0 ? Finding::Level::warning : Finding::Level::ok,
       test.islands > 0 ? fmt::format("{}: {} places have no neighbors and get no local Moran", place, test.islands)
                        : ""});
  const double total = std::accumulate(at.values.begin(), at.values.end(), 0.0,
                                       [](double sum, double v) { return std::isnan(v) ? sum : sum + v; });
  const bool few_reports = settings.text(value_parameter) == "reports" && total < 60;
  if (test.tested < 30 || few_reports)
    out.findings.push_back({place, "moran_small_sample", static_cast<double>(test.tested), Unit::count,
                            Finding::Level::warning,
                            fmt::format("{}: {} places{} are few for local Moran; read its classes with care", place,
                                        test.tested, few_reports ? fmt::format(" and {:g} reports", total) : "")});
}

// What people want to hear first: how many places of which kind.
void report_classes(const ClusterTest& test, const Places& at, Contribution& out) {
  if (test.tested == 0) return;
  const auto count = [&](std::string_view label) { return std::ranges::count(test.label, label); };
  const std::string place(at.name);
  for (std::string_view label : {"high_high", "low_low", "high_low", "low_high"})
    out.findings.push_back(
        {place, std::string(label), static_cast<double>(count(label)), Unit::count,
         label == "high_high" ? Finding::Level::notice : Finding::Level::ok,
         label == "high_high" ? fmt::format("{}: of {} tested, {} are high among high and {} low among low (clusters), "
                                            "{} high among low and {} low among high (outliers)",
                                            place, test.tested, count("high_high"), count("low_low"), count("high_low"),
                                            count("low_high"))
                              : ""});
}

std::string_view verdict(const GlobalTest& moran, double p) {
  if (!(p <= 0.05)) return "values near each other are no more alike than by chance";
  return moran.z > 0 ? "similar values lie near each other" : "unlike values lie near each other";
}

void report_global(const GlobalStatistics& found, const MapDraws& draws, Contribution& out) {
  const GlobalTest& moran = found.tests.moran;
  if (std::isnan(moran.z)) return;
  const double p = found.permuted ? found.permuted->moran : moran.p;
  out.findings.push_back(
      {found.on, "moran_i", moran.value, Unit::none, Finding::Level::notice,
       fmt::format("{}: Moran's I is {:.3f} (z {:.2f}): {}", found.on, moran.value, moran.z, verdict(moran, p))});
  out.record.emplace_back("moran_variance_normality." + found.on, number_text(found.moran_variance_normality));
  if (!found.permuted)
    out.record.emplace_back(
        "global_permutation_p." + found.on,
        draws.permutations < 1
            ? "left out: no permutations"
            : fmt::format("left out: {} draws would visit {:.2g} places and links", draws.permutations, found.cost));
}

// Draws of the whole map: as many as asked for, else a number that stays cheap.
GlobalStatistics global_of(const Places& at, const ClusterTest& test, const Settings& settings, Contribution& out) {
  const bool asked = settings.given(permutations);
  const MapDraws draws{asked ? static_cast<int>(settings.required_number(permutations)) : global_draws,
                       static_cast<std::uint64_t>(settings.required_number(seed))};
  GlobalStatistics found =
      global_statistics(at.name, at.values, test.sums, at.weights, draws, asked ? cost_on_request : cost_by_default);
  report_global(found, draws, out);
  return found;
}

void take(PlaceWeights& weights, Contribution& out) {
  std::ranges::move(weights.chosen, std::back_inserter(out.chosen));
  std::ranges::move(weights.findings, std::back_inserter(out.findings));
}

Places cells_of(const Study& study, const Settings& settings, Contribution& out) {
  std::vector<double> values = cell_values(study, settings);
  PlaceWeights weights = cell_weights(study.cells, settings);
  take(weights, out);
  return {"cells", std::move(values), std::move(weights.weights)};
}

Places zones_of(const Study& study, const Settings& settings, Contribution& out) {
  PlaceValues values = zone_values(study, settings);
  std::ranges::move(values.findings, std::back_inserter(out.findings));
  PlaceWeights weights = zone_weights(study.neighbourhoods.zones, settings);
  take(weights, out);
  return {"neighbourhoods", std::move(values.values), std::move(weights.weights)};
}

// The places that are rows of the layer.
std::vector<std::size_t> rows_of(const Study& study, const Places& at) {
  if (at.name == "cells") return {study.cells.listed.begin(), study.cells.listed.end()};
  std::vector<std::size_t> all(at.values.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const LocalTestOptions options = options_of(settings);
  std::vector<GlobalStatistics> global;
  for (const std::string& place : settings.list(on)) {
    const Places at = place == "cells" ? cells_of(study, settings, out) : zones_of(study, settings, out);
    const ClusterTest test = test_clusters(at.values, at.weights, options);
    report_method(test, at, options, out);
    report_sample(test, at, settings, out);
    report_classes(test, at, out);
    global.push_back(global_of(at, test, settings, out));
    out.added.push_back({at.name, moran_values(test, rows_of(study, at)), moran_look(), "moran_z"});
  }
  out.layers.push_back(global_statistics_table(global));
  return out;
}

}  // namespace

Analysis clusters_analysis() {
  return {.name = "clusters",
          .title = "Clusters and outliers (local Moran)",
          .summary =
              "Where similar values meet and where a place stands out from its neighbors: local Moran, tested exactly "
              "and corrected for many tests, with Moran's I, Geary's c and the general G of the whole map.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "reports, or neighbourhoods with a numeric column",
          .after = "",
          .possible = [](const Study& study) { return study.has_reports; },
          .run = run};
}

}  // namespace vigie
