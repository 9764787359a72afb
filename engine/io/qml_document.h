// Whole QGIS styles: what an analyst gets who drags one table in.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// QML of a vector layer or table: renderer, labels, map tip, widgets, aliases, read-only, caveat as a note.
/// `results` gives the language and the unit of the map.
std::string layer_qml(const Layer& layer, const ResultSet& results);

/// QML of a raster.
std::string raster_qml(const Raster& raster);

}  // namespace vigie
