// The point pattern recipe: positions, nearest neighbors, K with its envelope, and what that means in words.
#include "engine/analysis/point_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/named_categories.h"
#include "engine/analysis/pattern_curves.h"
#include "engine/analysis/pattern_plan.h"
#include "engine/analysis/pattern_table.h"
#include "engine/analysis/random_seed.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/nearest_neighbor.h"
#include "engine/statistics/normal_limit.h"
#include "engine/statistics/random_pattern.h"
#include "engine/statistics/ripley_k.h"

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
constexpr Parameter cross{.name = "cross",
                          .kind = ParameterKind::list,
                          .otherwise = "none: K of all reports together",
                          .help =
                              "Two categories: K then counts reports of the second around those of the first, against "
                              "categories dealt at random to the reports of both."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 7> all{statistic,  radii_parameter, edge_correction, simulations_parameter,
                                            coincident, cross,           seed_parameter};
  return all;
}

bool asked(const Settings& settings, std::string_view what) {
  const std::vector<std::string> list = settings.list(statistic);
  return list.empty() || std::ranges::find(list, what) != list.end();
}

Positions distinct(const Positions& points) {
  const Positions sorted = sorted_positions(points.x, points.y);
  Positions kept;
  for (std::size_t i = 0; i < sorted.x.size(); ++i) {
    if (i > 0 && sorted.x[i] == sorted.x[i - 1] && sorted.y[i] == sorted.y[i - 1]) continue;
    kept.x.push_back(sorted.x[i]);
    kept.y.push_back(sorted.y[i]);
  }
  return kept;
}

Positions taken(const Settings& settings, Positions points) {
  return settings.text(coincident) == "collapse" ? distinct(points) : points;
}

PatternRow row_of(std::string name, const NearestNeighborTest& test, std::size_t points) {
  PatternRow row{.statistic = std::move(name), .n = static_cast<std::int64_t>(points)};
  if (std::isnan(test.index)) {
    row.note = "insufficient_data";
    return row;
  }
  row.value = test.index;
  row.expected = 1;
  row.lower = std::max(0.0, 1 - normal_975 * test.error);
  row.upper = 1 + normal_975 * test.error;
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

std::array<Positions, 2> crossed(const Study& study, const Settings& settings, const std::vector<std::string>& names) {
  const Texts& categories = needed_categories(study, settings);
  std::array<Positions, 2> kinds;
  for (std::size_t i = 0; i < study.reports.size(); ++i)
    for (std::size_t side = 0; side < kinds.size(); ++side) {
      if (categories.is_null(i) || categories.at(i) != names[side]) continue;
      kinds[side].x.push_back(study.reports.x[i]);
      kinds[side].y.push_back(study.reports.y[i]);
    }
  return kinds;
}

std::vector<std::string> cross_names(const Study& study, const Settings& settings) {
  if (settings.list(cross).empty()) return {};
  needed_categories(study, settings);
  std::vector<std::string> names = named_categories(settings, cross, category_counts(study));
  if (names.size() != 2 || names[0] == names[1])
    throw UsageError("[point_pattern] cross takes two different categories, such as [\"burglary\", \"graffiti\"]");
  return names;
}

struct PatternTask {
  std::vector<double> radii;  // metres
  KCorrection correction;
  std::uint64_t seed;
};

// Both kinds are thinned alike, so that their proportion stays.
void measure_cross_k(const Study& study, const Settings& settings, const std::vector<std::string>& names,
                     const PatternTask& task, std::vector<PatternRow>& rows, Contribution& out) {
  std::array<Positions, 2> kinds = crossed(study, settings, names);
  for (Positions& kind : kinds) kind = taken(settings, std::move(kind));
  const std::size_t all = kinds[0].x.size() + kinds[1].x.size();
  const PatternPlan plan = pattern_plan(all, study.area, task.radii.back(), task.correction, settings, out);
  for (Positions& kind : kinds)
    kind = thinned(kind.x, kind.y, (kind.x.size() * plan.points + all - 1) / all, task.seed);
  const RipleyK k(study.area, task.radii, {task.correction});
  const MeasuredL measured = measure_cross_l(k, kinds, plan, task.seed);
  out.record.emplace_back("null", "categories dealt at random");
  add_curves(measured, task.radii, "cross_", settings.text(edge_correction), rows);
  tell_envelope(measured, task.radii, cross_words(names[0], names[1]), out);
}

void measure_k(const Study& study, const Settings& settings, std::vector<PatternRow>& rows, Contribution& out) {
  const std::vector<std::string> names = cross_names(study, settings);
  const PatternTask task{pattern_radii(study.area, settings, out), settings.choice<KCorrection>(edge_correction),
                         seed_of(settings)};
  out.record.emplace_back("envelope", "extreme rank length, 95 %");
  if (!names.empty()) return measure_cross_k(study, settings, names, task, rows, out);
  const Positions all = taken(settings, {study.reports.x, study.reports.y});
  const PatternPlan plan = pattern_plan(all.x.size(), study.area, task.radii.back(), task.correction, settings, out);
  const RipleyK k(study.area, task.radii, {task.correction});
  const MeasuredL measured = measure_l(k, study.area, thinned(all.x, all.y, plan.points, task.seed), plan, task.seed);
  out.record.emplace_back("points", std::to_string(plan.points));
  add_curves(measured, task.radii, "", settings.text(edge_correction), rows);
  tell_envelope(measured, task.radii, random_words(), out);
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
