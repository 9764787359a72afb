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

template <class Word>
Word loaded(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// All letters of a text of up to 16, some of them twice; together with its size they say which text it is.
struct ShortLetters {
  std::uint64_t first, last;
};

inline ShortLetters short_letters(std::string_view text) {
  const char* const begin = text.data();
  const std::size_t size = text.size();
  if (size >= 8) return {loaded<std::uint64_t>(begin), loaded<std::uint64_t>(begin + size - 8)};
  if (size >= 4) return {loaded<std::uint32_t>(begin), loaded<std::uint32_t>(begin + size - 4)};
  if (size == 0) return {0, 0};
  const auto letter = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(begin[i])}; };
  return {letter(0) | letter(size / 2) << 8, letter(size - 1)};
}

inline TextHash text_hash(std::string_view text, std::uint64_t seed = 0) {
  constexpr std::uint64_t odd_1 = 0x9E3779B97F4A7C15ULL, odd_2 = 0xC2B2AE3D27D4EB4FULL, odd_3 = 0xD6E8FEB86659FD93ULL;
  std::uint64_t first = odd_1 ^ seed, second = odd_2 + text.size();
  const auto mix = [&](std::uint64_t word) {
    first = folded_product(first ^ word, odd_3);
    second = folded_product(std::rotl(second, 23) + word, odd_1);
  };
  // Loads of a fixed size are no calls; the rest of a text goes with letters that were seen already.
  const char* const begin = text.data();
  const std::size_t size = text.size();
  for (std::size_t i = 0; i + 8 <= size; i += 8) mix(loaded<std::uint64_t>(begin + i));
  if (size > 8 && size % 8 != 0) {
    mix(loaded<std::uint64_t>(begin + size - 8));
  } else if (size >= 4 && size < 8) {
    mix(loaded<std::uint32_t>(begin) | std::uint64_t{loaded<std::uint32_t>(begin + size - 4)} << 32);
  } else if (size > 0 && size < 4) {
    const auto letter = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(begin[i])}; };
    mix(letter(0) | letter(size / 2) << 8 | letter(size - 1) << 16);
  }
  return {folded_product(first ^ text.size(), odd_2) ^ second, folded_product(second, odd_3)};
}

}  // namespace vigie
