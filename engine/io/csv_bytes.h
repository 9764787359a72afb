// Bytes that matter to a CSV, looked for many at a time where the processor can.
#pragma once

#include <array>
#include <bit>
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

#if defined(__SSE2__)
  /// Of 64 bytes, bit i for byte i.
  struct Marks {
    std::uint64_t stops = 0;  // they may end a plain field
    std::uint64_t odd = 0;    // they are not ASCII, or NUL
  };
  Marks marks(const char* begin) const {
    Marks all;
    for (int part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + 16 * part));
      const auto plain = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_setzero_si128())));
      all.stops |= std::uint64_t{among(bytes)} << (16 * part);
      all.odd |= std::uint64_t{plain ^ 0xFFFFU} << (16 * part);
    }
    return all;
  }
#endif

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
