// Numbers of few digits.
#pragma once

#include <cmath>

namespace vigie {

/// To that many significant digits; NaN and 0 stay.
inline double rounded_to(double value, int digits) {
  if (!std::isfinite(value) || value == 0) return value;
  const int places = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
  const double power = std::pow(10.0, std::abs(places));
  return places >= 0 ? std::round(value * power) / power : std::round(value / power) * power;
}

}  // namespace vigie
