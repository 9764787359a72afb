// From looks to classes.
#include "engine/report/legend_classes.h"

#include <algorithm>
#include <cmath>

#include "engine/data/palette.h"
#include "engine/report/layer_reading.h"

namespace vigie {
namespace {

std::string_view pattern_of(ClassSymbol::Pattern pattern) {
  switch (pattern) {
    case ClassSymbol::Pattern::outline:
      return "outline";
    case ClassSymbol::Pattern::dashed_outline:
      return "dashed";
    case ClassSymbol::Pattern::hatch:
      return "hatch";
    case ClassSymbol::Pattern::solid:
      break;
  }
  return "solid";
}

struct Classes {
  const Layer& layer;
  const Wording& say;

  LegendClasses operator()(const std::monostate&) const {
    return {{{layer.title, no_value_grey, "outline"}}, std::vector<std::int64_t>(features_in(layer), 0), ""};
  }

  LegendClasses operator()(const Single& look) const {
    const std::string_view pattern = look.pattern == Single::Pattern::hatch    ? "hatch"
                                     : look.pattern == Single::Pattern::points ? "solid"
                                                                               : "outline";
    return {{{layer.title, look.colour, pattern}}, std::vector<std::int64_t>(features_in(layer), 0), ""};
  }

  LegendClasses operator()(const Categorized& look) const {
    LegendClasses legend;
    for (const ClassSymbol& symbol : look.symbols)
      legend.classes.push_back({symbol.of.label, symbol.fill, pattern_of(symbol.pattern)});
    legend.classes.push_back(
        {look.other.empty() ? std::string(say("No result")) : look.other, no_result_grey, "solid"});
    const auto other = static_cast<std::int64_t>(look.symbols.size());
    for (std::size_t row = 0; row < features_in(layer); ++row) {
      const std::string value = text_at(layer, look.field, row);
      const auto place =
          std::ranges::find(look.symbols, value, [](const ClassSymbol& symbol) { return symbol.of.value; });
      legend.class_of.push_back(place == look.symbols.end() ? other : place - look.symbols.begin());
    }
    return legend;
  }

  LegendClasses operator()(const Graduated& look) const {
    LegendClasses legend;
    const std::size_t count = look.breaks.size() < 2 ? look.breaks.size() : look.breaks.size() - 1;
    for (std::size_t i = 0; i < count; ++i) {
      const double low = look.breaks[i], high = look.breaks[std::min(i + 1, look.breaks.size() - 1)];
      const double place = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.5;
      legend.classes.push_back({say.number(low, look.decimals) + " – " + say.number(high, look.decimals),
                                with_alpha(ramp_colour(yellow_to_red, place), result_alpha), "solid"});
    }
    if (const Field* field = find_field(layer, look.field)) legend.of = heading_of(*field, say);
    legend.classes.push_back({look.no_value, no_value_grey, "hatch"});
    for (std::size_t row = 0; row < features_in(layer); ++row)
      legend.class_of.push_back(class_at(look, number_at(layer, look.field, row), count));
    return legend;
  }

  static std::int64_t class_at(const Graduated& look, double value, std::size_t count) {
    if (std::isnan(value) || count == 0) return static_cast<std::int64_t>(count);
    std::size_t at = 0;
    while (at + 1 < count && value >= look.breaks[at + 1]) ++at;
    return static_cast<std::int64_t>(at);
  }
};

}  // namespace

LegendClasses legend_classes(const Layer& layer, const Wording& say) {
  return std::visit(Classes{layer, say}, layer.look);
}

}  // namespace vigie
