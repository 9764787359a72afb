// The first lines of a CSV decide whether the rest can be trusted; what cannot is refused here, with a reason.
#include "engine/io/csv_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/column_search.h"
#include "engine/io/csv_dialect.h"
#include "engine/io/fingerprint.h"

namespace vigie {
namespace {

constexpr std::size_t most_columns = 65'535;
constexpr char ctrl_z = '\x1A';
constexpr std::string_view no_comments = "none";

std::string_view line_at(const CsvFile& file) {
  const std::size_t begin = file.body.offset;
  return file.text.substr(begin, line_end_at(file.text, begin) - begin);
}

// False at the last line.
bool next_line(CsvFile& file) {
  const std::size_t line_end = file.body.offset + line_at(file).size();
  if (line_end == file.text.size()) return false;
  file.body.offset = line_end + (file.text.substr(line_end, 2) == "\r\n" ? 2 : 1);
  ++file.body.line;
  return true;
}

bool is_comment(const CsvFile& file) {
  return !file.comment.empty() && line_at(file).starts_with(file.comment);
}

void skip_to_header(CsvFile& file) {
  while (true) {
    const bool comment = is_comment(file);
    if (!comment && !trim(line_at(file)).empty()) return;
    if (!next_line(file))
      throw DataError(fmt::format("{} holds only blank lines{}; ask for it again", file.name,
                                  file.comment.empty() ? "" : " and comments"));
    ++(comment ? file.comment_lines : file.blank_lines);
  }
}

void skip_lines(CsvFile& file, std::int64_t count) {
  for (; file.skipped_lines < count; ++file.skipped_lines)
    if (!next_line(file))
      throw DataError(fmt::format("{} has no more than {} lines, and skip_lines is {}; nothing is left", file.name,
                                  file.skipped_lines + 1, count));
}

// Excel's "sep=;" is no header; the delimiter of the job file still wins.
void take_separator_line(CsvFile& file, bool delimiter_given) {
  const std::string_view line = line_at(file);
  const std::optional<char> separator = separator_line(line);
  if (!separator) return;
  if (!delimiter_given) file.delimiter = *separator;
  ++file.separator_lines;
  file.notes.push_back(fmt::format("{}: the first line '{}' names the delimiter and is no record", file.name, line));
  if (line.data() + line.size() == file.text.data() + file.text.size())
    throw DataError(fmt::format("{} holds no header and no rows", file.name));
  next_line(file);
  skip_to_header(file);
}

bool looks_like_date(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() >= 10 && digit(0) && digit(1) && digit(2) && digit(3) && (text[4] == '-' || text[4] == '/') &&
         digit(5);
}

// Names such as 2019 may stand in a header; decimals and dates never do.
bool looks_like_data(const std::vector<std::string>& cells) {
  std::size_t numbers = 0, filled = 0;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    ++filled;
    const bool number =
        parse_number(cell).fault == NumberFault::none || parse_number(cell, ',').fault == NumberFault::none;
    if (looks_like_date(cell) || (number && cell.find_first_of(".,") != cell.npos)) return true;
    if (number) ++numbers;
  }
  return filled > 0 && numbers == filled;
}

void check_header(const CsvFile& file) {
  if (file.columns.size() > most_columns)
    throw DataError(fmt::format("{} has {} columns, more than {}; is the delimiter right?", file.name,
                                file.columns.size(), most_columns));
  if (looks_like_data(file.columns))
    throw DataError(fmt::format("{}: the first line holds values ({}) and no column names; add a header line",
                                file.name, column_list({file.columns.begin(), file.columns.begin() + 1})));
}

void read_header(CsvFile& file) {
  CsvRecords header(file.text, {.delimiter = file.delimiter, .faults = file.decoded.faults}, file.body);
  header.next();
  if (header.fault())
    throw DataError(fmt::format("{} line {}: the header cannot be read: {}; mend that line", file.name, header.line(),
                                header.fault()->detail));
  for (std::size_t i = 0; i < header.size(); ++i) file.columns.emplace_back(trim(header.field(i)));
  file.body = header.place();
  check_header(file);
}

void note_end_mark(CsvFile& file) {
  ++file.end_marks;
  file.notes.push_back(fmt::format("{}: the end-of-file mark Ctrl-Z after the last row was left out", file.name));
}

void trim_end(CsvFile& file) {
  if (!file.text.ends_with(ctrl_z)) return;
  while (file.text.ends_with(ctrl_z)) file.text.remove_suffix(1);
  note_end_mark(file);
}

// How many bytes of the file are left before its last run of Ctrl-Z.
std::size_t size_without_end_marks(const OpenedFile& file) {
  std::size_t size = file.size();
  for (char last = ctrl_z; size > 0; --size) {
    file.read_all_at(size - 1, {&last, 1});
    if (last != ctrl_z) break;
  }
  return size;
}

// Header, a line before it and a record after it stand in full where so many lines do.
bool holds_the_start(std::string_view head, const CsvFile& file, const Source& source) {
  const std::int64_t wanted = 3 + source.skip_lines;
  std::int64_t lines = 0;
  while (lines < wanted) {
    const std::size_t length = line_end_at(head);
    if (length == head.size()) return false;
    const bool comment = !file.comment.empty() && head.starts_with(file.comment);
    if (!comment && !trim(head.substr(0, length)).empty()) ++lines;
    head.remove_prefix(length + 1);
  }
  return true;
}

void read_start(CsvFile& file, const Source& source, const std::optional<char>& delimiter) {
  skip_lines(file, source.skip_lines);
  skip_to_header(file);
  file.delimiter = delimiter.value_or('\0');
  take_separator_line(file, delimiter.has_value());
  if (line_at(file).starts_with('#') && source.comment != no_comments)
    throw DataError(fmt::format(
        "{} line {}: a comment (#) stands where the header should be; remove such lines, or for reports set comment = "
        "\"#\" or skip_lines (comment = \"none\" if it is the header)",
        file.name, file.body.line));
  if (file.delimiter == '\0') file.delimiter = detect_delimiter(line_at(file));
  read_header(file);
  if (file.delimiter != ',' && !delimiter)
    file.notes.push_back(fmt::format("{}: the fields are separated by {}", file.name, delimiter_name(file.delimiter)));
}

// Decodes the head and keeps the stream; false where the whole file is needed.
bool take_head(CsvFile& file, const Source& source, std::unique_ptr<CsvStream>& stream, std::size_t size) {
  FileBytes head = allocate_bytes(size);
  stream->file.read_all_at(0, {head.data.get(), size});
  std::optional<DecodedText> decoded = decode_csv_head(std::move(head), source.encoding, file.name, source.max_bad);
  if (!decoded || !holds_the_start(decoded->text, file, source)) return false;
  file.decoded = std::move(*decoded);
  file.text = file.decoded.text;
  stream->begin = file.decoded.bytes.size - file.text.size();
  stream->size = size_without_end_marks(stream->file) - stream->begin;
  stream->utf8_for_sure = stream->begin > 0 || !source.encoding.empty();
  if (stream->size <= file.text.size()) return false;
  if (stream->begin + stream->size < stream->file.size()) note_end_mark(file);
  file.stream = std::move(stream);
  return true;
}

void take_whole(CsvFile& file, const Source& source, const CsvStream& stream) {
  FileBytes bytes = stream.file.read_all();
  stream.require_unchanged();
  RunningFingerprint running;
  running.add(bytes.view());
  file.fingerprint = std::move(running).finish();
  file.decoded = decode_csv(std::move(bytes), source.encoding, file.name, source.max_bad);
  file.notes = file.decoded.notes;
  file.text = file.decoded.text;
  trim_end(file);
}

std::unique_ptr<CsvStream> open_stream(const Source& source) {
  const InputFile input = examine_input(source);
  return std::make_unique<CsvStream>(input, file_states(input));
}

}  // namespace

CsvStream::CsvStream(InputFile examined, std::vector<FileState> states)
    : input(std::move(examined)), before(std::move(states)), file(input.path, input.name) {}

void CsvStream::require_unchanged() const {
  file.require_end();
  vigie::require_unchanged(input, before);
}

RecordRules CsvFile::rules(TrailingDelimiter trailing, RecordLimits limits) const {
  return {.delimiter = delimiter,
          .field_count = columns.size(),
          .trailing = trailing,
          .faults = decoded.faults,
          .limits = limits,
          .end = stream ? TextEnd::more : TextEnd::final,
          .comment = comment};
}

CsvRecords CsvFile::records(TrailingDelimiter trailing, RecordLimits limits) const {
  return {text, rules(trailing, limits), body};
}

CsvFile open_csv(const Source& source, CsvExtent extent, const CsvSizes& sizes) {
  const std::optional<char> delimiter = given_delimiter(source.delimiter);
  check_decimal(source.decimal);
  CsvFile file;
  file.name = source_name(source);
  file.comment = source.comment == no_comments ? std::string{} : source.comment;
  file.most_invalid = source.max_bad;
  std::unique_ptr<CsvStream> stream = open_stream(source);
  const bool longer = stream->file.size() > sizes.head;
  if (extent == CsvExtent::whole || !longer || !take_head(file, source, stream, sizes.head))
    take_whole(file, source, *stream);
  read_start(file, source, delimiter);
  return file;
}

char decimal_sign(const CsvFile& file, char given, const std::vector<std::size_t>& columns) {
  if (given != 0) return given;
  if (file.delimiter == ',') return '.';
  constexpr std::int64_t sample = 1000;
  DecimalVote vote;
  CsvRecords records = file.records();
  while (records.row() < sample && records.next())
    for (std::size_t column : columns)
      if (!records.fault()) vote.add(trim(records.field(column)));
  return vote.winner();
}

void require_rows(const CsvFile& file, std::int64_t rows) {
  if (rows == 0) throw DataError(fmt::format("{} holds a header and no rows; ask for it again", file.name));
}

}  // namespace vigie
