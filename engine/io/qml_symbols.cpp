// Symbol layers as option lists: SimpleFill, SimpleLine, LinePatternFill and SimpleMarker.
#include "engine/io/qml_symbols.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

using Options = std::initializer_list<std::pair<std::string_view, std::string>>;

constexpr std::string_view hatch_width = "0.2";

std::string symbol_layer(std::string_view kind, Options options, std::string_view inner = "") {
  std::string result = fmt::format(R"(<layer class="{}" enabled="1" locked="0" pass="0"><Option type="Map">)", kind);
  for (const auto& [name, value] : options)
    result += fmt::format(R"(<Option name="{}" type="QString" value="{}"/>)", name, value);
  return fmt::format("{}</Option>{}</layer>", result, inner);
}

std::string symbol(std::string_view name, std::string_view type, std::string_view layers) {
  return fmt::format(R"(<symbol name="{}" type="{}" alpha="1" clip_to_extent="1" force_rhr="0">{}</symbol>)", name,
                     type, layers);
}

std::string simple_fill(Colour fill, std::string_view brush, Outline outline, std::string_view pen) {
  return symbol_layer("SimpleFill", {{"color", colour_text(fill)},
                                     {"style", std::string(brush)},
                                     {"outline_color", colour_text(outline.colour)},
                                     {"outline_style", std::string(pen)},
                                     {"outline_width", number_text(outline.width)},
                                     {"outline_width_unit", outline.unit == WidthUnit::map_unit ? "MapUnit" : "MM"},
                                     {"joinstyle", "miter"}});
}

std::string hatch_lines(int number, Colour colour, const std::string& angle, const std::string& distance) {
  const std::string line = symbol_layer("SimpleLine", {{"line_color", colour_text(colour)},
                                                       {"line_width", std::string(hatch_width)},
                                                       {"line_width_unit", "MM"},
                                                       {"line_style", "solid"}});
  // QGIS finds the inner line by this name: @symbol@layer.
  const std::string inner = symbol(fmt::format("@{}@0", number), "line", line);
  return symbol_layer("LinePatternFill",
                      {{"angle", angle},
                       {"distance", distance},
                       {"distance_unit", "MM"},
                       {"offset", "0"},
                       {"line_width", std::string(hatch_width)},
                       {"color", colour_text(colour)}},
                      inner);
}

}  // namespace

std::string fill_symbol(int number, Colour fill, Outline outline) {
  return symbol(std::to_string(number), "fill", simple_fill(fill, "solid", outline, "solid"));
}

std::string outline_symbol(int number, Colour colour, double width_mm, ClassSymbol::Pattern pattern) {
  const std::string_view pen = pattern == ClassSymbol::Pattern::dashed_outline ? "dash" : "solid";
  return symbol(std::to_string(number), "fill", simple_fill({0, 0, 0, 0}, "no", {colour, width_mm}, pen));
}

std::string place_outline_symbol(int number, Colour colour, double width_mm) {
  const std::string width = fmt::format("if($id = @atlas_featureid, {}, {})", 5 * width_mm, width_mm);
  const std::string property = fmt::format(
      R"(<data_defined_properties><Option type="Map"><Option name="name" value="" type="QString"/>)"
      R"(<Option name="properties" type="Map"><Option name="outlineWidth" type="Map">)"
      R"(<Option name="active" value="true" type="bool"/><Option name="expression" value="{}" type="QString"/>)"
      R"(<Option name="type" value="3" type="int"/></Option></Option>)"
      R"(<Option name="type" value="collection" type="QString"/></Option></data_defined_properties>)",
      xml_text(width));
  return symbol(std::to_string(number), "fill",
                symbol_layer("SimpleFill",
                             {{"color", "0,0,0,0"},
                              {"style", "no"},
                              {"outline_color", colour_text(colour)},
                              {"outline_style", "solid"},
                              {"outline_width", number_text(width_mm)},
                              {"outline_width_unit", "MM"},
                              {"joinstyle", "round"}},
                             property));
}

std::string hatch_symbol(int number, Colour colour, HatchDirection direction) {
  const std::string lines = hatch_lines(number, colour, direction == HatchDirection::rising ? "45" : "135", "1.6");
  return symbol(std::to_string(number), "fill", lines + simple_fill({0, 0, 0, 0}, "no", {colour, 0.4}, "dash"));
}

std::string faint_hatch_symbol(int number, Colour colour, Outline outline) {
  return symbol(std::to_string(number), "fill",
                hatch_lines(number, colour, "135", "1.2") + simple_fill({0, 0, 0, 0}, "no", outline, "solid"));
}

std::string marker_symbol(int number, Colour colour, double size_mm) {
  return symbol(std::to_string(number), "marker",
                symbol_layer("SimpleMarker", {{"name", "circle"},
                                              {"color", colour_text(colour)},
                                              {"outline_style", "no"},
                                              {"size", number_text(size_mm)},
                                              {"size_unit", "MM"}}));
}

std::string line_symbol(int number, Colour colour, double width_mm, Pen pen) {
  return symbol(std::to_string(number), "line",
                symbol_layer("SimpleLine", {{"line_color", colour_text(colour)},
                                            {"line_style", pen == Pen::dashed ? "dash" : "solid"},
                                            {"line_width", number_text(width_mm)},
                                            {"line_width_unit", "MM"},
                                            {"capstyle", "round"},
                                            {"joinstyle", "round"}}));
}

std::string class_symbol(int number, const ClassSymbol& look, const Drawing& drawing) {
  constexpr double area_outline_mm = 0.8;  // seen above coloured cells
  constexpr double class_marker_mm = 2.4;
  if (drawing.shape == SymbolShape::marker) return marker_symbol(number, look.fill, class_marker_mm);
  if (drawing.shape == SymbolShape::line) {
    const bool dashed = look.pattern == ClassSymbol::Pattern::dashed_outline;
    return line_symbol(number, look.fill, dashed ? class_line_mm / 2 : class_line_mm,
                       dashed ? Pen::dashed : Pen::solid);
  }
  switch (look.pattern) {
    case ClassSymbol::Pattern::solid:
      return fill_symbol(number, look.fill, drawing.outline);
    case ClassSymbol::Pattern::hatch:
      return hatch_symbol(number, look.fill, HatchDirection::rising);
    case ClassSymbol::Pattern::outline:
    case ClassSymbol::Pattern::dashed_outline:
      break;
  }
  return outline_symbol(number, look.fill, area_outline_mm, look.pattern);
}

}  // namespace vigie
