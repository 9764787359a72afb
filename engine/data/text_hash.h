// Hashes of short texts: fast, the same on every machine with its byte order, and not for secrets.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vigie {

/// Two independent halves of 64 bits each.
struct TextHash {
  std::uint64_t first = 0, second = 0;
  friend bool operator==(const TextHash&, const TextHash&) = default;
};

/// Both halves of the product folded into one: every bit of the result depends on every bit of a.
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline TextHash text_hash(std::string_view text, std::uint64_t seed = 0) {
  constexpr std::uint64_t odd_1 = 0x9E3779B97F4A7C15ULL, odd_2 = 0xC2B2AE3D27D4EB4FULL, odd_3 = 0xD6E8FEB86659FD93ULL;
  std::uint64_t first = odd_1 ^ seed, second = odd_2 + text.size();
  const auto mix = [&](const char* bytes, std::size_t count) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);
    first = folded_product(first ^ word, odd_3);
    second = folded_product(std::rotl(second, 23) + word, odd_1);
  };
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) mix(text.data() + i, 8);
  if (i < text.size()) mix(text.data() + i, text.size() - i);
  return {folded_product(first ^ text.size(), odd_2) ^ second, folded_product(second, odd_3)};
}

}  // namespace vigie
