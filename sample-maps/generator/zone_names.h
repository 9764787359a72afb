// What the neighbourhoods of the invented town are called, in Dutch and in French.
#pragma once

#include <span>
#include <string_view>

namespace vigie::sample {

struct BilingualName {
  std::string_view nl, fr;
};

/// Old town, inner belt, suburbs, outer rim.
inline constexpr int belts = 4;

/// More names than the belt has ordinary neighbourhoods.
std::span<const BilingualName> names_of_belt(int belt);

}  // namespace vigie::sample
