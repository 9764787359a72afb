// Building an alias table: what one position lacks comes from one that has more than its part.
#include "engine/statistics/alias_table.h"

#include <cmath>
#include <numeric>

namespace vigie {

AliasTable::AliasTable(std::span<const double> weights) : keep_(weights.size()), other_(weights.size()) {
  const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  std::vector<double> part;
  std::vector<std::uint32_t> small, large;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    part.push_back(weights[i] / mean);
    (part.back() < 1 ? small : large).push_back(static_cast<std::uint32_t>(i));
  }
  const auto settle = [&](std::uint32_t i, double chance, std::uint32_t other) {
    keep_[i] = static_cast<std::uint64_t>(std::llround(chance * 4294967296.0));
    other_[i] = other;
  };
  while (!small.empty() && !large.empty()) {
    const std::uint32_t less = small.back(), more = large.back();
    small.pop_back();
    settle(less, part[less], more);
    part[more] -= 1 - part[less];
    if (part[more] < 1) {
      large.pop_back();
      small.push_back(more);
    }
  }
  for (std::uint32_t i : small) settle(i, 1, i);
  for (std::uint32_t i : large) settle(i, 1, i);
}

}  // namespace vigie
