// Rounding down without a call.
#pragma once

#include <cstdint>

namespace vigie {

/// As std::floor, which is a call where the processor's own instruction may not be taken for granted. For numbers that
/// fit 64 bits.
inline std::int64_t floor_of(double value) {
  const auto toward_zero = static_cast<std::int64_t>(value);
  return toward_zero - (static_cast<double>(toward_zero) > value ? 1 : 0);
}

}  // namespace vigie
