// One pass over the bytes; fields are views, and only doubled quotes cost a copy.
#include "engine/io/csv_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "engine/base/words.h"

namespace vigie {
namespace {

std::int64_t count_line_ends(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((text[i] == '\n' || text[i] == '\r') && !pair) ++count;
  }
  return count;
}

// Privacy: a field whose end is in doubt is shown up to the first thing that could end it.
std::string_view first_piece(std::string_view text, char delimiter) {
  return text.substr(0, std::min(line_end_at(text), text.find(delimiter)));
}

}  // namespace

// A stretch at a time, since a text may have only one of the two.
std::size_t line_end_at(std::string_view text, std::size_t from) {
  constexpr std::size_t stretch = 4096;
  for (std::size_t at = from; at < text.size(); at += stretch) {
    const std::string_view here = text.substr(at, stretch);
    const std::size_t feed = std::min(here.find('\n'), here.size());
    const std::size_t end = std::min(here.substr(0, feed).find('\r'), feed);
    if (end < here.size()) return at + end;
  }
  return text.size();
}

RecordCounts& RecordCounts::operator+=(const RecordCounts& other) {
  rows += other.rows;
  blank_lines += other.blank_lines;
  comment_lines += other.comment_lines;
  literal_quotes += other.literal_quotes;
  with_trailing += other.with_trailing;
  without_trailing += other.without_trailing;
  not_utf8 += other.not_utf8;
  return *this;
}

CsvRecords::CsvRecords(std::string_view text, const RecordRules& rules, TextPlace start)
    : text_(text),
      rules_(rules),
      stops_(rules.delimiter),
      at_(start.offset),
      start_(start.offset),
      inside_(start.inside),
      next_line_(start.line) {}

bool CsvRecords::next(std::size_t stop) {
  if (!skip_lines_between() || at_ >= stop) return false;
  line_ = next_line_;
  start_ = at_;
  reach_ = text_.size() - start_ > rules_.limits.record ? start_ + rules_.limits.record + 1 : text_.size();
  lines_inside_ = literal_quotes_ = 0;
  size_ = 0;
  quoted_ = cut_ = ascii_ = false;
  fault_.reset();
  if (!scan_plain_fields()) scan_fields();
  cut_ = cut_ || (!fault_ && at_ < text_.size() && ends_inside(at_));
  if (!fault_ && !cut_) check_count();
  if (!fault_ && !cut_ && at_ - start_ > rules_.limits.field) check_lengths();
  if (fault_) {
    give_up_first_line();
  } else if (!cut_) {
    if (rules_.faults == ByteFaults::possible && !ascii_) check_bytes();
    if (at_ < text_.size()) at_ = after_line_end(at_);
    next_line_ = line_ + lines_inside_ + 1;
  }
  if (cut_) {
    at_ = start_;
    return false;
  }
  ++counts_.rows;
  counts_.literal_quotes += literal_quotes_;
  return true;
}

// A line end whose second half may stand in the text that follows.
bool CsvRecords::ends_inside(std::size_t i) const {
  return rules_.end == TextEnd::more && text_[i] == '\r' && i + 1 == text_.size();
}

std::size_t CsvRecords::after_line_end(std::size_t i) const {
  const bool pair = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
  return i + (pair ? 2 : 1);
}

bool CsvRecords::skip_given_up_line() {
  const std::size_t line_end = line_end_at(text_, at_);
  const bool seen = line_end < text_.size() && !ends_inside(line_end);
  at_ = seen ? after_line_end(line_end) : line_end;
  if (!seen && rules_.end == TextEnd::more) return false;
  ++next_line_;
  inside_ = Inside::no_record;
  return true;
}

// True where a record begins, at `at_`.
bool CsvRecords::skip_lines_between() {
  while (true) {
    if (inside_ == Inside::given_up_line && !skip_given_up_line()) return false;
    if (!skip_blank_lines()) return false;
    if (rules_.comment.empty()) return true;
    const std::string_view beginning = text_.substr(at_, rules_.comment.size());
    if (!rules_.comment.starts_with(beginning)) return true;
    if (beginning.size() < rules_.comment.size()) return rules_.end == TextEnd::final;
    ++counts_.comment_lines;
    inside_ = Inside::given_up_line;
  }
}

// True where something stands, at `at_`, that is no blank line.
bool CsvRecords::skip_blank_lines() {
  std::size_t i = at_;
  while (i < text_.size()) {
    const bool blank = (text_[i] == ' ' || text_[i] == '\t') && text_[i] != rules_.delimiter;
    if (is_line_end(i)) {
      if (ends_inside(i)) return false;
      i = at_ = after_line_end(i);
      ++next_line_;
      ++counts_.blank_lines;
    } else if (blank && i - at_ <= rules_.limits.record) {
      ++i;
    } else {
      return true;
    }
  }
  if (rules_.end == TextEnd::more) return false;
  if (i > at_) ++counts_.blank_lines;  // a last line of blanks, without line end
  at_ = text_.size();
  return false;
}

// The usual record, without a quote: its fields in one go over 64 bytes at a time. False at the first quote, or near
// the end of what may be looked at; what is left of the record then begins at `at_`.
bool CsvRecords::scan_plain_fields() {
  constexpr std::size_t step = CsvStops::marked;
  const char* const end = text_.data() + reach_;
  const char* field = text_.data() + at_;
  std::uint64_t odd = 0;
  for (const char* from = field; static_cast<std::size_t>(end - from) > step; from += step) {
    const CsvStops::Marks marks = stops_.marks(from);
    for (std::uint64_t stops = marks.stops(); stops != 0; stops &= stops - 1) {
      const char* const stop = from + std::countr_zero(stops);
      if (*stop == '"') return false;
      add_field({field, static_cast<std::size_t>(stop - field)}, false);
      if (*stop == rules_.delimiter) {
        field = stop + 1;
        at_ = static_cast<std::size_t>(field - text_.data());
        continue;
      }
      odd |= marks.odd & ((stops & -stops) - 1);
      ascii_ = odd == 0;
      at_ = static_cast<std::size_t>(stop - text_.data());
      return true;
    }
    odd |= marks.odd;
  }
  return false;
}

void CsvRecords::scan_fields() {
  while (true) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (!(quoted ? scan_quoted() : scan_plain())) return;
    if (at_ == text_.size() || text_[at_] != rules_.delimiter) return;
    ++at_;
  }
}

bool CsvRecords::scan_plain() {
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + reach_;
  const char* i = stops_.find(begin, end);
  if (i != end && *i == '"') {
    ++literal_quotes_;
    while (i != end && *i == '"') i = stops_.find(i + 1, end);
  }
  if (i == end && out_of_reach()) return false;
  const auto length = static_cast<std::size_t>(i - begin);
  add_field({begin, length}, false);
  at_ += length;
  return true;
}

// A scan came to the end of what it may look at: more text is needed, or the record is too long; false at the very end.
bool CsvRecords::out_of_reach() {
  if (reach_ - start_ > rules_.limits.record) {
    const bool spans_lines = quoted_ && line_end_at(text_.substr(0, reach_), start_) < reach_;
    fault_ = {.reason = spans_lines ? Reason::bad_quote : Reason::too_long,
              .detail = spans_lines ? fmt::format("a quoted field is not closed within {} bytes", rules_.limits.record)
                                    : fmt::format("a record is over the limit of {} bytes", rules_.limits.record)};
    return true;
  }
  cut_ = rules_.end == TextEnd::more;
  return cut_;
}

bool CsvRecords::scan_quoted() {
  const std::size_t begin = at_ + 1;
  const auto fail = [&](const char* detail) {
    fault_ = {.reason = Reason::bad_quote,
              .detail = detail,
              .field = size_,
              .raw = first_piece(text_.substr(at_, rules_.limits.field), rules_.delimiter)};
    return false;
  };
  quoted_ = true;
  const std::string_view reached = text_.substr(0, reach_);
  bool doubled_quotes = false;
  std::size_t close = begin;
  while (true) {
    close = reached.find('"', close);
    if (close == reached.npos) return out_of_reach() ? false : fail("a quoted field is never closed");
    if (close + 1 == reach_ && out_of_reach()) return false;
    if (close + 1 == reach_ || text_[close + 1] != '"') break;
    doubled_quotes = true;
    close += 2;
  }
  const std::size_t after = close + 1;
  if (after < reach_ && text_[after] != rules_.delimiter && !is_line_end(after))
    return fail("text stands after a closing quote");
  const std::string_view text = text_.substr(begin, close - begin);
  lines_inside_ += count_line_ends(text);
  add_field(text, doubled_quotes);
  at_ = after;
  return true;
}

void CsvRecords::give_up_first_line() {
  const std::size_t line_end = line_end_at(text_, start_);
  next_line_ = line_ + 1;
  if (line_end < text_.size() && !ends_inside(line_end)) {
    at_ = after_line_end(line_end);
  } else if (rules_.end == TextEnd::final) {
    at_ = text_.size();
  } else if (text_.size() - start_ <= rules_.limits.record) {
    cut_ = true;
    next_line_ = line_;
  } else {
    at_ = line_end;
    next_line_ = line_;
    inside_ = Inside::given_up_line;
  }
}

std::optional<std::string_view> CsvRecords::plain_fields() const {
  if (quoted_ || size_ == 0) return std::nullopt;
  const char* const begin = fields_[0].text.data();
  const std::string_view last = fields_[size_ - 1].text;
  return std::string_view(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
}

std::string_view CsvRecords::unquoted(std::size_t i) {
  if (scratch_.size() < size_) scratch_.resize(size_);
  std::string& copy = scratch_[i];
  copy.clear();
  const std::string_view text = fields_[i].text;
  for (std::size_t j = 0; j < text.size(); ++j) {
    copy += text[j];
    if (text[j] == '"') ++j;
  }
  return copy;
}

}  // namespace vigie
