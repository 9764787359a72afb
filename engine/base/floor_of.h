// Rounding without a call: the processor's own instructions may not be taken for granted.
#pragma once

#include <cstdint>

namespace vigie {

/// As std::floor, for numbers that fit `Whole`; 32 bits let loops take several at once.
template <class Whole = std::int64_t>
inline Whole floor_of(double value) {
  const auto toward_zero = static_cast<Whole>(value);
  return toward_zero - (static_cast<double>(toward_zero) > value ? 1 : 0);
}

/// As std::nearbyint where the number is below 2^51, and without a branch; what is larger stays about as large.
inline double nearest_whole(double value) {
  constexpr double of_whole_numbers = 0x1.8p52;  // doubles of this size have no fraction
  return (value + of_whole_numbers) - of_whole_numbers;
}

}  // namespace vigie
