// A CSV opened: decoded, its dialect known, its header read.
#pragma once

#include <string>
#include <vector>

#include "engine/io/csv_encoding.h"
#include "engine/io/csv_records.h"
#include "engine/io/source.h"

namespace vigie {

struct CsvFile {
  std::string name;  // for messages and rejects
  DecodedText decoded;
  std::string_view text;  // of `decoded`, without a trailing Ctrl-Z
  char delimiter = ',';
  std::vector<std::string> columns;  // trimmed
  TextPlace body;                    // where the first record after the header may begin
  std::int64_t blank_lines = 0;      // before the header
  std::vector<std::string> notes;    // repairs and detections so far

  CsvRecords records(TrailingDelimiter trailing = TrailingDelimiter::accepted, RecordLimits limits = {}) const;
};

/// Reads the whole file. Throws NoInputError, IoError, UsageError for an unknown encoding or delimiter, DataError where
/// the file as a whole cannot be used: empty, blank lines only, a comment or data where the header should be.
CsvFile open_csv(const Source& source);

/// The decimal sign of the source, else found from the first 1000 values of the columns; always '.' where the delimiter
/// is a comma.
char decimal_sign(const CsvFile& file, char given, const std::vector<std::size_t>& columns);

/// Throws DataError for a file with a header and no rows.
void require_rows(const CsvFile& file, std::int64_t rows);

}  // namespace vigie
