// The head of a CSV settles how it is read, the scan reads it.
#include "engine/io/csv_reports.h"

#include <fmt/format.h>

#include <numeric>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/report_builder.h"
#include "engine/io/report_roles.h"

namespace vigie {
namespace {

std::vector<std::size_t> number_columns(const RoleColumns& roles) {
  std::vector<std::size_t> columns;
  for (Role role : {Role::x, Role::y, Role::weight})
    if (roles.has(role)) columns.push_back(*roles.column[place_of(role)]);
  return columns;
}

bool ends_in_line_end(const CsvFile& file) {
  char last = file.text.back();
  if (file.stream) file.stream->file.read_all_at(file.stream->begin + file.stream->size - 1, {&last, 1});
  return last == '\n' || last == '\r';
}

// The file's own words about its end: a cut upload ends in a short row without line end.
bool ends_cut(const CsvFile& file, const CsvScan& scan) {
  if (scan.read.ledger.rejects.empty() || ends_in_line_end(file)) return false;
  const Reject& last = scan.read.ledger.rejects.back();
  return last.row == scan.read.ledger.read && last.reason == Reason::wrong_field_count;
}

std::vector<Oddity> oddities_of(const CsvFile& file, char decimal, const CsvScan& scan) {
  std::vector<Oddity> found;
  const auto add = [&](std::string check, std::int64_t count, std::string warning) {
    if (count > 0) found.push_back({std::move(check), count, std::move(warning)});
  };
  add("encoding_converted", file.decoded.encoding != "utf-8" ? 1 : 0, "");
  add("separator_line", file.separator_lines, "");
  add("end_mark", file.end_marks, "");
  add("skipped_lines", file.skipped_lines, "");
  add("comment_lines", file.comment_lines + scan.counts.comment_lines, "");
  add("decimal_comma", decimal == ',' ? 1 : 0, "");
  add("literal_quotes", scan.counts.literal_quotes,
      fmt::format("{}: {} unquoted fields hold a quote, which was kept as a letter", file.name,
                  scan.counts.literal_quotes));
  add("last_row_cut", ends_cut(file, scan) ? 1 : 0,
      fmt::format("{}: the last row is short and has no line end; was the file cut off?", file.name));
  return found;
}

void add_notes(const CsvFile& file, char decimal, CsvScan& scan) {
  std::vector<std::string> notes = file.notes;
  if (decimal == ',') notes.push_back(fmt::format("{}: numbers were read with a decimal comma", file.name));
  scan.read.oddities = oddities_of(file, decimal, scan);
  for (const Oddity& oddity : scan.read.oddities)
    if (!oddity.warning.empty()) notes.push_back(oddity.warning);
  notes.insert(notes.end(), scan.read.notes.begin(), scan.read.notes.end());
  scan.read.notes = std::move(notes);
}

}  // namespace

TrailingDelimiter trailing_by_head(const CsvFile& file) {
  CsvRecords records = file.records();
  while (records.counts().without_trailing == 0 && records.next()) continue;
  return records.counts().without_trailing > 0 ? TrailingDelimiter::refused : TrailingDelimiter::accepted;
}

bool may_be_no_utf8(const CsvFile& file, const RecordCounts& counts) {
  return file.stream && !file.stream->utf8_for_sure &&
         is_doubtful_utf8(counts.not_utf8, counts.rows, file.most_invalid);
}

ReportRules begin_reading(const CsvFile& file, const Source& source, const ReportRequest& request) {
  const RoleColumns roles = find_roles(file.name, file.columns, request);
  if (!roles.has(Role::x) && !roles.has(Role::wkt))
    throw UsageError(
        fmt::format("{} is a CSV; name its coordinate columns (reports.x and reports.y, or reports.wkt)", file.name));
  return {request, roles, decimal_sign(file, source.decimal, number_columns(roles))};
}

ReportsRead finish_reading(const CsvFile& file, const ReportRules& rules, CsvScan scan) {
  std::move(scan.repeats).settle(scan.read);
  scan.read.blank_lines += file.blank_lines;
  note_overlaps(scan.read);
  add_notes(file, rules.decimal(), scan);
  return std::move(scan.read);
}

Preview preview_csv(const Source& source) {
  constexpr std::size_t most_records = 1000;
  const CsvFile file = open_csv(source, CsvExtent::head);
  CsvRecords records = file.records();
  Preview look;
  look.columns = file.columns;
  look.encoding = file.decoded.encoding;
  look.notes = file.notes;
  look.delimiter = std::string(1, file.delimiter);
  while (look.sample.size() < most_records && records.next()) {
    if (records.fault()) continue;
    std::vector<std::string>& sample = look.sample.emplace_back();
    for (std::size_t i = 0; i < records.size(); ++i) sample.emplace_back(records.field(i));
  }
  require_rows(file, records.row());
  std::vector<std::size_t> all(file.columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  look.decimal = decimal_sign(file, source.decimal, all);
  if (look.decimal == ',') look.notes.push_back(fmt::format("{}: numbers are written with a decimal comma", file.name));
  return look;
}

ReportsRead read_csv_reports(const Source& source, const ReportRequest& request, CsvExtent extent,
                             const CsvSizes& sizes) {
  const CsvFile file = open_csv(source, extent, sizes);
  const ReportRules rules = begin_reading(file, source, request);
  const CsvStretch all = whole_stretch(file);
  CsvAssumptions assumed{.trailing = trailing_by_head(file),
                         .search = rules.roles().identifier ? RepeatSearch::by_identifier : RepeatSearch::by_record};
  std::optional<CsvScan> scan;
  while (!scan) scan = scan_csv(file, rules, assumed, sizes, all);
  require_rows(file, scan->counts.rows);
  if (may_be_no_utf8(file, scan->counts) && extent == CsvExtent::head)
    return read_csv_reports(source, request, CsvExtent::whole, sizes);
  return finish_reading(file, rules, std::move(*scan));
}

}  // namespace vigie
