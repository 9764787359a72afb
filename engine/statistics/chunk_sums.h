// Sums over places in fixed chunks, combined in chunk order: the same bits for any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/base/parallel.h"

namespace vigie {

/// Adds term(i), an array of N numbers, over i = 0..count-1.
template <std::size_t N, class Term>
std::array<double, N> chunk_sums(std::size_t count, const Term& term) {
  constexpr std::size_t chunk = 16384;
  std::vector<std::array<double, N>> parts((count + chunk - 1) / chunk);
  parallel_chunks(count, chunk, [&](std::size_t begin, std::size_t end) {
    std::array<double, N> sum{};
    for (std::size_t i = begin; i < end; ++i) {
      const std::array<double, N> terms = term(i);
      for (std::size_t k = 0; k < N; ++k) sum[k] += terms[k];
    }
    parts[begin / chunk] = sum;
  });
  std::array<double, N> total{};
  for (const std::array<double, N>& part : parts)
    for (std::size_t k = 0; k < N; ++k) total[k] += part[k];
  return total;
}

}  // namespace vigie
