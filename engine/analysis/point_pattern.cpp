// The point pattern recipe: positions, nearest neighbors, K with its envelope, and what that means in words.
#include "engine/analysis/point_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/analysis/pattern_plan.h"
#include "engine/analysis/pattern_table.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/nearest_neighbor.h"
#include "engine/statistics/pattern_envelope.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> statistics{"nearest_neighbor", "k"};
constexpr std::array<std::string_view, 4> corrections{"none", "border", "translation", "isotropic"};
constexpr std::array<std::string_view, 2> coincidences{"keep", "collapse"};

constexpr Parameter statistic{.name = "statistic",
                              .kind = ParameterKind::list,
                              .otherwise = "both",
                              .choices = statistics,
                              .help =
                                  "What is measured: the nearest neighbor index (nearest_neighbor), Ripley's K and "
                                  "Besag's L (k), or both as a list."};
constexpr Parameter edge_correction{
    .name = "edge_correction",
    .kind = ParameterKind::choice,
    .fallback = "translation",
    .choices = corrections,
    .help =
        "What K does about neighbors beyond the border: weigh pairs by how rarely they fit in (translation) or by how "
        "much of a circle lies inside (isotropic), leave out centres near the border (border), or nothing (none)."};
constexpr Parameter coincident{.name = "coincident",
                               .kind = ParameterKind::choice,
                               .fallback = "keep",
                               .choices = coincidences,
                               .help =
                                   "Reports at exactly the same position: each counts (keep), or the position counts "
                                   "once (collapse)."};
constexpr Parameter seed{.name = "seed",
                         .kind = ParameterKind::integer,
                         .fallback = "1",
                         .minimum = 0,
                         .maximum = 9e15,
                         .help = "Seed of the random draws; the same seed gives the same result."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 6> all{
      statistic, radii_parameter, edge_correction, simulations_parameter, coincident, seed};
  return all;
}

bool asked(const Settings& settings, std::string_view what) {
  const std::vector<std::string> list = settings.list(statistic);
  return list.empty() || std::ranges::find(list, what) != list.end();
}

Positions distinct(std::span<const double> x, std::span<const double> y) {
  std::vector<std::pair<double, double>> places;
  for (std::size_t i = 0; i < x.size(); ++i) places.emplace_back(x[i], y[i]);
  std::ranges::sort(places);
  const auto rest = std::ranges::unique(places);
  places.erase(rest.begin(), rest.end());
  Positions positions;
  for (const auto& [east, north] : places) {
    positions.x.push_back(east);
    positions.y.push_back(north);
  }
  return positions;
}

PatternRow row_of(std::string name, const NearestNeighborTest& test, std::size_t points) {
  constexpr double sigmas = 1.959963984540054;  // 97.5 % of the normal distribution
  PatternRow row{.statistic = std::move(name), .n = static_cast<std::int64_t>(points)};
  if (std::isnan(test.index)) {
    row.note = "insufficient_data";
    return row;
  }
  row.value = test.index;
  row.expected = 1;
  row.lower = std::max(0.0, 1 - sigmas * test.error);
  row.upper = 1 + sigmas * test.error;
  row.z = test.z;
  row.p = test.p;
  return row;
}

void tell_coincident(const NearestNeighborResult& found, Contribution& out) {
  const double share = found.points > 0 ? static_cast<double>(found.coincident) / static_cast<double>(found.points) : 0;
  out.findings.push_back(
      {"point_pattern", "coincident_points", static_cast<double>(found.coincident), Unit::count,
       share > 0.1 ? Finding::Level::notice : Finding::Level::ok,
       share > 0.1 ? fmt::format("point pattern: {:.0f} % of the reports lie exactly where another lies (same address "
                                 "or default position); that alone looks like clustering",
                                 100 * share)
                   : ""});
}

void tell_neighbors(const NearestNeighborResult& found, Contribution& out) {
  tell_coincident(found, out);
  if (std::isnan(found.mean)) return;
  out.record.emplace_back("mean_nearest_m", number_text(found.mean));
  out.record.emplace_back("expected_nearest_m", number_text(found.plain.expected));
  out.record.emplace_back("expected_nearest_donnelly_m", number_text(found.edge.expected));
  const NearestNeighborTest& test = found.edge;
  const char* verdict = test.p > 0.05    ? "no further apart or closer together than random points"
                        : test.index < 1 ? "closer together than random points"
                                         : "further apart than random points";
  out.findings.push_back({"point_pattern", "nearest_neighbor_donnelly", test.index, Unit::none, Finding::Level::notice,
                          fmt::format("point pattern: the nearest report is {:.3g} m away on average, where random "
                                      "points have {:.3g} m (index {:.3f}, z {:.1f}): {}",
                                      found.mean, test.expected, test.index, test.z, verdict)});
}

void measure_neighbors(const Study& study, const Settings& settings, std::vector<PatternRow>& rows, Contribution& out) {
  const bool collapse = settings.text(coincident) == "collapse";
  const NearestNeighborResult found =
      nearest_neighbors(study.reports.x, study.reports.y, area(study.area), perimeter(study.area),
                        collapse ? Coincident::collapsed : Coincident::kept);
  const std::size_t points = collapse ? found.places : found.points;
  rows.push_back(row_of("nearest_neighbor", found.plain, points));
  rows.push_back(row_of("nearest_neighbor_donnelly", found.edge, points));
  tell_neighbors(found, out);
}

// L and its envelope; K follows from it, since pi L^2 keeps every rank.
struct MeasuredL {
  std::vector<double> l;
  GlobalEnvelope envelope;
  PatternPlan plan;
};

void tell_envelope(const MeasuredL& measured, std::span<const double> radii, Contribution& out) {
  const GlobalEnvelope& band = measured.envelope;
  if (std::isnan(band.p)) return;
  std::size_t above = 0, below = 0, farthest = 0;
  const auto deviation = [&](std::size_t r) { return (measured.l[r] - band.mean[r]) / band.deviation[r]; };
  for (std::size_t r = 0; r < radii.size(); ++r) {
    above += measured.l[r] > band.upper[r] ? 1 : 0;
    below += measured.l[r] < band.lower[r] ? 1 : 0;
    if (!(std::abs(deviation(r)) <= std::abs(deviation(farthest)))) farthest = r;
  }
  std::vector<std::string> verdicts;
  if (above > 0) verdicts.push_back(fmt::format("clustered at {} of {} radii", above, radii.size()));
  if (below > 0) verdicts.push_back(fmt::format("evenly spread at {} of {} radii", below, radii.size()));
  const std::string found = verdicts.empty()
                                ? "neither clustered nor evenly spread at any radius"
                                : fmt::format("{}, most markedly at {:.4g} m", listed(verdicts), radii[farthest]);
  std::string text = fmt::format("point pattern: against {} random patterns the reports are {} (global p = {:.3g})",
                                 measured.plan.simulations, found, band.p);
  out.findings.push_back(
      {"point_pattern", "global_p", band.p, Unit::probability, Finding::Level::notice, std::move(text)});
}

MeasuredL measure_l(const Study& study, const Positions& all, std::span<const double> radii, KCorrection correction,
                    const Settings& settings, Contribution& out) {
  const auto key = static_cast<std::uint64_t>(settings.required_number(seed));
  const PatternPlan plan = pattern_plan(all.x.size(), study.area, radii.back(), correction, settings, out);
  const Positions part = thinned(all.x, all.y, plan.points, key);
  const RipleyK k(study.area, {radii.begin(), radii.end()}, {correction});
  MeasuredL measured{l_of(k.curves(part.x, part.y).front().k), {}, plan};
  if (plan.points < 2) measured.plan.simulations = 0;
  CurveSet simulated{radii.size(), {}};
  if (measured.plan.simulations > 0)
    simulated = simulated_k(k, RandomPattern(study.area), plan.points, measured.plan.simulations, key);
  simulated.values = l_of(simulated.values);
  measured.envelope = global_envelope(measured.l, simulated);
  out.record.emplace_back("points", std::to_string(plan.points));
  out.record.emplace_back("envelope", "extreme rank length, 95 %");
  return measured;
}

void add_curve(const MeasuredL& measured, std::span<const double> radii, const std::string& name,
               double (*shown)(double l), std::vector<PatternRow>& rows) {
  const GlobalEnvelope& band = measured.envelope;
  for (std::size_t r = 0; r < radii.size(); ++r)
    rows.push_back({.statistic = name,
                    .radius = radii[r],
                    .value = shown(measured.l[r]),
                    .expected = shown(radii[r]),
                    .lower = shown(band.lower[r]),
                    .upper = shown(band.upper[r]),
                    .z = band.deviation[r] > 0 ? (measured.l[r] - band.mean[r]) / band.deviation[r] : PatternRow::none,
                    .p = band.p,
                    .n = static_cast<std::int64_t>(measured.plan.points),
                    .simulations = measured.plan.simulations,
                    .note = std::isnan(measured.l[r]) ? "insufficient_data" : ""});
}

void measure_k(const Study& study, const Settings& settings, std::vector<PatternRow>& rows, Contribution& out) {
  const std::vector<double> radii = pattern_radii(study.area, settings, out);
  const std::string name = settings.text(edge_correction);
  const Positions all = settings.text(coincident) == "collapse" ? distinct(study.reports.x, study.reports.y)
                                                                : Positions{study.reports.x, study.reports.y};
  const MeasuredL measured = measure_l(study, all, radii, settings.choice<KCorrection>(edge_correction), settings, out);
  add_curve(
      measured, radii, "k_" + name, [](double l) { return std::numbers::pi * l * l; }, rows);
  add_curve(
      measured, radii, "l_" + name, [](double l) { return l; }, rows);
  tell_envelope(measured, radii, out);
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  std::vector<PatternRow> rows;
  if (asked(settings, "nearest_neighbor")) measure_neighbors(study, settings, rows, out);
  if (asked(settings, "k")) measure_k(study, settings, rows, out);
  out.layers.push_back(pattern_table(rows));
  return out;
}

}  // namespace

Analysis point_pattern_analysis() {
  static const std::array<OutputLayer, 1> layers{pattern_layer()};
  return {.name = "point_pattern",
          .title = "Point pattern",
          .summary =
              "Whether reports lie closer together than points placed at random, and at which distances: nearest "
              "neighbor index, Ripley's K and Besag's L with a global envelope.",
          .parameters = parameters(),
          .layers = layers,
          .needs = "reports",
          .after = "",
          .possible = [](const Study& study) { return study.has_reports; },
          .run = run};
}

}  // namespace vigie
