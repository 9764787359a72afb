// One of many by unequal chances at the price of two random numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/random.h"

namespace vigie {

/// Walker's alias method as built by Vose 1991: each position holds its own item and one other.
class AliasTable {
 public:
  AliasTable() = default;
  /// Weights >= 0, not all 0; fewer than 2^32.
  explicit AliasTable(std::span<const double> weights);

  /// Item i with probability weights[i] / sum of weights, to 32 bits.
  std::size_t pick(AddressedRandom& random) const {
    const std::uint32_t at = random.below(static_cast<std::uint32_t>(keep_.size()));
    return random.next() < keep_[at] ? at : other_[at];
  }

 private:
  std::vector<std::uint64_t> keep_;  // chance of the own item, in units of 2^-32
  std::vector<std::uint32_t> other_;
};

}  // namespace vigie
