// The hot spot test on other grids, read off at the centres of the study's own cells.
#include "engine/analysis/hotspot_stability.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/analysis/place_weights.h"
#include "engine/base/missing.h"
#include "engine/geometry/cell_shares.h"

namespace vigie {
namespace {

constexpr double least_overlap = 0.6;  // mean Jaccard index below which outlines follow the settings more than the data
constexpr std::array<std::string_view, 2> switches{"off", "on"};

// A grid of other cells, moved by (east, north) metres: the same as the plane moved the other way.
struct Variant {
  std::string words;
  double cell_size = 0, east = 0, north = 0;
  double reach = 1;  // factor of the neighborhood's distance or k
};

Point moved(Point p, const Variant& variant) {
  return {p.x - variant.east, p.y - variant.north};
}

MultiPolygon moved(MultiPolygon shape, const Variant& variant) {
  const auto move = [&](Ring& ring) {
    for (Point& p : ring) p = moved(p, variant);
  };
  for (Polygon& polygon : shape) {
    move(polygon.outer);
    for (Ring& hole : polygon.holes) move(hole);
  }
  return shape;
}

Cells cells_of(const Study& study, const Variant& variant) {
  const MultiPolygon area = moved(study.area, variant);
  Cells cells;
  cells.grid = grid_over(bounds(area), study.cells.grid.shape, variant.cell_size);
  cells.inside = cell_shares(cells.grid, area);
  cells.n.assign(cells.inside.size(), 0);
  for (double share : cells.inside) cells.analyzed.push_back(share >= least_inside ? 1 : 0);
  for (std::size_t i = 0; i < study.reports.size(); ++i) {
    if (!study.vague.empty() && study.vague[i] != 0) continue;
    const Point p = moved({study.reports.x[i], study.reports.y[i]}, variant);
    if (const std::int64_t cell = cells.grid.cell_at(p); cell >= 0) ++cells.n[static_cast<std::size_t>(cell)];
  }
  return cells;
}

Weights weights_of(const Cells& cells, const Settings& settings, double reach) {
  Settings wanted = settings;
  if (reach != 1 && settings.text(weights_parameter) == "k_nearest") {
    const double k = std::max(1.0, std::round(reach * settings.required_number(neighbors_parameter)));
    wanted.set(neighbors_parameter.name, {fmt::format("{}", k)}, Origin::data);
    return cell_weights(cells, wanted).weights;
  }
  Weights weights = cell_weights(cells, wanted).weights;
  if (GridStencil* stencil = std::get_if<GridStencil>(&weights)) stencil->distance *= reach;
  return weights;
}

bool is_hot(const LocalTest& test, std::size_t cell) {
  return test.bin[cell] && *test.bin[cell] > 0;
}

std::vector<std::uint8_t> hot_cells(const Study& study, const Settings& settings, const LocalTestOptions& options,
                                    const Variant& variant) {
  const Cells cells = cells_of(study, variant);
  std::vector<double> values(cells.n.size(), no_number);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (cells.analyzed[i]) values[i] = static_cast<double>(cells.n[i]);
  const LocalTest test = test_places(values, weights_of(cells, settings, variant.reach), options);
  std::vector<std::uint8_t> hot(study.cells.inside.size(), 0);
  for (std::size_t i = 0; i < hot.size(); ++i) {
    if (!study.cells.analyzed[i]) continue;
    const Point centre = moved(study.cells.grid.centre(static_cast<std::int64_t>(i)), variant);
    const std::int64_t cell = cells.grid.cell_at(centre);
    hot[i] = cell >= 0 && is_hot(test, static_cast<std::size_t>(cell)) ? 1 : 0;
  }
  return hot;
}

// Adjacent cells have no distance to scale: the next smaller and the next larger disk that differ.
std::array<double, 2> reach_factors(const Study& study, const Settings& settings) {
  const bool adjacent = !settings.given(distance_band_parameter) && settings.text(weights_parameter) != "k_nearest";
  if (!adjacent) return {0.75, 1.25};
  if (study.cells.grid.shape == CellShape::hexagon) return {std::numbers::sqrt3, 2};
  return settings.text(weights_parameter) == "rook" ? std::array{std::numbers::sqrt2, 2.0}
                                                    : std::array{1 / std::numbers::sqrt2, std::numbers::sqrt2};
}

std::vector<Variant> variants_of(const Study& study, const Settings& settings) {
  const double size = study.cells.grid.cell_size;
  std::vector<Variant> variants;
  for (int north = 0; north < 3; ++north)
    for (int east = 0; east < 3; ++east)
      if (north + east > 0)
        variants.push_back({fmt::format("grid moved by {}/3 and {}/3 of a cell", east, north), size, east * size / 3,
                            north * size / 3, 1});
  for (double factor : {0.75, 1.25})
    variants.push_back({fmt::format("cells {} times as large", factor), factor * size, 0, 0, 1});
  for (double factor : reach_factors(study, settings))
    variants.push_back({fmt::format("neighborhood {:.2f} times as wide", factor), size, 0, 0, factor});
  return variants;
}

double jaccard_of(const std::vector<std::uint8_t>& hot, const LocalTest& test, const Cells& cells) {
  double both = 0, either = 0;
  for (std::size_t i = 0; i < hot.size(); ++i) {
    const bool here = is_hot(test, i), there = hot[i] != 0;
    if (here && there) both += cells.inside[i];
    if (here || there) either += cells.inside[i];
  }
  return either > 0 ? both / either : no_number;
}

}  // namespace

const Parameter stability_parameter{
    .name = "stability",
    .kind = ParameterKind::choice,
    .fallback = "off",
    .choices = switches,
    .help =
        "Repeats the test on cells with the grid moved by thirds of a cell, with smaller and larger cells and with "
        "smaller and larger neighborhoods (12 variants), and writes the share of them in which each cell is hot."};

const OutputColumn stability_column{
    .name = "gi_stable",
    .title = "Stays hot",
    .unit = Unit::share,
    .help = "Share of other grids and neighborhoods in which the place is hot too; only with stability = on"};

Stability hotspot_stability(const Study& study, const Settings& settings, const LocalTest& test,
                            const LocalTestOptions& options) {
  Stability result;
  result.share.assign(study.cells.inside.size(), no_number);
  std::vector<double> times(result.share.size(), 0);
  for (const Variant& variant : variants_of(study, settings)) {
    const std::vector<std::uint8_t> hot = hot_cells(study, settings, options, variant);
    for (std::size_t i = 0; i < hot.size(); ++i) times[i] += hot[i];
    result.variants.push_back(variant.words);
    result.jaccard.push_back(jaccard_of(hot, test, study.cells));
  }
  for (std::size_t i = 0; i < times.size(); ++i)
    if (study.cells.analyzed[i]) result.share[i] = times[i] / static_cast<double>(result.variants.size());
  return result;
}

void add_stability(const Study& study, const Settings& settings, const LocalTest& test, const LocalTestOptions& options,
                   AddedColumns& added, Contribution& out) {
  const Stability stability = hotspot_stability(study, settings, test, options);
  Reals share;
  for (std::int64_t cell : study.cells.listed) share.values.push_back(stability.share[static_cast<std::size_t>(cell)]);
  added.columns.push_back({&stability_column, std::move(share)});
  double sum = 0, known = 0;
  for (std::size_t i = 0; i < stability.variants.size(); ++i) {
    if (std::isnan(stability.jaccard[i])) continue;
    sum += stability.jaccard[i];
    known += 1;
    out.record.emplace_back(fmt::format("stability.{}", stability.variants[i]),
                            fmt::format("{:.3f}", stability.jaccard[i]));
  }
  if (known == 0) return;
  const double overlap = sum / known;
  const bool shaky = overlap < least_overlap;
  out.findings.push_back(
      {"cells", "stability", overlap, Unit::share, shaky ? Finding::Level::warning : Finding::Level::notice,
       fmt::format("cells: hot ground overlaps by {:.0f} % on average with that of {} other grids and neighborhoods{}",
                   100 * overlap, stability.variants.size(),
                   shaky ? "; outlines follow the settings more than the data, read gi_stable with them" : "")});
}

}  // namespace vigie
