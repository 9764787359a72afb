// The layer `hotspot_change`: the class of every cell then and now.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/release.h"

namespace vigie {

/// One entry per listed cell.
struct CellChanges {
  std::vector<std::optional<int>> was, now;           // Gi* classes; nothing where a cell was not tested
  std::vector<double> n_was;                          // NaN: not known
  std::vector<std::optional<std::string_view>> kind;  // new, cleared, up, down, same; nothing where a class is missing
  std::vector<double> q;       // of no change in the cell and those that touch it, over all cells with both classes
  std::vector<int> direction;  // of the reports there: 1 more, -1 fewer, 0 as many
};

/// "new" and "cleared" cross into and out of class 1; other rises and falls are "up" and "down".
std::string_view cell_kind(int was, int now);

/// `bins` are the classes now, NULL as no_integer, one per listed cell.
CellChanges cell_changes(const Study& study, const Release& release, const std::vector<std::int64_t>& bins);

const OutputLayer& hotspot_change_layer();
NewLayer make_hotspot_change_layer(const Study& study, const CellChanges& changes);

}  // namespace vigie
