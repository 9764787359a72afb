// Which of several layers is meant.
#pragma once

#include "engine/io/reader.h"

#include <string>
#include <vector>

namespace vigie {

struct LayerCandidate {
  std::string name;
  GeometryKind geometry = GeometryKind::none;
};

/// The layer called `name` (exactly, else ignoring case). Without a name: the only layer; else the only one of the
/// `wanted` kind, else the only one of mixed kind, else, where points are wanted, the only table (it may have x and y
/// columns). With `wanted` none the only layer with geometry, else the only one of polygons, else the only one of
/// points. `source` stands in messages. Throws DataError listing the layers.
LayerCandidate choose_layer(const std::vector<LayerCandidate>& layers, const std::string& name, GeometryKind wanted,
                            const std::string& source);

}  // namespace vigie
