// Grouping of cells beyond the tolerance into areas.
#include "engine/analysis/risk_areas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/data/palette.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr double tolerance = 0.05;

enum class Kind { raised, lowered };

constexpr std::array<ClassName, 2> kinds{
    {{"raised", "Cases denser than controls"}, {"lowered", "Cases thinner than controls"}}};

constexpr std::array<OutputColumn, 8> risk_columns{{
    {.name = "area_id", .title = "Area", .help = "Stable name: kind and first cell"},
    {.name = "kind", .title = "Kind", .help = "Raised or lowered", .classes = kinds},
    {.name = "n_cases", .title = "Cases", .unit = Unit::count, .help = "Cases in the cells of the area", .decimals = 0},
    {.name = "n_ctrl",
     .title = "Controls",
     .unit = Unit::count,
     .help = "Controls in the cells of the area",
     .decimals = 0},
    {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .help = "Area of the outline", .decimals = 1},
    {.name = "log_risk",
     .title = "Strongest log relative risk",
     .help = "Natural logarithm of the density ratio where it is farthest from 0; 0.69 is twice as dense"},
    {.name = "p_min",
     .title = "Smallest p-value",
     .unit = Unit::probability,
     .help = "Two-sided, of one cell alone; not corrected for many tests",
     .decimals = 4},
    {.name = "q_min",
     .title = "Smallest corrected p-value",
     .unit = Unit::probability,
     .help = "p-value corrected for testing the whole map",
     .decimals = 4},
}};

bool is_kind(const TestedRisk& tested, std::size_t cell, Kind kind) {
  if (!(tested.adjusted[cell] <= tolerance)) return false;
  return kind == Kind::raised ? tested.deviation[cell] > 0 : tested.deviation[cell] < 0;
}

std::vector<std::int64_t> points_per_cell(const RiskSample& sample, const Grid& grid) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(grid.size()), 0);
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (const std::int64_t cell = grid.cell_at({sample.x[i], sample.y[i]}); cell >= 0)
      ++counts[static_cast<std::size_t>(cell)];
  return counts;
}

struct Outlines {
  std::vector<MultiPolygon> shapes;
  Texts id, kind;
  Integers cases, controls;
  Reals area_ha, log_risk, p_min, q_min;
};

// Farthest from 0; NaN where no cell has a value, as where there is no case at all.
double strongest(const Surface& log_risk, const CellGroup& group) {
  double found = std::numeric_limits<double>::quiet_NaN();
  for (std::int64_t cell : group.cells)
    if (const double value = log_risk.values[static_cast<std::size_t>(cell)];
        !std::isnan(value) && !(std::abs(value) <= std::abs(found)))
      found = value;
  return found;
}

class OutlineMaker {
 public:
  OutlineMaker(const Surface& log_risk, const TestedRisk& tested, const CaseControl& samples)
      : log_risk_(log_risk),
        tested_(tested),
        cases_(points_per_cell(samples.case_sample(), log_risk.grid)),
        controls_(points_per_cell(samples.control_sample(), log_risk.grid)) {}

  void add(Kind kind, Outlines& out) const {
    std::vector<std::int64_t> chosen;
    for (std::size_t cell = 0; cell < tested_.adjusted.size(); ++cell)
      if (is_kind(tested_, cell, kind)) chosen.push_back(static_cast<std::int64_t>(cell));
    const std::string word(kinds[static_cast<std::size_t>(kind)].value);
    for (const CellGroup& group : cell_groups(log_risk_.grid, chosen)) {
      out.id.push_back(word + "_" + log_risk_.grid.id(group.cells.front()));
      out.kind.push_back(word);
      out.cases.values.push_back(sum(cases_, group));
      out.controls.values.push_back(sum(controls_, group));
      out.area_ha.values.push_back(area(group.outline) / 1e4);
      out.log_risk.values.push_back(strongest(log_risk_, group));
      out.p_min.values.push_back(smallest(tested_.p, group));
      out.q_min.values.push_back(smallest(tested_.adjusted, group));
      out.shapes.push_back(group.outline);
    }
  }

 private:
  static std::int64_t sum(const std::vector<std::int64_t>& counts, const CellGroup& group) {
    std::int64_t total = 0;
    for (std::int64_t cell : group.cells) total += counts[static_cast<std::size_t>(cell)];
    return total;
  }
  static double smallest(const std::vector<double>& values, const CellGroup& group) {
    double least = 1;
    for (std::int64_t cell : group.cells) least = std::min(least, values[static_cast<std::size_t>(cell)]);
    return least;
  }

  const Surface& log_risk_;
  const TestedRisk& tested_;
  std::vector<std::int64_t> cases_, controls_;
};

}  // namespace

OutputLayer risk_areas_layer() {
  return {"risk_areas", "Raised and lowered risk",
          "Areas where cases are denser or thinner than their share of all compared reports, beyond chance.",
          risk_columns,
          "An area compares kinds of reports with each other; it does not say that much or little happens there."};
}

NewLayer risk_areas(const Surface& log_risk, const TestedRisk& tested, const CaseControl& samples) {
  Outlines outlines;
  const OutlineMaker maker(log_risk, tested, samples);
  maker.add(Kind::raised, outlines);
  maker.add(Kind::lowered, outlines);
  static const OutputLayer declared = risk_areas_layer();
  NewLayer layer{
      .declared = &declared, .geometries = std::move(outlines.shapes), .columns = {}, .look = {}, .sort_by = "n_cases"};
  std::vector<Values> values{std::move(outlines.id),       std::move(outlines.kind),    std::move(outlines.cases),
                             std::move(outlines.controls), std::move(outlines.area_ha), std::move(outlines.log_risk),
                             std::move(outlines.p_min),    std::move(outlines.q_min)};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&risk_columns[i], std::move(values[i])});
  using Pattern = ClassSymbol::Pattern;
  layer.look = Categorized{
      .field = "kind",
      .symbols = {{{"raised", "Cases denser than controls"}, red_to_blue.front(), Pattern::dashed_outline},
                  {{"lowered", "Cases thinner than controls"}, red_to_blue.back(), Pattern::dashed_outline}},
      .other = ""};
  return layer;
}

RiskShares risk_shares(const TestedRisk& tested, std::span<const double> inside) {
  RiskShares shares;
  double all = 0;
  for (std::size_t cell = 0; cell < inside.size(); ++cell) {
    if (std::isnan(tested.adjusted[cell])) continue;
    all += inside[cell];
    if (is_kind(tested, cell, Kind::raised)) shares.raised += inside[cell];
    if (is_kind(tested, cell, Kind::lowered)) shares.lowered += inside[cell];
  }
  if (all > 0) return {shares.raised / all, shares.lowered / all};
  return shares;
}

}  // namespace vigie
