// Grouping of significant cells into areas.
#include "engine/analysis/hotspot_outlines.h"

#include <algorithm>
#include <array>

#include "engine/data/palette.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 2> kinds{{{"hot", "Hot spot area"}, {"cold", "Cold spot area"}}};

constexpr std::array<OutputColumn, 5> outline_columns{{
    {.name = "hs_id", .title = "Area", .help = "Stable name: kind and first cell"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Reports in the cells of the area", .decimals = 0},
    {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .help = "Area of the outline", .decimals = 1},
    {.name = "kind", .title = "Kind", .help = "Hot or cold", .classes = kinds},
    {.name = "bin_max", .title = "Strongest bin", .help = "Confidence bin of the most significant cell", .decimals = 0},
}};

struct Outlines {
  std::vector<MultiPolygon> shapes;
  Texts id, kind;
  Integers n, bin_max;
  Reals area_ha;
};

void add_groups(const Study& study, const LocalTest& test, int sign, Outlines& out) {
  const Cells& cells = study.cells;
  std::vector<std::int64_t> chosen;
  for (std::int64_t cell : cells.listed)
    if (const std::optional<int> bin = test.bin[static_cast<std::size_t>(cell)]; bin && *bin * sign > 0)
      chosen.push_back(cell);
  for (const CellGroup& group : cell_groups(cells.grid, chosen)) {
    std::int64_t n = 0;
    int strongest = 0;
    for (std::int64_t cell : group.cells) {
      n += cells.n[static_cast<std::size_t>(cell)];
      strongest = std::max(strongest, *test.bin[static_cast<std::size_t>(cell)] * sign);
    }
    const std::string kind(kinds[sign > 0 ? 0 : 1].value);
    out.id.push_back(kind + "_" + cells.grid.id(group.cells.front()));
    out.kind.push_back(kind);
    out.n.values.push_back(n);
    out.bin_max.values.push_back(strongest * sign);
    out.area_ha.values.push_back(area(group.outline) / 1e4);
    out.shapes.push_back(group.outline);
  }
}

}  // namespace

OutputLayer hotspot_areas_layer() {
  return {"hotspot_areas", "Hot and cold areas",
          "Touching cells of the same kind, significant after correction for many tests.", outline_columns,
          "An area shows where reports concentrate; it does not say why."};
}

NewLayer hotspot_areas(const Study& study, const LocalTest& test) {
  Outlines outlines;
  add_groups(study, test, 1, outlines);
  add_groups(study, test, -1, outlines);
  static const OutputLayer declared = hotspot_areas_layer();
  NewLayer layer{
      .declared = &declared, .geometries = std::move(outlines.shapes), .columns = {}, .look = {}, .sort_by = "n"};
  layer.columns.push_back({&outline_columns[0], std::move(outlines.id)});
  layer.columns.push_back({&outline_columns[1], std::move(outlines.n)});
  layer.columns.push_back({&outline_columns[2], std::move(outlines.area_ha)});
  layer.columns.push_back({&outline_columns[3], std::move(outlines.kind)});
  layer.columns.push_back({&outline_columns[4], std::move(outlines.bin_max)});
  using Pattern = ClassSymbol::Pattern;
  layer.look = Categorized{.field = "kind",
                           .symbols = {{{"hot", "Hot spot area"}, red_to_blue.front(), Pattern::outline},
                                       {{"cold", "Cold spot area"}, red_to_blue.back(), Pattern::outline}},
                           .other = ""};
  return layer;
}

}  // namespace vigie
