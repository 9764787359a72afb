// The density recipe: bandwidth, raster, edge correction.
#include "engine/analysis/density_surface.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/analysis/smoothing_choices.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/geometry/cell_shares.h"
#include "engine/statistics/bandwidth_selection.h"
#include "engine/statistics/density_adaptive.h"
#include "engine/statistics/density_engine.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> smoothings{"fixed", "adaptive"};
constexpr std::array<std::string_view, 3> engines{"auto", "exact", "binned"};

constexpr Parameter kernel{.name = "kernel",
                           .kind = ParameterKind::choice,
                           .fallback = "quartic",
                           .choices = kernel_choices,
                           .help = "Shape of the smoothing; each integrates to one over the plane."};
constexpr Parameter bandwidth{
    .name = "bandwidth",
    .kind = ParameterKind::text,
    .fallback = "oversmoothed",
    .unit = Unit::metre,
    .help =
        "A length (the kernel's radius; for \"gaussian\" its standard deviation), or a rule: \"oversmoothed\" never "
        "invents structure, \"scott\" shows more, \"lscv\" (least squares) and \"likelihood\" leave each place out in "
        "turn and show most."};
constexpr Parameter smoothing{
    .name = "smoothing",
    .kind = ParameterKind::choice,
    .fallback = "fixed",
    .choices = smoothings,
    .help =
        "One bandwidth for all reports, or \"adaptive\": smaller where reports are dense, larger where they are sparse "
        "(Abramson); `bandwidth` is then their geometric mean."};
constexpr Parameter cell_size{
    .name = "cell_size",
    .kind = ParameterKind::length,
    .otherwise = "from the data: a fifth of the bandwidth at most, rounded, and no more than a million cells",
    .unit = Unit::metre,
    .minimum = 0.01,
    .help = "Edge of the raster's square cells."};
constexpr Parameter edge_correction{
    .name = "edge_correction",
    .kind = ParameterKind::choice,
    .fallback = "diggle",
    .choices = edge_correction_choices,
    .help =
        "What happens to density that would leave the study area: kept by the report's own weight (diggle, so that "
        "the surface integrates to the number of reports), by the cell's (uniform), or lost (none)."};
constexpr Parameter engine{.name = "engine",
                           .kind = ParameterKind::choice,
                           .fallback = "auto",
                           .choices = engines,
                           .help =
                               "How the sums are made: exact at every cell; binned, fast for any number of reports, "
                               "with a bound on the error; auto takes exact sums unless they would take long."};

constexpr OutputLayer layer{"density",
                            "Report density",
                            "Reports per square kilometre, smoothed.",
                            {},
                            "A picture of where reports are dense; it carries no significance."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 6> all{kernel, bandwidth, smoothing, cell_size, edge_correction, engine};
  return all;
}

enum class Smoothing { fixed, adaptive };

[[noreturn]] void refuse_few_places() {
  throw DataError(
      "[density] fewer than 5 reports at different places; a bandwidth cannot be chosen from them, set "
      "density.bandwidth");
}

double by_rule(const Study& study, Kernel shape, BandwidthRule rule) {
  const double found = rule_bandwidth(study.reports.x, study.reports.y, shape, rule);
  if (!(found > 0)) refuse_few_places();
  return found;
}

// The study area in cells that are fine enough for the likelihood's edge correction, about 200 by 200.
Grid search_grid(const Study& study) {
  const Box extent = bounds(study.area);
  return grid_over(extent, CellShape::square, std::max(1.0, std::max(extent.width(), extent.height()) / 200));
}

double by_cross_validation(const Study& study, Kernel shape, BandwidthCriterion criterion, EdgeCorrection correction,
                           Contribution& out) {
  const Grid grid = search_grid(study);
  const std::vector<double> inside = cell_shares(grid, study.area);
  const BandwidthSearch search =
      search_bandwidth(study.reports.x, study.reports.y, shape, criterion, {grid, inside, correction});
  if (!(search.bandwidth > 0)) refuse_few_places();
  out.record.emplace_back("bandwidth_places", fmt::format("{} of {}", search.used, search.distinct));
  if (search.found != BandwidthSearch::Found::inside)
    out.findings.push_back(
        {"density", "bandwidth_at_limit", search.bandwidth, Unit::metre, Finding::Level::warning,
         fmt::format("density: the best bandwidth lies at the {} end of the searched {:.3g} to {:.3g} m{}",
                     search.found == BandwidthSearch::Found::at_lowest ? "lower" : "upper", search.lowest,
                     search.highest,
                     search.found == BandwidthSearch::Found::at_lowest ? "; are places rounded to a raster?" : "")});
  return search.bandwidth;
}

double bandwidth_of(const Study& study, const Settings& settings, Kernel shape, Contribution& out) {
  const std::string text = settings.text(bandwidth);
  if (const std::optional<double> length = parse_length(text)) {
    if (!(*length > 0)) throw UsageError("[density] bandwidth must be above 0");
    return *length;
  }
  const auto correction = settings.choice<EdgeCorrection>(edge_correction);
  double found = 0;
  if (text == "scott") {
    found = by_rule(study, shape, BandwidthRule::scott);
  } else if (text == "oversmoothed") {
    found = by_rule(study, shape, BandwidthRule::oversmoothed);
  } else if (text == "lscv") {
    found = by_cross_validation(study, shape, BandwidthCriterion::least_squares, correction, out);
  } else if (text == "likelihood") {
    found = by_cross_validation(study, shape, BandwidthCriterion::likelihood, correction, out);
  } else {
    throw UsageError(
        fmt::format("[density] bandwidth: '{}' is neither a length such as 500m nor one of oversmoothed, scott, lscv "
                    "and likelihood",
                    text));
  }
  out.record.emplace_back("bandwidth_m", number_text(found));
  out.findings.push_back({"density", "bandwidth", found, Unit::metre, Finding::Level::ok,
                          fmt::format("density: bandwidth {:.0f} m by the {} rule", found, text)});
  return found;
}

// 1, 2, 2.5 or 5 times a power of ten, the largest that is not above the wish.
double round_down(double wish) {
  const double power = std::pow(10, std::floor(std::log10(wish)));
  for (double step : {5.0, 2.5, 2.0})
    if (wish >= step * power) return step * power;
  return power;
}

double next_size(double size) {
  for (double factor : {1.25, 2.0, 2.5})
    if (round_down(size * factor) > size) return round_down(size * factor);
  return size * 2;
}

double cell_size_of(const Study& study, const Settings& settings, double h, Contribution& out) {
  if (const std::optional<double> given = settings.number(cell_size)) return *given;
  const Box extent = bounds(study.area);
  double size = round_down(std::max(1.0, std::min(h / 5, study.cells.grid.cell_size)));
  while (extent.width() / size * (extent.height() / size) > 1e6) size = next_size(size);
  out.chosen.push_back({&cell_size, number_text(size) + "m", "a fifth of the bandwidth at most, rounded down"});
  return size;
}

// One bandwidth for all: by the engine asked for, or the one that suits.
Surface fixed_surface(const Study& study, const Settings& settings, double h, const Grid& grid,
                      std::span<const double> inside, Contribution& out) {
  EngineDensity made =
      density_by(settings.choice<DensityEngine>(engine), study.reports.x, study.reports.y,
                 settings.choice<Kernel>(kernel), h, grid, inside, settings.choice<EdgeCorrection>(edge_correction));
  const bool binned = made.engine == DensityEngine::binned;
  if (!made.why.empty()) out.chosen.push_back({&engine, binned ? "binned" : "exact", made.why});
  if (!binned) return std::move(made.surface);
  const bool small = made.bound <= 0.01;
  out.findings.push_back({"density", "binning_error", made.bound, Unit::none,
                          small ? Finding::Level::ok : Finding::Level::warning,
                          small ? ""
                                : fmt::format("density: binned sums may differ by {:.2g} of the largest value; smaller "
                                              "cells or engine = \"exact\" avoid that",
                                              made.bound)});
  return std::move(made.surface);
}

Surface adaptive_surface(const Study& study, const Settings& settings, double h, const Grid& grid,
                         std::span<const double> inside, Contribution& out) {
  if (settings.choice<DensityEngine>(engine) == DensityEngine::binned)
    throw UsageError("[density] smoothing = \"adaptive\" has exact sums only; leave engine out or set it to exact");
  if (grid.cell_size > h / 2)
    throw UsageError(fmt::format(
        "[density] smoothing = \"adaptive\" needs cells of half the bandwidth at most; set cell_size to {} or less",
        number_text(h / 2)));
  AdaptiveDensity made = adaptive_density(study.reports.x, study.reports.y, settings.choice<Kernel>(kernel), h, grid,
                                          inside, settings.choice<EdgeCorrection>(edge_correction));
  if (settings.text(engine) == "auto") out.chosen.push_back({&engine, "exact", "adaptive sums are always exact"});
  out.record.emplace_back("bandwidth_smallest_m", number_text(made.smallest));
  out.record.emplace_back("bandwidth_median_m", number_text(made.median));
  out.record.emplace_back("bandwidth_largest_m", number_text(made.largest));
  out.findings.push_back({"density", "bandwidth_median", made.median, Unit::metre, Finding::Level::ok,
                          fmt::format("density: bandwidths from {:.0f} to {:.0f} m, median {:.0f} m", made.smallest,
                                      made.largest, made.median)});
  return std::move(made.surface);
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const double h = bandwidth_of(study, settings, settings.choice<Kernel>(kernel), out);
  const Grid grid = grid_over(bounds(study.area), CellShape::square, cell_size_of(study, settings, h, out));
  const std::vector<double> inside = cell_shares(grid, study.area);
  Surface surface = settings.choice<Smoothing>(smoothing) == Smoothing::adaptive
                        ? adaptive_surface(study, settings, h, grid, inside, out)
                        : fixed_surface(study, settings, h, grid, inside, out);
  double mass = 0;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (!std::isnan(surface.values[i])) mass += surface.values[i] * inside[i] * grid.cell_area() / 1e6;
  out.findings.push_back({"density", "integral", mass, Unit::count, Finding::Level::ok, ""});
  out.rasters.push_back({std::string(layer.name), std::string(layer.title), std::string(layer.description),
                         std::string(layer.caveat), "1/km2", std::move(surface)});
  return out;
}

}  // namespace

Analysis density_analysis() {
  static constexpr std::array<OutputLayer, 1> layers{layer};
  return {.name = "density",
          .title = "Density of reports",
          .summary = "A smooth surface of reports per square kilometre that integrates to the number of reports.",
          .parameters = parameters(),
          .layers = layers,
          .needs = "reports",
          .after = "",
          .possible = [](const Study& study) { return study.has_reports && study.reports.size() >= 5; },
          .run = run};
}

}  // namespace vigie
