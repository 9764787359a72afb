// The renderers of QGIS, fed by a layer's look: no style is written by hand for one layer.
#pragma once

#include <string>

#include "engine/data/layer.h"
#include "engine/io/qml_symbols.h"

namespace vigie {

/// How the classes of a column are stored: QGIS compares them by type.
enum class ClassKind { whole_number, text };

/// Classes in legend order, then one for NULL and whatever is not listed (if the look has a label for it).
std::string categorized_renderer(const Categorized& look, ClassKind kind, const Drawing& drawing);

/// Sequential classes as rules, highest first, each [lower, upper); a graduated renderer would leave NULL undrawn.
/// The lowest and the highest class are open, so that nothing falls off the scale.
std::string rule_renderer(const Graduated& look, const Drawing& drawing, const std::string& language);

/// The same symbol for every feature.
std::string single_renderer(const Single& look, SymbolShape shape);

/// Outlines of places; on a sheet of one place, that place's is thicker.
std::string current_place_renderer(const Single& look);

/// "20 to 60" in the given language, with a decimal comma where the language has one.
std::string range_label(double lower, double upper, int decimals, const std::string& language);

/// A raster's colours: five stops from nothing to the maximum, or from cold to hot around zero.
std::string raster_renderer(const Raster& raster);

}  // namespace vigie
