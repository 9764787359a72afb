// A short run of point pairs, worked on column by column so that the compiler can use vectors.
#pragma once

#include <array>
#include <cstddef>

namespace vigie {

struct PairBlock {
  static constexpr std::size_t capacity = 256;
  std::size_t size = 0;
  std::array<double, capacity> dx, dy, squared, weight;  // metres, metres, square metres, 1
};

}  // namespace vigie
