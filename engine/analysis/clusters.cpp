// The cluster recipe: values of places, weights, local Moran with classes, global statistics.
#include "engine/analysis/clusters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/cluster_test.h"
#include "engine/analysis/global_table.h"
#include "engine/analysis/moran_classes.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/place_weights.h"
#include "engine/analysis/random_seed.h"
#include "engine/analysis/tested_places.h"
#include "engine/base/numbers.h"

namespace vigie {
namespace {

// Draws of the whole map cost about 2 ns for each place and link: half a second, or a minute where they are asked for.
constexpr double cost_by_default = 2e8, cost_on_request = 2e10;
constexpr int global_draws = 999;

constexpr Parameter permutations{
    .name = "permutations",
    .kind = ParameterKind::integer,
    .fallback = "9999",
    .minimum = 0,
    .maximum = 10'000'000,
    .help =
        "Number of random draws where draws are used. Unless it is given, global statistics take 999, on maps where "
        "that takes less than about a second."};
std::span<const Parameter> parameters() {
  static const std::array<Parameter, 12> all{places_parameter,         value_parameter,
                                             weights_parameter,        distance_band_parameter,
                                             neighbors_parameter,      distance_power_parameter,
                                             weights_kernel_parameter, islands_parameter,
                                             inference_parameter,      permutations,
                                             seed_parameter,           correction_parameter};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 3> all{
      {{"cells", "", "", moran_columns, ""}, {"neighbourhoods", "", "", moran_columns, ""}, global_statistics_layer()}};
  return all;
}

// What people want to hear first: how many places of which kind.
void report_classes(const ClusterTest& test, const TestedPlaces& at, Contribution& out) {
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
GlobalStatistics global_of(const TestedPlaces& at, const ClusterTest& test, const Settings& settings,
                           Contribution& out) {
  const bool asked = settings.given(permutations);
  const MapDraws draws{asked ? static_cast<int>(settings.required_number(permutations)) : global_draws,
                       seed_of(settings)};
  GlobalStatistics found =
      global_statistics(at.name, at.values, test.sums, at.weights, draws, asked ? cost_on_request : cost_by_default);
  report_global(found, draws, out);
  return found;
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const LocalTestOptions options = inference_options(settings, permutations);
  std::vector<GlobalStatistics> global;
  for (const std::string& place : settings.list(places_parameter)) {
    const TestedPlaces at = tested_places(study, settings, place, out);
    const ClusterTest test = test_clusters(at.values, at.weights, options);
    report_test({"local Moran", "moran_", test.tails, test.tested, test.islands}, at, settings, options, out);
    report_classes(test, at, out);
    global.push_back(global_of(at, test, settings, out));
    out.added.push_back({at.name, moran_values(test, at.rows), moran_look(), "moran_z"});
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
          .possible = [](const Study& study) { return study.counted(); },
          .run = run};
}

}  // namespace vigie
