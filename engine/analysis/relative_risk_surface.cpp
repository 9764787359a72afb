// The relative risk recipe: samples, common bandwidth, raster, tolerance, contours.
#include "engine/analysis/relative_risk_surface.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/case_control.h"
#include "engine/analysis/random_seed.h"
#include "engine/analysis/raster_cells.h"
#include "engine/analysis/risk_areas.h"
#include "engine/analysis/smoothing_choices.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/geometry/cell_shares.h"
#include "engine/statistics/fdr.h"
#include "engine/statistics/risk_permutation.h"

namespace vigie {
namespace {

constexpr Parameter kernel{.name = "kernel",
                           .kind = ParameterKind::choice,
                           .fallback = "quartic",
                           .choices = kernel_choices,
                           .help = "Shape of the smoothing, the same for cases and controls."};
constexpr Parameter bandwidth{.name = "bandwidth",
                              .kind = ParameterKind::text,
                              .fallback = "oversmoothed",
                              .unit = Unit::metre,
                              .help =
                                  "One bandwidth for cases and controls: a length (the kernel's radius; for "
                                  "\"gaussian\" its standard deviation), "
                                  "or a rule on all points of both: \"oversmoothed\" or \"scott\"."};
constexpr Parameter cell_size{
    .name = "cell_size",
    .kind = ParameterKind::length,
    .otherwise = "from the data: a tenth of the kernel's radius at most, rounded; coarser for large study areas",
    .unit = Unit::metre,
    .minimum = 0.01,
    .help = "Edge of the raster's square cells."};
constexpr Parameter edge_correction{
    .name = "edge_correction",
    .kind = ParameterKind::choice,
    .fallback = "uniform",
    .choices = edge_correction_choices,
    .help =
        "What happens to density that would leave the study area: given back at the cell (uniform), at the report "
        "(diggle), or lost (none)."};
constexpr Parameter permutations{
    .name = "permutations",
    .kind = ParameterKind::integer,
    .otherwise = "from the data: 999, fewer where that takes more than seconds",
    .minimum = 0,
    .maximum = 1'000'000,
    .help =
        "How often the labels of cases and controls are dealt at random; 0 takes the normal approximation instead."};

constexpr OutputLayer risk_layer{
    "relative_risk",
    "Relative risk",
    "Natural logarithm of the density of cases over that of controls: above 0 where cases are denser.",
    {},
    "It compares kinds of reports: a kind that is reported more readily somewhere looks denser there."};
constexpr OutputLayer z_layer{
    "risk_z",
    "Relative risk, z-score",
    "How many standard deviations cases are denser or thinner than if cases and controls lay alike.",
    {},
    "Not corrected for many tests; the areas of raised and lowered risk are."};

constexpr double most_effort = 4e9;  // of all draws: less than two seconds of processor time

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 8> all{cases_parameter, controls_parameter, kernel,       bandwidth,
                                            cell_size,       edge_correction,    permutations, seed_parameter};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 3> all{{risk_layer, z_layer, risk_areas_layer()}};
  return all;
}

double bandwidth_of(const CaseControl& samples, const Settings& settings, Kernel shape, Contribution& out) {
  const std::string text = settings.text(bandwidth);
  if (const std::optional<double> length = parse_length(text)) {
    if (!(*length > 0)) throw UsageError("[relative_risk] bandwidth must be above 0");
    return *length;
  }
  if (text != "scott" && text != "oversmoothed")
    throw UsageError(fmt::format(
        "[relative_risk] bandwidth: '{}' is neither a length such as 500m nor one of oversmoothed and scott",
        printable(text)));
  const double found = common_bandwidth(samples.case_sample(), samples.control_sample(), shape,
                                        text == "scott" ? BandwidthRule::scott : BandwidthRule::oversmoothed);
  if (!(found > 0))
    throw DataError(
        "[relative_risk] cases and controls lie at fewer than 5 different places; a bandwidth cannot be chosen from "
        "them, set relative_risk.bandwidth");
  out.record.emplace_back("bandwidth_m", number_text(found));
  out.findings.push_back({"relative_risk", "bandwidth", found, Unit::metre, Finding::Level::ok,
                          fmt::format("relative risk: bandwidth {:.0f} m by the {} rule", found, text)});
  return found;
}

// Radius of a compact kernel of the same spread: a Gaussian's is sqrt(8) standard deviations.
double radius_of(const RiskSmoothing& smoothing) {
  return smoothing.kernel == Kernel::gaussian ? std::sqrt(8.0) * smoothing.bandwidth : smoothing.bandwidth;
}

Grid grid_of(const Study& study, const Settings& settings, const RiskSmoothing& smoothing, Contribution& out) {
  const Box extent = bounds(study.area);
  double size = settings.number(cell_size).value_or(0);
  if (!settings.given(cell_size)) {
    size = raster_cell_size(extent.width(), extent.height(), radius_of(smoothing));
    out.chosen.push_back({&cell_size, number_text(size) + "m",
                          "at most a tenth of the kernel's radius, or coarser for "
                          "the size of the study area"});
  }
  return grid_over(extent, CellShape::square, size);
}

int draws_of(const CaseControl& samples, const Settings& settings, const RiskSmoothing& smoothing, const Grid& grid,
             Contribution& out) {
  if (settings.given(permutations)) return static_cast<int>(settings.required_number(permutations));
  const double effort = permutation_effort(samples.case_sample(), samples.control_sample(), smoothing, grid);
  int draws = 999;
  for (int fewer : {499, 199, 99})
    if (effort * draws > most_effort) draws = fewer;
  out.chosen.push_back({&permutations, std::to_string(draws),
                        draws == 999 ? "enough for limits of 5 %" : "as many as take a few seconds at most"});
  return draws;
}

std::vector<std::uint8_t> tested_cells(const LogRelativeRisk& risk, std::span<const double> inside) {
  std::vector<std::uint8_t> tested;
  for (std::size_t i = 0; i < inside.size(); ++i) tested.push_back(inside[i] > 0 && risk.masked[i] == 0 ? 1 : 0);
  return tested;
}

void report_overall(double overall, Contribution& out) {
  out.record.emplace_back("p_overall", number_text(overall));
  out.findings.push_back(
      {"relative_risk", "p_overall", overall, Unit::probability, Finding::Level::notice,
       overall <= 0.05
           ? fmt::format("relative risk: the cases do not lie as the controls do (p = {:.3g} over the whole map)",
                         overall)
           : fmt::format(
                 "relative risk: the cases lie as the controls do, as far as so many reports can tell (p = {:.3g} "
                 "over the whole map)",
                 overall)});
}

TestedRisk test_risk(const CaseControl& samples, const RiskSmoothing& smoothing, const LogRelativeRisk& risk,
                     std::span<const double> inside, int draws, const Settings& settings, Contribution& out) {
  const std::vector<std::uint8_t> cells = tested_cells(risk, inside);
  if (draws == 0 || std::ranges::count(cells, 1) == 0) {
    out.record.emplace_back("p_value_method", "normal");
    out.record.emplace_back("correction", "fdr");
    return {risk.z, risk.p, q_values(risk.p, Correction::fdr)};
  }
  out.record.emplace_back("p_value_method", "monte_carlo");
  out.record.emplace_back("correction", "largest deviation over the map");
  RiskPermutation found = permute_risk(samples.case_sample(), samples.control_sample(), smoothing, risk.log_risk.grid,
                                       inside, tested_cells(risk, inside), draws, seed_of(settings));
  report_overall(found.overall, out);
  return {std::move(found.deviation), std::move(found.p), std::move(found.adjusted)};
}

void report_samples(const CaseControl& samples, Contribution& out) {
  const auto n1 = samples.case_x.size(), n2 = samples.control_x.size();
  out.findings.push_back(
      {"relative_risk", "cases", static_cast<double>(n1), Unit::count, Finding::Level::ok,
       fmt::format("relative risk: {} cases ({}) against {} controls ({})", n1, printable(listed(samples.cases)), n2,
                   samples.controls_are_the_others ? "all other categories" : printable(listed(samples.controls)))});
  out.findings.push_back({"relative_risk", "controls", static_cast<double>(n2), Unit::count, Finding::Level::ok, ""});
  if (n1 < fewest_risk_points || n2 < fewest_risk_points)
    out.findings.push_back(
        {"relative_risk", "insufficient_data", static_cast<double>(std::min(n1, n2)), Unit::count,
         Finding::Level::warning,
         fmt::format("relative risk: {} cases and {} controls; with fewer than {} of either no cell gets a value", n1,
                     n2, fewest_risk_points)});
}

void report_map(const LogRelativeRisk& risk, const TestedRisk& tested, std::span<const double> inside,
                Contribution& out) {
  const auto masked = std::ranges::count(risk.masked, 1);
  out.findings.push_back(
      {"relative_risk", "masked_cells", static_cast<double>(masked), Unit::count, Finding::Level::ok,
       masked > 0 ? fmt::format("relative risk: {} cells have too few controls around them and get no value", masked)
                  : ""});
  const RiskShares shares = risk_shares(tested, inside);
  out.findings.push_back(
      {"relative_risk", "raised_share", shares.raised, Unit::share, Finding::Level::notice,
       fmt::format("relative risk: cases are denser than chance would make them on {:.1f} % of the compared area, "
                   "thinner on {:.1f} %",
                   100 * shares.raised, 100 * shares.lowered)});
  out.findings.push_back({"relative_risk", "lowered_share", shares.lowered, Unit::share, Finding::Level::ok, ""});
}

Raster raster_of(const OutputLayer& declared, Surface surface) {
  return {std::string(declared.name),
          std::string(declared.title),
          std::string(declared.description),
          std::string(declared.caveat),
          "",
          std::move(surface),
          Raster::Ramp::diverging};
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  CaseControl samples = choose_samples(study, settings);
  std::ranges::move(samples.chosen, std::back_inserter(out.chosen));
  std::ranges::move(samples.findings, std::back_inserter(out.findings));
  report_samples(samples, out);
  RiskSmoothing smoothing{settings.choice<Kernel>(kernel), 0, settings.choice<EdgeCorrection>(edge_correction)};
  smoothing.bandwidth = bandwidth_of(samples, settings, smoothing.kernel, out);
  const Grid grid = grid_of(study, settings, smoothing, out);
  const std::vector<double> inside = cell_shares(grid, study.area);
  LogRelativeRisk risk = log_relative_risk(samples.case_sample(), samples.control_sample(), smoothing, grid, inside);
  const int draws = draws_of(samples, settings, smoothing, grid, out);
  TestedRisk tested = test_risk(samples, smoothing, risk, inside, draws, settings, out);
  report_map(risk, tested, inside, out);
  out.layers.push_back(risk_areas(risk.log_risk, tested, samples));
  out.rasters.push_back(raster_of(risk_layer, std::move(risk.log_risk)));
  out.rasters.push_back(raster_of(z_layer, {grid, std::move(tested.deviation)}));
  return out;
}

}  // namespace

Analysis relative_risk_analysis() {
  return {.name = "relative_risk",
          .title = "Relative risk",
          .summary =
              "Where one kind of report is denser than the reports it is compared with: log ratio of two densities of "
              "one bandwidth, with tolerance contours.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "reports with a category column, at least 20 on either side",
          .after = "",
          .possible = has_samples,
          .run = run};
}

}  // namespace vigie
