// A record that was found whole: what may still make it unusable.
#include <fmt/format.h>

#include "engine/base/words.h"
#include "engine/io/csv_records.h"

namespace vigie {

void CsvRecords::check_count() {
  if (rules_.field_count == 0) return;
  if (size_ == rules_.field_count) {
    ++counts_.without_trailing;
    return;
  }
  const bool one_more = size_ == rules_.field_count + 1 && trim(fields_[size_ - 1].text).empty();
  if (one_more && rules_.trailing == TrailingDelimiter::accepted) {
    ++counts_.with_trailing;
    --size_;
    return;
  }
  if (lines_inside_ == 0) {
    fault_ = {.reason = Reason::wrong_field_count,
              .detail = fmt::format("{} fields where the header has {}", size_, rules_.field_count)};
    return;
  }
  // A quote too many or too few joins rows; taking them apart again loses none.
  fault_ = {.reason = Reason::bad_quote,
            .detail = fmt::format("a quoted field runs over {} lines and leaves {} fields where the header has {}",
                                  lines_inside_ + 1, size_, rules_.field_count)};
}

void CsvRecords::check_lengths() {
  for (std::size_t i = 0; i < size_ && !fault_; ++i)
    if (fields_[i].text.size() > rules_.limits.field)
      fault_ = {.reason = Reason::too_long,
                .detail = fmt::format("a field of {} bytes is over the limit of {}", fields_[i].text.size(),
                                      rules_.limits.field),
                .field = i,
                .raw = fields_[i].text};
}

void CsvRecords::check_bytes() {
  if (is_plain_ascii(text_.substr(start_, at_ - start_))) return;
  for (std::size_t i = 0; i < size_; ++i) {
    const std::string_view text = fields_[i].text;
    const bool nul = text.find('\0') != text.npos;
    if (!nul && is_valid_utf8(text)) continue;
    if (!nul) ++counts_.not_utf8;
    fault_ = {.reason = Reason::bad_encoding,
              .detail = nul ? "a NUL byte" : "not valid UTF-8; set encoding if the file uses another one",
              .field = i,
              .raw = text};
    return;
  }
}

}  // namespace vigie
