// The hot spot recipe: values of places, weights, test, classes, outlines.
#include "engine/analysis/hotspots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/analysis/gi_classes.h"
#include "engine/analysis/hotspot_outlines.h"
#include "engine/analysis/local_test.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> places{"cells", "neighbourhoods"};
constexpr std::array<std::string_view, 2> statistics{"gi_star", "gi"};
constexpr std::array<std::string_view, 3> inferences{"exact", "normal", "monte_carlo"};
constexpr std::array<std::string_view, 2> nulls{"total", "conditional"};
constexpr std::array<std::string_view, 3> corrections{"fdr", "fdr_by", "none"};

constexpr Parameter on{.name = "on",
                       .kind = ParameterKind::list,
                       .fallback = "cells",
                       .choices = places,
                       .help = "Which places are tested: grid cells, neighbourhoods, or both as a list."};
constexpr Parameter statistic{.name = "statistic",
                              .kind = ParameterKind::choice,
                              .fallback = "gi_star",
                              .choices = statistics,
                              .help = "Gi* counts the place itself among its neighbors, Gi leaves it out."};
constexpr Parameter inference{
    .name = "inference",
    .kind = ParameterKind::choice,
    .fallback = "exact",
    .choices = inferences,
    .help =
        "How p-values are found: the exact permutation distribution of counts, the normal approximation, or random "
        "draws. Where exact is impossible (rates, unequal weights) draws are used and the manifest says so."};
constexpr Parameter null{
    .name = "null",
    .kind = ParameterKind::choice,
    .otherwise = "total for gi_star, conditional for gi",
    .choices = nulls,
    .help = "What is placed at random: all values (total), or all but the place's own (conditional)."};
constexpr Parameter permutations{.name = "permutations",
                                 .kind = ParameterKind::integer,
                                 .fallback = "9999",
                                 .minimum = 0,
                                 .maximum = 10'000'000,
                                 .help = "Number of random draws where draws are used."};
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
  static const std::array<Parameter, 14> all{on,
                                             value_parameter,
                                             statistic,
                                             weights_parameter,
                                             distance_band_parameter,
                                             neighbors_parameter,
                                             distance_power_parameter,
                                             weights_kernel_parameter,
                                             islands_parameter,
                                             inference,
                                             null,
                                             permutations,
                                             seed,
                                             correction};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 3> all{
      {{"cells", "", "", gi_columns, ""}, {"neighbourhoods", "", "", gi_columns, ""}, hotspot_areas_layer()}};
  return all;
}

LocalTestOptions options_of(const Settings& settings) {
  LocalTestOptions options;
  const bool star = settings.text(statistic) == "gi_star";
  options.permutation.self = star ? Self::included : Self::excluded;
  options.permutation.null = settings.given(null) ? settings.choice<Null>(null)
                             : star               ? Null::total
                                                  : Null::conditional;
  options.permutation.inference = settings.choice<Inference>(inference);
  options.permutation.permutations = static_cast<int>(settings.required_number(permutations));
  options.permutation.seed = static_cast<std::uint64_t>(settings.required_number(seed));
  options.correction = settings.choice<Correction>(correction);
  if (options.permutation.inference == Inference::monte_carlo && options.permutation.permutations == 0)
    throw UsageError("[hotspots] inference = \"monte_carlo\" needs permutations above 0");
  return options;
}

std::string methods_text(const TailProbabilities& tails) {
  std::vector<std::string_view> words;
  for (PValueMethod method : tails.methods) words.push_back(name(method));
  return fmt::format("{}", fmt::join(words, ", "));
}

void report_test(const LocalTest& test, const std::string& place, double total, const LocalTestOptions& options,
                 Contribution& out) {
  out.record.emplace_back("p_value_method." + place, methods_text(test.tails));
  out.record.emplace_back("places_tested." + place, std::to_string(test.tested));
  if (test.tails.floored) out.record.emplace_back("p_floor." + place, "1e-12");
  if (!test.tails.why.empty() && options.permutation.inference == Inference::exact)
    out.findings.push_back({place, "inference", 0, Unit::none, Finding::Level::warning,
                            fmt::format("{}: exact p-values are not possible ({}); {} was used", place, test.tails.why,
                                        methods_text(test.tails))});
  out.findings.push_back(
      {place, "islands", static_cast<double>(test.islands), Unit::count,
       test.islands > 0 ? Finding::Level::warning : Finding::Level::ok,
       test.islands > 0 ? fmt::format("{}: {} places have no neighbors and get no result", place, test.islands) : ""});
  if (test.tested < 30 || total < 60)
    out.findings.push_back(
        {place, "small_sample", static_cast<double>(test.tested), Unit::count, Finding::Level::warning,
         fmt::format("{}: {} places and a sum of {:g} are few for a test; read the classes with care", place,
                     test.tested, total)});
  const double smallest = 1.0 / (options.permutation.permutations + 1.0);
  const bool draws = std::ranges::find(test.tails.methods, PValueMethod::monte_carlo) != test.tails.methods.end();
  if (draws && smallest > 0.05 / static_cast<double>(std::max<std::size_t>(test.tested, 1)))
    out.findings.push_back(
        {place, "permutations", static_cast<double>(options.permutation.permutations), Unit::count,
         Finding::Level::warning,
         fmt::format("{}: {} draws cannot give p-values small enough to pass the correction for {} places", place,
                     options.permutation.permutations, test.tested)});
}

// What people want to hear first: how many places of which kind.
void report_classes(const LocalTest& test, const std::string& place, Contribution& out) {
  const auto count = [&](int low, int high) {
    return std::ranges::count_if(test.bin,
                                 [&](const std::optional<int>& bin) { return bin && *bin >= low && *bin <= high; });
  };
  const auto hot = count(1, 3), cold = count(-3, -1);
  out.findings.push_back(
      {place, "hot", static_cast<double>(hot), Unit::count, Finding::Level::notice,
       fmt::format("{}: {} of {} are hot and {} cold at 90 % confidence or more", place, hot, test.tested, cold)});
  out.findings.push_back({place, "cold", static_cast<double>(cold), Unit::count, Finding::Level::ok, ""});
}

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [](double sum, double v) { return std::isnan(v) ? sum : sum + v; });
}

void take(PlaceWeights& weights, Contribution& out) {
  std::ranges::move(weights.chosen, std::back_inserter(out.chosen));
  std::ranges::move(weights.findings, std::back_inserter(out.findings));
}

void test_cells(const Study& study, const Settings& settings, const LocalTestOptions& options, Contribution& out) {
  const std::vector<double> values = cell_values(study, settings);
  PlaceWeights weights = cell_weights(study.cells, settings);
  take(weights, out);
  const LocalTest test = test_places(values, weights.weights, options);
  report_test(test, "cells", sum_of(values), options, out);
  report_classes(test, "cells", out);
  const std::vector<std::size_t> listed(study.cells.listed.begin(), study.cells.listed.end());
  out.added.push_back({"cells", gi_values(test, values, listed), gi_look(), "gi_z"});
  out.layers.push_back(hotspot_areas(study, test));
}

void test_zones(const Study& study, const Settings& settings, const LocalTestOptions& options, Contribution& out) {
  PlaceValues values = zone_values(study, settings);
  std::ranges::move(values.findings, std::back_inserter(out.findings));
  PlaceWeights weights = zone_weights(study.neighbourhoods.zones, settings);
  take(weights, out);
  const LocalTest test = test_places(values.values, weights.weights, options);
  report_test(test, "neighbourhoods", sum_of(values.values), options, out);
  report_classes(test, "neighbourhoods", out);
  std::vector<std::size_t> all(values.values.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  out.added.push_back({"neighbourhoods", gi_values(test, values.values, all), gi_look(), "gi_z"});
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const LocalTestOptions options = options_of(settings);
  if (!settings.given(null))
    out.chosen.push_back(
        {&null, options.permutation.null == Null::total ? "total" : "conditional", "the usual null of the statistic"});
  for (const std::string& place : settings.list(on)) {
    if (place == "cells") {
      test_cells(study, settings, options, out);
    } else {
      test_zones(study, settings, options, out);
    }
  }
  return out;
}

}  // namespace

Analysis hotspots_analysis() {
  return {.name = "hotspots",
          .title = "Hot spots (Gi*)",
          .summary =
              "Where reports cluster: Getis-Ord Gi* or Gi per cell or neighbourhood, tested exactly and corrected "
              "for many tests.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "reports, or neighbourhoods with a numeric column",
          .after = "",
          .possible = [](const Study& study) { return study.has_reports; },
          .run = run};
}

}  // namespace vigie
