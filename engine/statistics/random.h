// Random numbers by address: (seed, purpose, item, draw) gives the same numbers on any thread, in any order.
#pragma once

#include <array>
#include <cstdint>

namespace vigie {

/// Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011): a block of four 32-bit numbers from a counter and a key.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = 0xD2511F53ULL * counter[0], b = 0xCD9E8D57ULL * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
  }
  return counter;
}

/// What the numbers are for: two methods with the same seed must not share draws.
enum class RandomPurpose : std::uint32_t {
  neighbor_permutation = 1,
  map_permutation = 11,
  bandwidth_sample = 20,
  risk_labels = 21,
  random_placement = 22,
  random_pattern = 31,
  pattern_thinning = 32,
  pattern_labels = 33,
  watch_placement = 41,
  criterion_weights = 51,
  criterion_values = 52,
  site_exchange = 61,
};

class AddressedRandom {
 public:
  AddressedRandom(std::uint64_t seed, RandomPurpose purpose, std::uint32_t item, std::uint32_t draw)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        counter_{0, draw, item, static_cast<std::uint32_t>(purpose)} {}

  std::uint32_t next() {
    if (used_ == 4) {
      block_ = philox(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }

  /// Uniform on 0..bound-1 without bias (Lemire 2019): products in the uneven rest are drawn again.
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{next()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t rest = (0U - bound) % bound;
      while (static_cast<std::uint32_t>(product) < rest) product = std::uint64_t{next()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  unsigned used_ = 4;
};

}  // namespace vigie
