// Hot places outside every watch area that counts.
#include "engine/analysis/coverage_gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/data/palette.h"
#include "engine/geometry/cell_shares.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 8> gap_columns{{
    {.name = "gap_id", .title = "Gap", .help = "Number by rank"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Reports inside the gap", .decimals = 0},
    {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .help = "Area of the gap", .decimals = 1},
    {.name = "excess",
     .title = "Excess reports",
     .unit = Unit::count,
     .help = "Reports above the mean of the study area",
     .decimals = 1},
    {.name = "near_m",
     .title = "Nearest watch area (m)",
     .unit = Unit::metre,
     .help = "Straight line to the nearest one that counts",
     .decimals = 0},
    {.name = "gap_rank", .title = "Rank", .help = "1 has the most excess reports", .decimals = 0},
    {.name = "exceed_p",
     .title = "Likely above the overall rate",
     .unit = Unit::probability,
     .help = "Probability that the true density of reports is above that of the study area"},
    {.name = "homes",
     .title = "Dwellings",
     .unit = Unit::dwellings,
     .help = "Dwellings inside, taken as spread evenly over the neighbourhood",
     .decimals = 0},
}};

struct Gap {
  MultiPolygon shape;
  std::int64_t n = 0;
  double excess = 0;
};

std::vector<Gap> find_gaps(const Study& study, const HotPlaces& hot, const MultiPolygon& cover) {
  std::vector<Gap> gaps;
  for (Polygon& part : subtract(hot.shape, cover)) {
    Gap gap{{std::move(part)}};
    // Pieces smaller than a cell come from borders that cut cells, not from places.
    if (area(gap.shape) >= study.cells.grid.cell_area() * (1 - 1e-9)) gaps.push_back(std::move(gap));
  }
  return gaps;
}

void count_reports(const Study& study, std::vector<Gap>& gaps) {
  std::vector<MultiPolygon> shapes;
  for (const Gap& gap : gaps) shapes.push_back(gap.shape);
  const ZoneIndex index(shapes);
  for (std::int32_t gap : index.zones_at(study.reports.x, study.reports.y))
    if (gap >= 0) ++gaps[static_cast<std::size_t>(gap)].n;
}

// Excess of each hot cell over the mean of the study area, as far as the cell lies in the gap.
double excess_in(const Study& study, const HotPlaces& hot, double mean, const MultiPolygon& gap) {
  const Cells& cells = study.cells;
  const Grid window = grid_over(bounds(gap), cells.grid.shape, cells.grid.cell_size);
  const std::vector<double> shares = cell_shares(window, gap);
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::int64_t cell = shares[i] > 0 ? cells.grid.cell_at(window.centre(static_cast<std::int64_t>(i))) : -1;
    const auto at = static_cast<std::size_t>(cell);
    if (cell < 0 || !hot.cell[at] || !(cells.inside[at] > 0)) continue;
    const double excess = static_cast<double>(cells.n[at]) - mean * cells.inside[at];
    sum += std::max(0.0, excess) * std::min(1.0, shares[i] / cells.inside[at]);
  }
  return sum;
}

void add_excess(const Study& study, const HotPlaces& hot, std::vector<Gap>& gaps) {
  const Cells& cells = study.cells;
  const double reports = std::accumulate(cells.n.begin(), cells.n.end(), 0.0);
  const double places = std::accumulate(cells.inside.begin(), cells.inside.end(), 0.0);
  for (Gap& gap : gaps) gap.excess = excess_in(study, hot, places > 0 ? reports / places : 0, gap.shape);
}

// Cells that are analyzed are the areas whose differences say how far a density may stray by chance.
std::vector<double> likely_above(const Study& study, const std::vector<Gap>& gaps) {
  std::vector<double> events, exposure, own, ground;
  for (std::size_t i = 0; i < study.cells.n.size(); ++i) {
    if (!study.cells.analyzed[i]) continue;
    events.push_back(static_cast<double>(study.cells.n[i]));
    exposure.push_back(study.cells.inside[i]);
  }
  for (const Gap& gap : gaps) {
    own.push_back(static_cast<double>(gap.n));
    ground.push_back(area(gap.shape) / study.cells.grid.cell_area());
  }
  return exceedance_beside(events, exposure, own, ground);
}

Reals dwellings_in(const Study& study, const std::vector<MultiPolygon>& shapes) {
  const Neighbourhoods& zones = study.neighbourhoods;
  Reals dwellings;
  for (const MultiPolygon& shape : shapes) {
    double sum = 0;
    const std::vector<double> shared = shared_areas(zones.zones.shapes, shape);
    for (std::size_t z = 0; z < shared.size(); ++z)
      if (shared[z] > 0 && zones.dwellings[z] > 0) sum += zones.dwellings[z] * shared[z] / area(zones.zones.shapes[z]);
    dwellings.values.push_back(sum);
  }
  return dwellings;
}

}  // namespace

OutputLayer coverage_gaps_declared() {
  return {"coverage_gaps", "Coverage gaps",
          "Hot places outside every watch area that counts, ranked by excess reports.", gap_columns, coverage_caveat};
}

NewLayer coverage_gaps_layer(const Study& study, const HotPlaces& hot, const MultiPolygon& cover) {
  static const OutputLayer declared = coverage_gaps_declared();
  std::vector<Gap> gaps = find_gaps(study, hot, cover);
  count_reports(study, gaps);
  add_excess(study, hot, gaps);
  std::ranges::stable_sort(gaps, [](const Gap& a, const Gap& b) { return a.excess > b.excess; });
  std::vector<MultiPolygon> shapes, cover_as_list;
  if (!cover.empty()) cover_as_list.push_back(cover);
  Texts id;
  Integers n, rank;
  Reals hectares, excess;
  for (const Gap& gap : gaps) {
    shapes.push_back(gap.shape);
    rank.values.push_back(static_cast<std::int64_t>(shapes.size()));
    id.push_back(fmt::format("gap_{}", shapes.size()));
    n.values.push_back(gap.n);
    hectares.values.push_back(area(gap.shape) / 1e4);
    excess.values.push_back(gap.excess);
  }
  NewLayer layer{.declared = &declared, .geometries = {}, .columns = {}, .look = {}, .sort_by = "excess"};
  const std::vector<Values> values{
      id, n, hectares, excess, Reals{distances(shapes, cover_as_list)}, rank, Reals{likely_above(study, gaps)}};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&gap_columns[i], values[i]});
  if (study.neighbourhoods.has_dwellings()) layer.columns.push_back({&gap_columns[7], dwellings_in(study, shapes)});
  layer.geometries = std::move(shapes);
  layer.look = Single{.colour = gap_orange, .width_mm = 0.8, .pattern = Single::Pattern::outline};
  return layer;
}

}  // namespace vigie
