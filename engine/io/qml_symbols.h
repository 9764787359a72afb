// Fills, hatches, lines and markers of QGIS symbols.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// What a layer's features are drawn with, by QGIS's numbers of geometry types.
enum class SymbolShape { marker, line, fill };

/// Widths in map units shrink with the cells: in millimetres, the outlines of 90,000 cells would grey out the whole
/// map.
enum class WidthUnit { millimetre, map_unit };

struct Outline {
  Colour colour{120, 120, 120, 90};
  double width = 0.1;
  WidthUnit unit = WidthUnit::millimetre;
};

/// Direction of a hatch: "not observed" runs up, "no value" runs down, so that the two cannot be confused.
enum class HatchDirection { rising, falling };

// `number` is the symbol's name within its renderer.
std::string fill_symbol(int number, Colour fill, Outline outline);
std::string outline_symbol(int number, Colour colour, double width_mm, ClassSymbol::Pattern pattern);
/// An outline that grows five times as wide around the place of an atlas page.
std::string place_outline_symbol(int number, Colour colour, double width_mm);
/// Thin lines 1.6 mm apart within a dashed outline.
std::string hatch_symbol(int number, Colour colour, HatchDirection direction);
/// A finer hatch within the outline of its class: "no result" among classes.
std::string faint_hatch_symbol(int number, Colour colour, Outline outline);
std::string marker_symbol(int number, Colour colour, double size_mm);
enum class Pen { solid, dashed };
std::string line_symbol(int number, Colour colour, double width_mm, Pen pen = Pen::solid);

/// Width of a line that shows a class; half of it, dashed, where there is nothing to show.
inline constexpr double class_line_mm = 0.9;

/// How the features of one layer are drawn, whatever their class.
struct Drawing {
  SymbolShape shape = SymbolShape::fill;
  Outline outline = {};
};

/// One class of a code list.
std::string class_symbol(int number, const ClassSymbol& look, const Drawing& drawing);

}  // namespace vigie
