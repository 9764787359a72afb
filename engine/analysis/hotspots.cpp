// The hot spot recipe: values of places, weights, test, classes, outlines.
#include "engine/analysis/hotspots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "engine/analysis/gi_classes.h"
#include "engine/analysis/hotspot_origins.h"
#include "engine/analysis/hotspot_outlines.h"
#include "engine/analysis/hotspot_stability.h"
#include "engine/analysis/local_test.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/analysis/random_seed.h"
#include "engine/analysis/tested_places.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> statistics{"gi_star", "gi"};
constexpr std::array<std::string_view, 2> nulls{"total", "conditional"};

constexpr Parameter statistic{.name = "statistic",
                              .kind = ParameterKind::choice,
                              .fallback = "gi_star",
                              .choices = statistics,
                              .help = "Gi* counts the place itself among its neighbors, Gi leaves it out."};
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
std::span<const Parameter> parameters() {
  static const std::array<Parameter, 16> all{places_parameter,    value_parameter,          origin_parameter,
                                             statistic,           weights_parameter,        distance_band_parameter,
                                             neighbors_parameter, distance_power_parameter, weights_kernel_parameter,
                                             islands_parameter,   inference_parameter,      null,
                                             permutations,        seed_parameter,           correction_parameter,
                                             stability_parameter};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::vector<OutputColumn> of_cells = [] {
    std::vector<OutputColumn> columns(gi_columns.begin(), gi_columns.end());
    columns.push_back(stability_column);
    return columns;
  }();
  static const std::array<OutputLayer, 4> all{{{"cells", "", "", of_cells, ""},
                                               {"neighbourhoods", "", "", gi_columns, ""},
                                               hotspot_areas_layer(),
                                               hotspot_origins_layer()}};
  return all;
}

LocalTestOptions options_of(const Settings& settings) {
  LocalTestOptions options = inference_options(settings, permutations);
  const bool star = settings.text(statistic) == "gi_star";
  options.permutation.self = star ? Self::included : Self::excluded;
  options.permutation.null = settings.given(null) ? settings.choice<Null>(null)
                             : star               ? Null::total
                                                  : Null::conditional;
  return options;
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

// The same test with every report, for the difference.
LocalTest test_of_all(const Study& study, const Settings& settings, const LocalTestOptions& options) {
  Contribution unsaid;
  const TestedPlaces at = tested_places(study, settings, "cells", unsaid);
  return test_places(at.values, at.weights, options);
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const LocalTestOptions options = options_of(settings);
  if (!settings.given(null))
    out.chosen.push_back(
        {&null, options.permutation.null == Null::total ? "total" : "conditional", "the usual null of the statistic"});
  const std::optional<Study> heard = heard_study(study, settings, out);
  const Study& tested = heard ? *heard : study;
  for (const std::string& place : settings.list(places_parameter)) {
    const TestedPlaces at = tested_places(tested, settings, place, out);
    const LocalTest test = test_places(at.values, at.weights, options);
    report_test({options.permutation.self == Self::included ? "Gi*" : "Gi", "", test.tails, test.tested, test.islands},
                at, settings, options, out);
    report_classes(test, place, out);
    AddedColumns added{at.name, gi_values(test, at.values, at.rows), gi_look(), "gi_z"};
    if (place == "cells") {
      if (settings.text(stability_parameter) == "on") add_stability(tested, settings, test, options, added, out);
      out.layers.push_back(hotspot_areas(study, test));
      if (heard) out.layers.push_back(hotspot_origins(study, *heard, test, test_of_all(study, settings, options)));
    }
    out.added.push_back(std::move(added));
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
          .possible = [](const Study& study) { return study.counted(); },
          .run = run};
}

}  // namespace vigie
