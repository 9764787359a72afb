// Delimiters and line feeds as bits of 64 bytes; what is no plain row is left to the careful reader.
#include "engine/io/csv_plain_rows.h"

#include <algorithm>
#include <bit>

#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t step = CsvStops::marked;
constexpr std::size_t most_rows_at_once = 1024, most_fields_at_once = 16'384;

std::uint64_t lowest(std::uint64_t bits) {
  return bits & -bits;
}

bool is_text(std::string_view bytes) {
  return bytes.find('\0') == bytes.npos && is_valid_utf8(bytes);
}

}  // namespace

void PlainRows::follow(const RecordRules& rules) {
  faults_ = rules.faults;
  stops_ = CsvStops(rules.delimiter);
  fields_ = rules.field_count;
  longest_ = std::min(rules.limits.field, rules.limits.record);
  most_rows_ = std::clamp<std::size_t>(most_fields_at_once / std::max<std::size_t>(fields_, 1), 1, most_rows_at_once);
  if (edges_.empty()) edges_.resize(1);
  begins_record_.fill(true);
  // A line that begins with a blank may be blank.
  for (char c : {'\n', '\r', ' ', '\t'}) begins_record_[static_cast<unsigned char>(c)] = c == rules.delimiter;
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
    const CsvStops::Marks marks = marks_at(from);
    for (std::uint64_t stops = marks.delimiters | marks.line_feeds; stops != 0; stops &= stops - 1)
      edges_[++found_] = static_cast<std::uint32_t>(from + static_cast<std::size_t>(std::countr_zero(stops)) + 1);
    if (!end_rows(marks, from, stop) || marks.care != 0) return;
  }
}

// Without line ends of two bytes in `care`; what stands behind the first byte that needs care is not told. The byte
// behind the 64 can be read too.
CsvStops::Marks PlainRows::marks_at(std::size_t from) const {
  const char* const begin = text_ + from;
  CsvStops::Marks marks = stops_.marks(begin);
  for (std::uint64_t left = marks.care; left != 0; left &= left - 1) {
    const int i = std::countr_zero(left);
    if (begin[i] == '\r' && begin[i + 1] == '\n') marks.care ^= lowest(left);
  }
  if (marks.care != 0) {
    const std::uint64_t before = lowest(marks.care) - 1;
    for (std::uint64_t* bits : {&marks.delimiters, &marks.line_feeds, &marks.odd}) *bits &= before;
  }
  return marks;
}

// False where no more rows are looked for.
bool PlainRows::end_rows(const CsvStops::Marks& marks, std::size_t from, std::size_t stop) {
  std::uint64_t odd = marks.odd;
  for (std::uint64_t left = marks.line_feeds; left != 0; left &= left - 1) {
    const std::uint64_t before = lowest(left) - 1;
    const std::size_t line_feed = from + static_cast<std::size_t>(std::countr_zero(left));
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
