// The density recipe: bandwidth, raster, edge correction.
#include "engine/analysis/density_surface.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/geometry/cell_shares.h"
#include "engine/statistics/density.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 5> kernels{"quartic", "epanechnikov", "triangular", "uniform", "gaussian"};
constexpr std::array<std::string_view, 3> corrections{"none", "uniform", "diggle"};
constexpr std::array<std::string_view, 3> engines{"auto", "exact", "binned"};

constexpr Parameter kernel{.name = "kernel",
                           .kind = ParameterKind::choice,
                           .fallback = "quartic",
                           .choices = kernels,
                           .help = "Shape of the smoothing; each integrates to one over the plane."};
constexpr Parameter bandwidth{
    .name = "bandwidth",
    .kind = ParameterKind::text,
    .fallback = "oversmoothed",
    .unit = Unit::metre,
    .help =
        "A length (the kernel's radius; for \"gaussian\" its standard deviation), or a rule: \"oversmoothed\" never "
        "invents structure, \"scott\" shows more."};
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
    .choices = corrections,
    .help =
        "What happens to density that would leave the study area: kept by the report's own weight (diggle, so that "
        "the surface integrates to the number of reports), by the cell's (uniform), or lost (none)."};
constexpr Parameter engine{.name = "engine",
                           .kind = ParameterKind::choice,
                           .fallback = "auto",
                           .choices = engines,
                           .help = "How the sums are made: exact at every cell.",
                           .unavailable = "binned"};

constexpr OutputLayer layer{"density",
                            "Report density",
                            "Reports per square kilometre, smoothed.",
                            {},
                            "A picture of where reports are dense; it carries no significance."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 5> all{kernel, bandwidth, cell_size, edge_correction, engine};
  return all;
}

double bandwidth_of(const Study& study, const Settings& settings, Kernel shape, Contribution& out) {
  const std::string text = settings.text(bandwidth);
  if (const std::optional<double> length = parse_length(text)) {
    if (!(*length > 0)) throw UsageError("[density] bandwidth must be above 0");
    return *length;
  }
  if (text == "lscv") throw UsageError("[density] bandwidth: 'lscv' is not available in this version");
  if (text != "scott" && text != "oversmoothed")
    throw UsageError(fmt::format(
        "[density] bandwidth: '{}' is neither a length such as 500m nor one of oversmoothed and scott", text));
  const double found = rule_bandwidth(study.reports.x, study.reports.y, shape,
                                      text == "scott" ? BandwidthRule::scott : BandwidthRule::oversmoothed);
  if (!(found > 0))
    throw DataError(
        "[density] fewer than 5 reports at different places; a bandwidth cannot be chosen from them, set "
        "density.bandwidth");
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

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const auto shape = settings.choice<Kernel>(kernel);
  const auto correction = settings.choice<EdgeCorrection>(edge_correction);
  const double h = bandwidth_of(study, settings, shape, out);
  const Grid grid = grid_over(bounds(study.area), CellShape::square, cell_size_of(study, settings, h, out));
  const std::vector<double> inside = cell_shares(grid, study.area);
  Surface surface = density(study.reports.x, study.reports.y, shape, h, grid, inside, correction);
  if (settings.text(engine) == "auto") out.chosen.push_back({&engine, "exact", "the only engine of this version"});
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
