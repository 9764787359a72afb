// Units of measure, and lengths as people write them.
#pragma once

#include <optional>
#include <string_view>

namespace vigie {

enum class Unit {
  none,
  metre,
  hectare,
  square_kilometre,
  per_square_kilometre,
  share,        // 0..1
  probability,  // 0..1
  count,
  persons,
  dwellings,
  per_1000_per_year,
  months,
  years,
  percent,
};

/// The symbol that stands in descriptions: "m", "ha", "1/km2", ... ("" where there is none).
std::string_view symbol(Unit unit);

/// "500m", "1.2km", "300ft", "300 us-ft" or a plain number (metres), as metres. Nothing if it is no length.
std::optional<double> parse_length(std::string_view text);

}  // namespace vigie
