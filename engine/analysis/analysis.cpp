// Words of findings, and finding what an earlier analysis made.
#include "engine/analysis/analysis.h"

namespace vigie {

std::string_view word(Finding::Level level) {
  return level == Finding::Level::warning ? "warning" : level == Finding::Level::notice ? "notice" : "ok";
}

const Values* Earlier::column(std::string_view layer, std::string_view column) const {
  const auto search = [&](const std::vector<FilledColumn>& columns) -> const Values* {
    for (const FilledColumn& filled : columns)
      if (filled.declared->name == column) return &filled.values;
    return nullptr;
  };
  for (const auto& [name, contribution] : done_) {
    for (const AddedColumns& added : contribution->added)
      if (added.layer == layer)
        if (const Values* values = search(added.columns)) return values;
    for (const NewLayer& made : contribution->layers)
      if (made.declared->name == layer)
        if (const Values* values = search(made.columns)) return values;
  }
  return nullptr;
}

const Geometries* Earlier::geometries(std::string_view layer) const {
  for (const auto& [name, contribution] : done_)
    for (const NewLayer& made : contribution->layers)
      if (made.declared->name == layer) return &made.geometries;
  return nullptr;
}

}  // namespace vigie
