// Legend entries and their symbols, per renderer type.
#include "engine/io/qml_renderers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/data/palette.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr double class_marker_mm = 2.4;
constexpr int zone_alpha = 190;

std::string renderer(std::string_view type, std::string_view attributes, std::string_view content) {
  return fmt::format(
      R"(<renderer-v2 type="{}"{} forceraster="0" symbollevels="0" enableorderby="0">{}<rotation/><sizescale/></renderer-v2>)",
      type, attributes, content);
}

// Fewest decimals, up to `most`, that show the limits as well as `most` would: "20 to 60", not "20.0 to 60.0".
int shown_decimals(const std::vector<double>& limits, int most) {
  int needed = 0;
  for (double limit : limits) {
    const std::string text = fmt::format("{:.{}f}", limit, most);
    const auto zeros = static_cast<int>(text.size() - 1 - text.find_last_not_of('0'));
    needed = std::max(needed, most - zeros);
  }
  return needed;
}

std::vector<double> distinct_breaks(const Graduated& look) {
  std::vector<double> breaks;
  for (double limit : look.breaks)
    if (std::isfinite(limit) && (breaks.empty() || limit > breaks.back())) breaks.push_back(limit);
  return breaks;
}

std::string rule(std::size_t number, const std::string& filter, const std::string& label) {
  return fmt::format(R"(<rule key="rule{0}" filter="{1}" symbol="{0}" label="{2}"/>)", number, xml_text(filter),
                     xml_text(label));
}

std::string graduated_symbol(int number, double place, const Drawing& drawing) {
  const Colour colour = with_alpha(ramp_colour(yellow_to_red, place), zone_alpha);
  if (drawing.shape == SymbolShape::line) return line_symbol(number, colour, class_line_mm);
  return drawing.shape == SymbolShape::marker ? marker_symbol(number, colour, class_marker_mm)
                                              : fill_symbol(number, colour, drawing.outline);
}

std::string no_value_symbol(int number, SymbolShape shape) {
  if (shape == SymbolShape::line) return line_symbol(number, no_value_grey, class_line_mm / 2, Pen::dashed);
  return shape == SymbolShape::marker ? marker_symbol(number, no_result_grey, class_marker_mm)
                                      : hatch_symbol(number, no_value_grey, HatchDirection::falling);
}

// Filter of class `index` out of `classes`; the outer classes have no outer limit.
std::string class_filter(const std::string& column, const std::vector<double>& breaks, std::size_t index,
                         std::size_t classes) {
  std::string lower = fmt::format("{} >= {}", column, exact_text(breaks[index]));
  if (classes == 1) return column + " IS NOT NULL";
  if (index + 1 == classes) return lower;
  const std::string upper = fmt::format("{} < {}", column, exact_text(breaks[index + 1]));
  return index == 0 ? upper : lower + " AND " + upper;
}

}  // namespace

std::string categorized_renderer(const Categorized& look, ClassKind kind, const Drawing& drawing) {
  const std::string_view type = kind == ClassKind::whole_number ? "long" : "string";
  std::string categories, symbols;
  int number = 0;
  for (const ClassSymbol& of : look.symbols) {
    categories += fmt::format(R"(<category value="{}" type="{}" symbol="{}" label="{}" render="true"/>)",
                              xml_text(of.of.value), type, number, xml_text(of.of.label));
    symbols += class_symbol(number++, of, drawing);
  }
  if (!look.other.empty()) {
    // The empty value stands for NULL and for every value that is not listed; without it they would not be drawn.
    categories += fmt::format(R"(<category value="" type="NULL" symbol="{}" label="{}" render="true"/>)", number,
                              xml_text(look.other));
    symbols += drawing.shape == SymbolShape::fill ? faint_hatch_symbol(number, no_value_grey, drawing.outline)
                                                  : no_value_symbol(number, drawing.shape);
  }
  return renderer("categorizedSymbol", fmt::format(R"( attr="{}")", xml_text(look.field)),
                  fmt::format("<categories>{}</categories><symbols>{}</symbols>", categories, symbols));
}

std::string range_label(double lower, double upper, int decimals, const std::string& language) {
  const std::string_view between = language == "fr"   ? " à "
                                   : language == "nl" ? " tot "
                                   : language == "de" ? " bis "
                                                      : " to ";
  const auto number = [&](double value) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (language == "fr" || language == "nl" || language == "de") std::ranges::replace(text, '.', ',');
    return text;
  };
  return fmt::format("{}{}{}", number(lower), between, number(upper));
}

std::string rule_renderer(const Graduated& look, const Drawing& drawing, const std::string& language) {
  const std::string column = column_expression(look.field);
  std::vector<double> breaks = distinct_breaks(look);
  if (breaks.size() == 1) breaks.push_back(breaks.front());  // all values are equal: one class
  const std::size_t classes = breaks.empty() ? 0 : breaks.size() - 1;
  const int decimals = shown_decimals(breaks, look.decimals);
  std::string rules, symbols;
  for (std::size_t drawn = 0; drawn < classes; ++drawn) {
    const std::size_t index = classes - 1 - drawn;
    const double place = classes == 1 ? 0.5 : static_cast<double>(index) / static_cast<double>(classes - 1);
    rules += rule(drawn, class_filter(column, breaks, index, classes),
                  range_label(breaks[index], breaks[index + 1], decimals, language));
    symbols += graduated_symbol(static_cast<int>(drawn), place, drawing);
  }
  rules += rule(classes, column + " IS NULL", look.no_value.empty() ? "No value" : look.no_value);
  symbols += no_value_symbol(static_cast<int>(classes), drawing.shape);
  return renderer("RuleRenderer", "",
                  fmt::format(R"(<rules key="root">{}</rules><symbols>{}</symbols>)", rules, symbols));
}

std::string single_renderer(const Single& look, SymbolShape shape) {
  constexpr double plain_marker_mm = 1.2;
  std::string symbol;
  if (shape == SymbolShape::marker) {
    symbol = marker_symbol(0, look.colour, look.pattern == Single::Pattern::points ? look.width_mm : plain_marker_mm);
  } else if (shape == SymbolShape::line) {
    symbol = line_symbol(0, look.colour, look.width_mm);
  } else if (look.pattern == Single::Pattern::hatch) {
    symbol = hatch_symbol(0, look.colour, HatchDirection::rising);
  } else {
    symbol = outline_symbol(0, look.colour, look.width_mm, ClassSymbol::Pattern::outline);
  }
  return renderer("singleSymbol", "", fmt::format("<symbols>{}</symbols>", symbol));
}

std::string current_place_renderer(const Single& look) {
  return renderer("singleSymbol", "",
                  fmt::format("<symbols>{}</symbols>", place_outline_symbol(0, look.colour, look.width_mm)));
}

}  // namespace vigie
