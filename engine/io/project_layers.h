// Layers, groups and themes of a QGIS project.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/map_plan.h"
#include "engine/io/qml_document.h"

namespace vigie {

/// What every part of a project refers to.
struct ProjectParts {
  const ResultSet& results;
  const MapPlan& plan;
  const std::vector<NamedStyle>& styles;
  std::string file = {};                   // final base name, also while the file has another one
  std::map<std::string, Box> extents = {};  // of vector layers, in the map's units
  Box extent = {};                          // of all of them, with a margin
  std::string reference = {};               // <spatialrefsys> of the study
};

/// Of one entry; longer than ten characters, or QGIS would replace it.
std::string layer_id(const std::string& key);

/// How QGIS opens an entry's data: with a path relative to the project.
struct DataSource {
  std::string text;
  std::string_view provider;
};
DataSource source_of(const ProjectParts& parts, const std::string& layer);

/// <maplayer> for every entry of the plan.
std::string map_layers(const ProjectParts& parts);
/// <layer-tree-group>: the legend, and with it the order of drawing.
std::string layer_tree(const ProjectParts& parts);
/// <layerorder>, top first.
std::string layer_order(const MapPlan& plan);
/// <visibility-preset> for every theme and for the sheets of places.
std::string map_themes(const MapPlan& plan);

/// Title of an entry; the key itself where the plan has none.
std::string entry_title(const MapPlan& plan, const std::string& key);

}  // namespace vigie
