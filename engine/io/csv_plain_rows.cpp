// Delimiters and line feeds as bits of 64 bytes; what is no plain row is left to the careful reader.
#include "engine/io/csv_plain_rows.h"

#include <algorithm>
#include <bit>

#include "engine/base/words.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vigie {
namespace {

constexpr std::size_t step = 64;
constexpr std::size_t most_rows_at_once = 1024, most_fields_at_once = 16'384;

std::uint64_t lowest(std::uint64_t bits) {
  return bits & -bits;
}

bool is_text(std::string_view bytes) {
  return bytes.find('\0') == bytes.npos && is_valid_utf8(bytes);
}

}  // namespace

// Bit i for byte i of 64.
struct PlainRows::Chunk {
  std::size_t from = 0;                     // of its first byte
  std::uint64_t stops = 0, line_feeds = 0;  // delimiters and line feeds, line feeds
  std::uint64_t odd = 0;                    // not ASCII, or NUL
  std::uint64_t care = 0;                   // quotes, and carriage returns that are no half of a line end
};

void PlainRows::follow(const RecordRules& rules) {
  faults_ = rules.faults;
  delimiter_ = rules.delimiter;
  fields_ = rules.field_count;
  longest_ = std::min(rules.limits.field, rules.limits.record);
  most_rows_ = std::clamp<std::size_t>(most_fields_at_once / std::max<std::size_t>(fields_, 1), 1, most_rows_at_once);
  if (edges_.empty()) edges_.resize(1);
  begins_record_.fill(true);
  // A line that begins with a blank may be blank.
  for (char c : {'\n', '\r', ' ', '\t'}) begins_record_[static_cast<unsigned char>(c)] = c == delimiter_;
  if (!rules.comment.empty()) begins_record_[static_cast<unsigned char>(rules.comment.front())] = false;
}

void PlainRows::find(std::string_view text, std::size_t begin, std::size_t stop) {
  text_ = text.data() + begin;
  base_ = begin;
  found_ = size_ = 0;
  odd_before_ = false;
  if (fields_ == 0 || begin >= std::min(stop, text.size()) || !may_begin(0)) return;
  const std::size_t readable = text.size() - begin;
  if (readable <= step) return;
  edges_.resize(std::max(edges_.size(), most_rows_ * fields_ + 1 + step));
  for (std::size_t from = 0; from + step < readable; from += step) {
    const Chunk chunk = chunk_at(from);
    for (std::uint64_t stops = chunk.stops; stops != 0; stops &= stops - 1)
      edges_[++found_] = static_cast<std::uint32_t>(from + static_cast<std::size_t>(std::countr_zero(stops)) + 1);
    if (!end_rows(chunk, stop) || chunk.care != 0) return;
  }
}

#if defined(__SSE2__)
// The byte behind the 64 can be read too. What stands behind the first byte that needs care is not told.
PlainRows::Chunk PlainRows::chunk_at(std::size_t from) const {
  Chunk chunk{.from = from};
  const char* const begin = text_ + from;
  for (int part = 0; part < 4; ++part) {
    const auto bits = [&](__m128i bytes) {
      return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(bytes))} << (16 * part);
    };
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + 16 * part));
    const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i line_feeds = equal('\n');
    chunk.line_feeds |= bits(line_feeds);
    chunk.stops |= bits(_mm_or_si128(line_feeds, equal(delimiter_)));
    chunk.care |= bits(_mm_or_si128(equal('\r'), equal('"')));
    chunk.odd |= bits(_mm_cmplt_epi8(bytes, _mm_set1_epi8(1)));
  }
  for (std::uint64_t left = chunk.care; left != 0; left &= left - 1) {
    const int i = std::countr_zero(left);
    if (begin[i] == '\r' && begin[i + 1] == '\n') chunk.care ^= lowest(left);
  }
  if (chunk.care != 0) {
    const std::uint64_t before = lowest(chunk.care) - 1;
    for (std::uint64_t* bits : {&chunk.stops, &chunk.line_feeds, &chunk.odd}) *bits &= before;
  }
  return chunk;
}
#else
PlainRows::Chunk PlainRows::chunk_at(std::size_t from) const {
  return {.from = from, .care = 1};
}
#endif

// False where no more rows are looked for.
bool PlainRows::end_rows(const Chunk& chunk, std::size_t stop) {
  std::uint64_t odd = chunk.odd;
  for (std::uint64_t left = chunk.line_feeds; left != 0; left &= left - 1) {
    const std::uint64_t before = lowest(left) - 1;
    const std::size_t line_feed = chunk.from + static_cast<std::size_t>(std::countr_zero(left));
    if (!end_row(line_feed, odd_before_ || (odd & before) != 0)) return false;
    if (size_ == most_rows_ || end() >= stop || !may_begin(line_feed + 1)) return false;
    odd &= ~before;
    odd_before_ = false;
  }
  odd_before_ = odd_before_ || odd != 0;
  return found_ < (size_ + 1) * fields_;  // else more delimiters than a row has
}

// The row that begins where the one before ends, if all is well with it.
bool PlainRows::end_row(std::size_t line_feed, bool odd) {
  const std::size_t first = size_ * fields_, next = first + fields_;
  // Stops stand in order: where this one is the last of as many as a row has, the others are delimiters.
  if (found_ < next || edges_[next] != line_feed + 1) return false;
  const std::uint32_t line_end = text_[line_feed - 1] == '\r' ? 2 : 1;
  if (size_ > 0 && line_end != line_end_) return false;
  const std::string_view row = between(edges_[first], line_feed + 1 - line_end);
  if (row.size() > longest_ || (odd && faults_ == ByteFaults::possible && !is_text(row))) return false;
  line_end_ = line_end;
  ++size_;
  return true;
}

}  // namespace vigie
