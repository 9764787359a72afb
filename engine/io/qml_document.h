// Whole QGIS styles: what an analyst gets who drags one table in, and what the project inside says of each layer.
#pragma once

#include <string>
#include <vector>

#include "engine/data/map_plan.h"

namespace vigie {

/// A style as QGIS stores it in two places: whole in layer_styles, and as attributes and content of a project's layer.
struct StyleParts {
  std::string attributes = {};  // of the root element, with a space in front
  std::string content = {};     // its children
};

/// The layer's own look as a view.
View own_view(const Layer& layer);

/// Renderer, labels, map tip, widgets, aliases, read-only, caveat as a note. `results` gives the language and the unit
/// of the map.
StyleParts layer_style(const Layer& layer, const View& view, const ResultSet& results);
StyleParts raster_style(const Raster& raster);

/// QML text of a style.
std::string style_document(const StyleParts& style);

/// One row of layer_styles, one entry of a project.
struct NamedStyle {
  std::string layer = {}, view = {};  // view "": the layer's own look
  std::string title = {};
  bool is_spatial = false;  // has a geometry column; a raster has none
  StyleParts parts = {};

  std::string key() const { return view.empty() ? layer : layer + "_" + view; }
};

/// Every style of the file: layers with their own looks first, then their further views, then rasters.
std::vector<NamedStyle> styles_of(const ResultSet& results, const MapPlan& plan);

}  // namespace vigie
