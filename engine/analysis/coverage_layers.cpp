// Making the layers of coverage.
#include "engine/analysis/coverage_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/data/palette.h"
#include "engine/geometry/cell_shares.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

constexpr std::string_view caveat =
    "Coverage describes where watch areas are. It is no effect: watch groups start where problems are, and reporting "
    "differs between covered and uncovered places.";

constexpr std::array<ClassName, 2> yes_no{{{"1", "Yes"}, {"0", "No"}}};

constexpr std::array<OutputColumn, 12> watch_columns{{
    {.name = "watch_id", .title = "Watch area", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "form", .title = "Form", .help = "Form of participation"},
    {.name = "active",
     .title = "Active at the end of the period",
     .help = "By dates and status",
     .decimals = 0,
     .classes = yes_no},
    {.name = "stale",
     .title = "Not verified lately",
     .help = "Shown, but not counted as coverage",
     .decimals = 0,
     .classes = yes_no},
    {.name = "n_in",
     .title = "Reports inside while valid",
     .unit = Unit::count,
     .help = "By the time of each report",
     .decimals = 0},
    {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .help = "Area of the polygon", .decimals = 1},
    {.name = "valid_from", .title = "Valid from", .help = "Start, included"},
    {.name = "valid_to", .title = "Valid to", .help = "End, excluded"},
    {.name = "status", .title = "Status", .help = "As given"},
    {.name = "verified", .title = "Last verified", .help = "As given"},
    {.name = "members", .title = "Members", .unit = Unit::count, .help = "A count, never a list", .decimals = 0},
}};

constexpr std::array<OutputColumn, 6> gap_columns{{
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
}};

constexpr std::array<OutputColumn, 2> overlap_columns{{
    {.name = "depth",
     .title = "Watch areas here",
     .unit = Unit::count,
     .help = "Number of active watch areas over the place",
     .decimals = 0},
    {.name = "forms", .title = "Forms", .help = "Their forms"},
}};

constexpr std::array<OutputColumn, 6> summary_columns{{
    {.name = "measure", .title = "Measure", .help = "Name of the measure"},
    {.name = "form", .title = "Form", .help = "Form of participation; all: any form"},
    {.name = "value",
     .title = "Share",
     .unit = Unit::share,
     .help = "Share that lies inside watch areas",
     .decimals = 3},
    {.name = "lo", .title = "Share, lower limit", .unit = Unit::share, .help = "Exact 95 % interval", .decimals = 3},
    {.name = "hi", .title = "Share, upper limit", .unit = Unit::share, .help = "Exact 95 % interval", .decimals = 3},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
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

void add_row(std::vector<FilledColumn>& columns, std::string_view measure, const std::string& form,
             const CoverMeasures::Total& total, std::string_view missing) {
  std::get<Texts>(columns[0].values).push_back(measure);
  std::get<Texts>(columns[1].values).push_back(form);
  std::get<Reals>(columns[2].values).values.push_back(total.value);
  std::get<Reals>(columns[3].values).values.push_back(total.lower);
  std::get<Reals>(columns[4].values).values.push_back(total.upper);
  if (std::isnan(total.value)) {
    std::get<Texts>(columns[5].values).push_back(missing);
  } else {
    std::get<Texts>(columns[5].values).push_null();
  }
}

template <std::size_t N>
std::vector<FilledColumn> empty_columns(const std::array<OutputColumn, N>& declared,
                                        const std::vector<Values>& values) {
  std::vector<FilledColumn> columns;
  for (std::size_t i = 0; i < N; ++i) columns.push_back({&declared[i], values[i]});
  return columns;
}

}  // namespace

std::span<const OutputLayer> coverage_layers() {
  static constexpr std::array<OutputLayer, 4> declared{{
      {"watch_areas", "Watch areas", "Areas in which a form of participation exists, active or not.", watch_columns,
       caveat},
      {"coverage_gaps", "Coverage gaps", "Hot places outside every watch area that counts, ranked by excess reports.",
       gap_columns, caveat},
      {"coverage_overlap", "Overlapping watch areas", "Places inside two or more active watch areas.", overlap_columns,
       ""},
      {"coverage_summary", "Coverage in numbers",
       "Shares of area, people, dwellings, incidents and hot places inside watch areas, per form.", summary_columns,
       caveat},
  }};
  return declared;
}

NewLayer watch_areas_layer(const Study& study, const WatchState& state, const IncidentCover& incidents) {
  const WatchAreas& watch = study.watch;
  const auto texts = [](const std::vector<std::string>& values) {
    Texts column;
    for (const std::string& value : values) value.empty() ? column.push_null() : column.push_back(value);
    return column;
  };
  Integers active, stale;
  Reals hectares;
  for (std::size_t i = 0; i < watch.zones.size(); ++i) {
    active.values.push_back(state.active[i]);
    stale.values.push_back(state.stale[i]);
    hectares.values.push_back(area(watch.zones.shapes[i]) / 1e4);
  }
  NewLayer layer{.declared = &coverage_layers()[0],
                 .geometries = watch.zones.shapes,
                 .columns = {},
                 .look = {},
                 .sort_by = "n_in"};
  layer.columns = empty_columns(
      watch_columns, {texts(watch.zones.id), texts(watch.name), texts(watch.form), active, stale,
                      Integers{incidents.reports_in}, hectares, Instants{watch.valid_from}, Instants{watch.valid_to},
                      texts(watch.status), Instants{watch.last_verified}, Integers{watch.members}});
  using Pattern = ClassSymbol::Pattern;
  layer.look = Categorized{.field = "active",
                           .symbols = {{{"1", "Watch area, active"}, watch_violet, Pattern::outline},
                                       {{"0", "Watch area, not active"}, watch_violet, Pattern::dashed_outline}},
                           .other = ""};
  return layer;
}

NewLayer coverage_gaps_layer(const Study& study, const HotPlaces& hot, const MultiPolygon& cover) {
  std::vector<Gap> gaps = find_gaps(study, hot, cover);
  count_reports(study, gaps);
  add_excess(study, hot, gaps);
  std::ranges::stable_sort(gaps, [](const Gap& a, const Gap& b) { return a.excess > b.excess; });
  std::vector<MultiPolygon> shapes, cover_as_list;
  if (!cover.empty()) cover_as_list.push_back(cover);
  for (const Gap& gap : gaps) shapes.push_back(gap.shape);
  const std::vector<double> near = distances(shapes, cover_as_list);
  Texts id;
  Integers n, rank;
  Reals hectares, excess;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    id.push_back(fmt::format("gap_{}", i + 1));
    n.values.push_back(gaps[i].n);
    hectares.values.push_back(area(gaps[i].shape) / 1e4);
    excess.values.push_back(gaps[i].excess);
    rank.values.push_back(static_cast<std::int64_t>(i) + 1);
  }
  NewLayer layer{.declared = &coverage_layers()[1],
                 .geometries = std::move(shapes),
                 .columns = {},
                 .look = {},
                 .sort_by = "excess"};
  layer.columns = empty_columns(gap_columns, {id, n, hectares, excess, Reals{near}, rank});
  layer.look = Single{.colour = gap_orange, .width_mm = 0.8, .pattern = Single::Pattern::outline};
  return layer;
}

NewLayer coverage_overlap_layer(const Study& study, const WatchState& state) {
  std::vector<MultiPolygon> active, shapes;
  std::vector<std::string> form;
  for (std::size_t i = 0; i < study.watch.zones.size(); ++i) {
    if (!state.counts(i)) continue;
    active.push_back(study.watch.zones.shapes[i]);
    form.push_back(study.watch.form[i]);
  }
  Integers depth;
  Texts forms;
  for (OverlapPiece& piece : overlap_pieces(active)) {
    std::set<std::string> distinct;
    for (std::size_t member : piece.members) distinct.insert(form[member]);
    depth.values.push_back(static_cast<std::int64_t>(piece.members.size()));
    forms.push_back(fmt::format("{}", fmt::join(distinct, ", ")));
    shapes.push_back(std::move(piece.shape));
  }
  NewLayer layer{.declared = &coverage_layers()[2],
                 .geometries = std::move(shapes),
                 .columns = {},
                 .look = {},
                 .sort_by = "depth"};
  layer.columns = empty_columns(overlap_columns, {depth, forms});
  layer.look = Single{.colour = watch_violet, .width_mm = 0.3, .pattern = Single::Pattern::hatch};
  return layer;
}

NewLayer coverage_summary_layer(const std::vector<NamedMeasures>& all, const HotPlaces& hot) {
  NewLayer layer{.declared = &coverage_layers()[3], .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  layer.columns = empty_columns(summary_columns, {Texts{}, Texts{}, Reals{}, Reals{}, Reals{}, Texts{}});
  for (const NamedMeasures& named : all) {
    add_row(layer.columns, "cov_area", named.form, named.measures.total_area, "zero_denominator");
    add_row(layer.columns, "cov_pop", named.form, named.measures.total_population, "zero_denominator");
    add_row(layer.columns, "cov_dw", named.form, named.measures.total_dwellings, "zero_denominator");
    add_row(layer.columns, "cov_inc", named.form, named.measures.total_incidents, "zero_denominator");
    add_row(layer.columns, "cov_hot", named.form, named.measures.total_hot,
            hot.known ? "not_applicable" : "insufficient_data");
  }
  return layer;
}

}  // namespace vigie
