// Bytes that matter to a CSV, looked for many at a time where the processor can.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vigie {

/// The bytes that may end a plain field: delimiter, line ends, and the quote, which there is a letter.
class CsvStops {
 public:
  explicit CsvStops(char delimiter) : delimiter_(delimiter) {
    for (char c : {delimiter, '\n', '\r', '"'}) stops_[static_cast<unsigned char>(c)] = true;
  }

  /// The first of them in [i, end), else `end`.
  const char* find(const char* i, const char* end) const {
#if defined(__SSE2__)
    for (; end - i >= 16; i += 16)
      if (const unsigned found = among(_mm_loadu_si128(reinterpret_cast<const __m128i*>(i))); found != 0)
        return i + std::countr_zero(found);
#endif
    while (i != end && !stops_[static_cast<unsigned char>(*i)]) ++i;
    return i;
  }

  /// Of 64 bytes, bit i for byte i.
  struct Marks {
    std::uint64_t delimiters = 0, line_feeds = 0;
    std::uint64_t care = 0;  // carriage returns and quotes
    std::uint64_t odd = 0;   // not ASCII, or NUL
    std::uint64_t stops() const { return delimiters | line_feeds | care; }
  };
  static constexpr std::size_t marked = 64;
  Marks marks(const char* begin) const {
    Marks all;
#if defined(__SSE2__)
    for (int part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + 16 * part));
      const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
      const auto bits = [&](__m128i of) {
        return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(of))} << (16 * part);
      };
      all.delimiters |= bits(equal(delimiter_));
      all.line_feeds |= bits(equal('\n'));
      all.care |= bits(_mm_or_si128(equal('\r'), equal('"')));
      all.odd |= bits(_mm_cmplt_epi8(bytes, _mm_set1_epi8(1)));
    }
#else
    for (std::size_t i = 0; i < marked; ++i) {
      const char c = begin[i];
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (c == delimiter_) all.delimiters |= bit;
      if (c == '\n') all.line_feeds |= bit;
      if (c == '\r' || c == '"') all.care |= bit;
      if (static_cast<signed char>(c) <= 0) all.odd |= bit;
    }
#endif
    return all;
  }

 private:
#if defined(__SSE2__)
  // Bit i for byte i of sixteen.
  unsigned among(__m128i bytes) const {
    const __m128i line_end =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    const __m128i other =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter_)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(line_end, other)));
  }
#endif

  char delimiter_;
  std::array<bool, 256> stops_{};
};

/// True if every byte is ASCII and none is NUL.
inline bool is_plain_ascii(std::string_view text) {
  const char* i = text.data();
  const char* const end = i + text.size();
#if defined(__SSE2__)
  for (; end - i >= 16; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(i));
    // NUL and bytes from 0x80 on are the ones that are not greater than zero.
    if (_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_setzero_si128())) != 0xFFFF) return false;
  }
#endif
  for (; i != end; ++i)
    if (static_cast<signed char>(*i) <= 0) return false;
  return true;
}

}  // namespace vigie
