// One pass over the bytes; fields are views, and only doubled quotes cost a copy.
#include "engine/io/csv_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/words.h"

namespace vigie {
namespace {

std::size_t byte_of(char c) {
  return static_cast<unsigned char>(c);
}

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
  const std::size_t end = text.find_first_of("\r\n");
  return text.substr(0, std::min(end, text.find(delimiter)));
}

}  // namespace

CsvRecords::CsvRecords(std::string_view text, const RecordRules& rules, TextPlace start)
    : text_(text), rules_(rules), at_(start.offset), next_line_(start.line) {
  for (char c : {rules.delimiter, '\n', '\r', '"'}) stops_[byte_of(c)] = true;
}

bool CsvRecords::next() {
  skip_blank_lines();
  if (at_ >= text_.size()) return false;
  ++row_;
  line_ = next_line_;
  start_ = at_;
  lines_inside_ = 0;
  fault_.reset();
  fields_.clear();
  scan_fields();
  if (!fault_) check_count();
  if (!fault_ && at_ - start_ > rules_.limits.field) check_lengths();
  if (fault_) {
    give_up_first_line();
    return true;
  }
  if (at_ < text_.size()) at_ = after_line_end(at_);
  next_line_ = line_ + lines_inside_ + 1;
  if (rules_.faults == ByteFaults::possible) check_bytes();
  return true;
}

std::size_t CsvRecords::after_line_end(std::size_t i) const {
  const bool pair = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
  return i + (pair ? 2 : 1);
}

void CsvRecords::skip_blank_lines() {
  std::size_t i = at_;
  while (i < text_.size()) {
    const bool blank = (text_[i] == ' ' || text_[i] == '\t') && text_[i] != rules_.delimiter;
    if (is_line_end(i)) {
      i = at_ = after_line_end(i);
      ++next_line_;
      ++blank_lines_;
    } else if (blank) {
      ++i;
    } else {
      return;
    }
  }
  if (i > at_) ++blank_lines_;  // a last line of blanks, without line end
  at_ = text_.size();
}

void CsvRecords::scan_fields() {
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!scan_quoted()) return;
    } else {
      scan_plain();
    }
    if (at_ == text_.size() || text_[at_] != rules_.delimiter) return;
    ++at_;
  }
}

void CsvRecords::scan_plain() {
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  const char* i = begin;
  bool literal_quote = false;
  while (true) {
    while (i != end && !stops_[byte_of(*i)]) ++i;
    if (i == end || *i != '"') break;
    literal_quote = true;
    ++i;
  }
  if (literal_quote) ++literal_quotes_;
  fields_.push_back({.text = {begin, static_cast<std::size_t>(i - begin)}});
  at_ += fields_.back().text.size();
}

bool CsvRecords::scan_quoted() {
  const std::size_t begin = at_ + 1;
  const auto fail = [&](const char* detail) {
    fault_ = {.reason = Reason::bad_quote,
              .detail = detail,
              .field = fields_.size(),
              .raw = first_piece(text_.substr(at_, rules_.limits.field), rules_.delimiter)};
    return false;
  };
  Field field;
  std::size_t close = begin;
  while (true) {
    close = text_.find('"', close);
    if (close == text_.npos) return fail("a quoted field is never closed");
    if (close + 1 == text_.size() || text_[close + 1] != '"') break;
    field.doubled_quotes = true;
    close += 2;
  }
  const std::size_t after = close + 1;
  if (after < text_.size() && text_[after] != rules_.delimiter && !is_line_end(after))
    return fail("text stands after a closing quote");
  field.text = text_.substr(begin, close - begin);
  lines_inside_ += count_line_ends(field.text);
  fields_.push_back(field);
  at_ = after;
  return true;
}

void CsvRecords::check_count() {
  if (rules_.field_count == 0) return;
  const bool one_more = fields_.size() == rules_.field_count + 1 && trim(fields_.back().text).empty();
  if (one_more && rules_.trailing == TrailingDelimiter::accepted) {
    ++with_trailing_;
    fields_.pop_back();
    return;
  }
  if (fields_.size() == rules_.field_count) {
    ++without_trailing_;
    return;
  }
  if (lines_inside_ == 0) {
    fault_ = {.reason = Reason::wrong_field_count,
              .detail = fmt::format("{} fields where the header has {}", fields_.size(), rules_.field_count)};
    return;
  }
  // A quote too many or too few joins rows; taking them apart again loses none.
  fault_ = {.reason = Reason::bad_quote,
            .detail = fmt::format("a quoted field runs over {} lines and leaves {} fields where the header has {}",
                                  lines_inside_ + 1, fields_.size(), rules_.field_count)};
}

void CsvRecords::check_lengths() {
  for (std::size_t i = 0; i < fields_.size() && !fault_; ++i)
    if (fields_[i].text.size() > rules_.limits.field)
      fault_ = {.reason = Reason::too_long,
                .detail = fmt::format("a field of {} bytes is over the limit of {}", fields_[i].text.size(),
                                      rules_.limits.field),
                .field = i,
                .raw = fields_[i].text};
  if (!fault_ && at_ - start_ > rules_.limits.record)
    fault_ = {
        .reason = Reason::too_long,
        .detail = fmt::format("a record of {} bytes is over the limit of {}", at_ - start_, rules_.limits.record)};
}

void CsvRecords::check_bytes() {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const std::string_view text = fields_[i].text;
    const bool nul = text.find('\0') != text.npos;
    if (!nul && is_valid_utf8(text)) continue;
    fault_ = {.reason = Reason::bad_encoding,
              .detail = nul ? "a NUL byte" : "not valid UTF-8; set encoding if the file uses another one",
              .field = i,
              .raw = text};
    return;
  }
}

void CsvRecords::give_up_first_line() {
  const std::size_t line_end = text_.find_first_of("\r\n", start_);
  at_ = line_end == text_.npos ? text_.size() : after_line_end(line_end);
  next_line_ = line_ + 1;
}

std::string_view CsvRecords::unquoted(std::size_t i) {
  if (scratch_.size() < fields_.size()) scratch_.resize(fields_.size());
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
