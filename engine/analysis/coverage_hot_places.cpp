// From bins of cells to one shape.
#include "engine/analysis/coverage_hot_places.h"

#include "engine/geometry/overlay.h"

namespace vigie {

HotPlaces hot_places(const Study& study, const Earlier& earlier, int from) {
  HotPlaces hot;
  hot.cell.assign(study.cells.n.size(), 0);
  const Values* bins = earlier.column("cells", "gi_bin");
  if (!bins) return hot;
  hot.known = true;
  const std::vector<std::int64_t>& bin = std::get<Integers>(*bins).values;
  std::vector<std::int64_t> chosen;
  for (std::size_t row = 0; row < bin.size(); ++row) {
    if (bin[row] == no_integer || bin[row] < from) continue;
    chosen.push_back(study.cells.listed[row]);
    hot.cell[static_cast<std::size_t>(chosen.back())] = 1;
  }
  std::vector<MultiPolygon> outlines;
  for (CellGroup& group : cell_groups(study.cells.grid, chosen)) outlines.push_back(std::move(group.outline));
  if (!outlines.empty()) hot.shape = intersect(unite(outlines), study.area);
  return hot;
}

}  // namespace vigie
