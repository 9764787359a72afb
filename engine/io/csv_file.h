// A CSV opened: decoded, its dialect known, its header read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/io/csv_encoding.h"
#include "engine/io/csv_records.h"
#include "engine/io/file_bytes.h"
#include "engine/io/file_format.h"
#include "engine/io/source.h"

namespace vigie {

/// What of a file is to be read at once: all, or its first part if the rest can be read as UTF-8 later.
enum class CsvExtent { whole, head };

/// How much is read and parsed at a time; results do not depend on it.
struct CsvSizes {
  std::size_t head = 4 << 20;     // bytes that tell dialect and columns
  std::size_t window = 4 << 20;   // bytes in memory at a time
  std::size_t block = 128 << 10;  // bytes parsed by one thread at a time
};

/// A file of which only the head is in memory.
struct CsvStream {
  InputFile input;
  std::vector<FileState> before;
  OpenedFile file;
  std::size_t begin = 0, size = 0;  // of the text in the file: behind the byte order mark, before a Ctrl-Z
  bool utf8_for_sure = false;       // by the mark or by the job

  CsvStream(InputFile examined, std::vector<FileState> states);
  void require_unchanged() const;
};

struct CsvFile {
  std::string name;  // for messages and rejects
  DecodedText decoded;
  std::string_view text;  // of `decoded`, without a trailing Ctrl-Z
  char delimiter = ',';
  std::vector<std::string> columns;                   // trimmed
  TextPlace body;                                     // where the first record after the header may begin
  std::int64_t blank_lines = 0;                       // before the header
  std::int64_t skipped_lines = 0, comment_lines = 0;  // before the header
  std::string comment;                                // beginning of lines that are left out; "": none are
  double most_invalid = 5;                            // percent of lines, see decode_csv
  std::vector<std::string> notes;                     // repairs and detections so far
  int separator_lines = 0, end_marks = 0;
  std::unique_ptr<CsvStream> stream;  // where the text goes on behind the head; null: `text` is all
  Fingerprint fingerprint;            // where `text` is all

  RecordRules rules(TrailingDelimiter trailing = TrailingDelimiter::accepted, RecordLimits limits = {}) const;
  /// Of what is in memory.
  CsvRecords records(TrailingDelimiter trailing = TrailingDelimiter::accepted, RecordLimits limits = {}) const;
};

/// Reads the whole file, or its head. Throws NoInputError, IoError, UsageError for an unknown encoding or delimiter,
/// DataError where the file as a whole cannot be used: empty, blank lines only, a comment or data where the header
/// should be.
CsvFile open_csv(const Source& source, CsvExtent extent = CsvExtent::whole, const CsvSizes& sizes = {});

/// The decimal sign of the source, else found from the first 1000 values of the columns; always '.' where the delimiter
/// is a comma.
char decimal_sign(const CsvFile& file, char given, const std::vector<std::size_t>& columns);

/// Throws DataError for a file with a header and no rows.
void require_rows(const CsvFile& file, std::int64_t rows);

}  // namespace vigie
