// Records of a CSV by RFC 4180, one after the other, none ever swallowed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/rejects.h"
#include "engine/io/csv_bytes.h"
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

/// Whether the text is all there is, or the rest of its last record may follow elsewhere.
enum class TextEnd { final, more };

struct RecordRules {
  char delimiter = ',';
  std::size_t field_count = 0;  // of the header; 0: any number
  TrailingDelimiter trailing = TrailingDelimiter::accepted;
  ByteFaults faults = ByteFaults::none;
  RecordLimits limits{};
  TextEnd end = TextEnd::final;
  std::string_view comment{};  // lines that begin with it are no records; "": all are
};

/// `given_up`: a line too long to be seen whole was rejected, or is a comment; what is left of it is no record.
enum class Inside { no_record, given_up_line };

/// Where a scan begins or stands.
struct TextPlace {
  std::size_t offset = 0;
  std::int64_t line = 1;  // physical, 1-based
  Inside inside = Inside::no_record;
};

/// What was met on the way; sums over consecutive pieces of a text are those of the whole.
struct RecordCounts {
  std::int64_t rows = 0, blank_lines = 0, comment_lines = 0;
  std::int64_t literal_quotes = 0;                       // fields with a quote that is a letter
  std::int64_t with_trailing = 0, without_trailing = 0;  // rows that end in a delimiter too many, and others
  std::int64_t not_utf8 = 0;                             // rows
  RecordCounts& operator+=(const RecordCounts& other);
};

/// Where the first line at or after `from` ends: at its CR or LF, or where the text does.
std::size_t line_end_at(std::string_view text, std::size_t from = 0);

/// A field in quotes may hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is a letter.
/// Lines end in LF, CR LF or CR. Blank lines and comments are counted and are no records. A record with a broken quote,
/// a wrong number of fields after a line end in quotes, or over the limits is given up with its first physical line,
/// and the next line starts a new record, so that a lost quote costs one row. No more than the limit of a record is
/// searched for a closing quote.
class CsvRecords {
 public:
  /// `text` must outlive the records. A chunk of a larger text starts at a place where a record begins.
  CsvRecords(std::string_view text, const RecordRules& rules, TextPlace start = {});

  /// Moves to the next record; false at the end, before a record that begins at `stop` or later, and before one that
  /// the text does not hold to its end where more may follow. `place` is then where the next record begins.
  bool next(std::size_t stop = std::string_view::npos);

  /// Passes over so many records of as many fields as the header, found otherwise, a line each; the next one begins at
  /// `behind`.
  void pass(std::size_t records, std::size_t behind) {
    at_ = behind;
    counts_.rows += static_cast<std::int64_t>(records);
    counts_.without_trailing += static_cast<std::int64_t>(records);
    next_line_ += static_cast<std::int64_t>(records);
  }

  std::int64_t row() const { return counts_.rows; }  // 1 = first record
  std::int64_t line() const { return line_; }
  const std::optional<RecordFault>& fault() const { return fault_; }
  std::size_t size() const { return size_; }
  /// Without quotes; valid until the next record.
  std::string_view field(std::size_t i) { return fields_[i].doubled_quotes ? unquoted(i) : fields_[i].text; }
  /// All fields without a quote among them, delimiters between; nothing where there are quotes.
  std::optional<std::string_view> plain_fields() const;

  TextPlace place() const { return {at_, next_line_, inside_}; }
  std::size_t start() const { return start_; }  // of the record
  const RecordCounts& counts() const { return counts_; }
  std::int64_t blank_lines() const { return counts_.blank_lines; }

 private:
  struct Field {
    std::string_view text;
    bool doubled_quotes = false;
  };

  bool is_line_end(std::size_t i) const { return text_[i] == '\n' || text_[i] == '\r'; }
  bool skip_given_up_line();
  bool skip_blank_lines();
  bool skip_lines_between();
  bool ends_inside(std::size_t i) const;
  std::size_t after_line_end(std::size_t i) const;
  void scan_fields();
  bool scan_plain_fields();
  bool scan_plain();
  bool scan_quoted();
  bool out_of_reach();
  // Written in place: a field that is put together elsewhere and copied waits for its own halves.
  void add_field(std::string_view text, bool doubled_quotes) {
    if (size_ == fields_.size()) fields_.emplace_back();
    Field& field = fields_[size_++];
    field.text = text;
    field.doubled_quotes = doubled_quotes;
  }
  void check_count();
  void check_lengths();
  void check_bytes();
  void give_up_first_line();
  std::string_view unquoted(std::size_t i);

  std::string_view text_;
  RecordRules rules_;
  CsvStops stops_;
  std::size_t at_ = 0, start_ = 0;
  std::size_t reach_ = 0;  // the record is not looked at beyond
  Inside inside_ = Inside::no_record;
  bool cut_ = false;  // the text ends before the record does, and more may follow
  std::int64_t line_ = 0, next_line_ = 1;
  std::int64_t lines_inside_ = 0, literal_quotes_ = 0;  // of the record: line ends in quotes, quotes as letters
  RecordCounts counts_;
  std::vector<Field> fields_;  // the first `size_` are the record's
  std::size_t size_ = 0;
  bool quoted_ = false;  // a field of the record stands in quotes
  bool ascii_ = false;   // known of all its bytes, none of which is NUL
  std::vector<std::string> scratch_;
  std::optional<RecordFault> fault_;
};

}  // namespace vigie
