// Records that need no care, found many bytes at a time, so that their columns can be read one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/io/csv_bytes.h"
#include "engine/io/csv_records.h"

namespace vigie {

/// Consecutive records that CsvRecords would find as they stand here: without a quote, with as many fields as the
/// header, within the limits, all ending alike in LF or CR LF, each valid UTF-8 where that is to be looked at.
class PlainRows {
 public:
  /// What is found from now on follows these rules.
  void follow(const RecordRules& rules);
  /// The records from `begin` on, where one begins, up to the first that needs care, that begins at `stop` or later, or
  /// that is near the end of the text; some thousand fields at most. The text must outlive the rows.
  void find(std::string_view text, std::size_t begin, std::size_t stop);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::string_view field(std::size_t row, std::size_t column) const {
    const std::size_t i = row * fields_ + column;
    return between(edges_[i], edges_[i + 1] - (column + 1 == fields_ ? line_end_ : 1));
  }
  /// All fields, delimiters between.
  std::string_view record(std::size_t row) const {
    return between(edges_[row * fields_], edges_[(row + 1) * fields_] - line_end_);
  }
  /// Where the record behind them begins.
  std::size_t end() const { return base_ + edges_[size_ * fields_]; }

 private:
  std::string_view between(std::size_t begin, std::size_t end) const { return {text_ + begin, end - begin}; }
  bool may_begin(std::size_t at) const { return begins_record_[static_cast<unsigned char>(text_[at])]; }
  CsvStops::Marks marks_at(std::size_t from) const;
  bool end_rows(const CsvStops::Marks& marks, std::size_t from, std::size_t stop);
  bool end_row(std::size_t line_feed, bool odd);

  ByteFaults faults_ = ByteFaults::none;
  CsvStops stops_{','};
  std::size_t fields_ = 0, most_rows_ = 0, longest_ = 0;
  std::array<bool, 256> begins_record_{};
  const char* text_ = nullptr;        // from the first row on
  std::size_t base_ = 0;              // of it in the text
  std::vector<std::uint32_t> edges_;  // where fields begin, row behind row; the one before ends a line end earlier
  std::size_t found_ = 0;             // delimiters and line feeds
  std::size_t size_ = 0;
  std::uint32_t line_end_ = 0;  // bytes
  bool odd_before_ = false;     // bytes of the row that has not ended are not ASCII, or NUL
};

}  // namespace vigie
