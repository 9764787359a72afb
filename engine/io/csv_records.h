// Records of a CSV by RFC 4180, one after the other, none ever swallowed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/rejects.h"
#include "engine/io/csv_encoding.h"

namespace vigie {

/// Why a record cannot be used as it stands.
struct RecordFault {
  Reason reason = Reason::bad_quote;
  std::string detail;                  // without line and column
  std::optional<std::size_t> field{};  // 0-based, where one field is to blame
  std::string_view raw{};              // the offending text
};

/// A delimiter after the last field of every row, which some programs write, is no field of its own.
enum class TrailingDelimiter { accepted, refused };

struct RecordLimits {
  std::size_t field = 1 << 20, record = 16 << 20;  // bytes
};

struct RecordRules {
  char delimiter = ',';
  std::size_t field_count = 0;  // of the header; 0: any number
  TrailingDelimiter trailing = TrailingDelimiter::accepted;
  ByteFaults faults = ByteFaults::none;
  RecordLimits limits{};
};

/// Where a scan begins or stands.
struct TextPlace {
  std::size_t offset = 0;
  std::int64_t line = 1;  // physical, 1-based
};

/// A field in quotes may hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is a letter.
/// Lines end in LF, CR LF or CR. Blank lines are counted and are no records. A record with a broken quote, a wrong
/// number of fields after a line end in quotes, or over the limits is given up with its first physical line, and the
/// next line starts a new record, so that a lost quote costs one row.
class CsvRecords {
 public:
  /// `text` must outlive the records. A chunk of a larger text starts at a place where a record begins.
  CsvRecords(std::string_view text, const RecordRules& rules, TextPlace start = {});

  /// Moves to the next record; false at the end.
  bool next();

  std::int64_t row() const { return row_; }  // 1 = first record
  std::int64_t line() const { return line_; }
  const std::optional<RecordFault>& fault() const { return fault_; }
  std::size_t size() const { return fields_.size(); }
  /// Without quotes; valid until the next record.
  std::string_view field(std::size_t i) { return fields_[i].doubled_quotes ? unquoted(i) : fields_[i].text; }

  TextPlace place() const { return {at_, next_line_}; }
  std::int64_t blank_lines() const { return blank_lines_; }
  std::int64_t literal_quotes() const { return literal_quotes_; }  // fields with a quote that is a letter
  /// True if some rows end in a delimiter too many and others do not.
  bool mixed_trailing() const { return with_trailing_ > 0 && without_trailing_ > 0; }

 private:
  struct Field {
    std::string_view text;
    bool doubled_quotes = false;
  };

  bool is_line_end(std::size_t i) const { return text_[i] == '\n' || text_[i] == '\r'; }
  std::size_t after_line_end(std::size_t i) const;
  void skip_blank_lines();
  void scan_fields();
  void scan_plain();
  bool scan_quoted();
  void check_count();
  void check_lengths();
  void check_bytes();
  void give_up_first_line();
  std::string_view unquoted(std::size_t i);

  std::string_view text_;
  RecordRules rules_;
  std::array<bool, 256> stops_{};  // bytes that end a run of plain letters
  std::size_t at_ = 0, start_ = 0;
  std::int64_t row_ = 0, line_ = 0, next_line_ = 1;
  std::int64_t lines_inside_ = 0;  // line ends in quotes of the record
  std::int64_t blank_lines_ = 0, literal_quotes_ = 0, with_trailing_ = 0, without_trailing_ = 0;
  std::vector<Field> fields_;
  std::vector<std::string> scratch_;
  std::optional<RecordFault> fault_;
};

}  // namespace vigie
