// Unit symbols and the reading of lengths with units.
#include "engine/data/units.h"

#include <array>

#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {

std::string_view symbol(Unit unit) {
  switch (unit) {
    case Unit::none:
      return "";
    case Unit::metre:
      return "m";
    case Unit::hectare:
      return "ha";
    case Unit::square_kilometre:
      return "km2";
    case Unit::per_square_kilometre:
      return "1/km2";
    case Unit::share:
      return "share 0..1";
    case Unit::probability:
      return "probability 0..1";
    case Unit::count:
      return "count";
    case Unit::persons:
      return "persons";
    case Unit::dwellings:
      return "dwellings";
    case Unit::per_1000_per_year:
      return "per 1000 per year";
    case Unit::months:
      return "months";
    case Unit::years:
      return "years";
    case Unit::percent:
      return "%";
  }
  return "";
}

std::optional<double> parse_length(std::string_view text) {
  struct Suffix {
    std::string_view text;
    double metres;
  };
  // Longest suffix first, since "m" ends "km". International foot 0.3048 m; US survey foot 1200/3937 m.
  static constexpr std::array<Suffix, 5> suffixes{
      {{"us-ft", 1200.0 / 3937.0}, {"km", 1000}, {"ft", 0.3048}, {"mi", 1609.344}, {"m", 1}}};
  text = trim(text);
  double factor = 1;
  for (const Suffix& suffix : suffixes) {
    if (text.ends_with(suffix.text)) {
      factor = suffix.metres;
      text = trim(text.substr(0, text.size() - suffix.text.size()));
      break;
    }
  }
  const ParsedNumber number = parse_number(text);
  if (number.fault != NumberFault::none) return std::nullopt;
  return number.value * factor;
}

}  // namespace vigie
