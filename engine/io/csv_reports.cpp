// Records of a CSV handed to the builder one by one, in file order.
#include "engine/io/csv_reports.h"

#include <fmt/format.h>

#include <numeric>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/io/csv_file.h"
#include "engine/io/report_builder.h"
#include "engine/io/row_fingerprints.h"

namespace vigie {
namespace {

constexpr std::int64_t rows_between_stops = 65'536;

struct RolePlace {
  std::size_t role, column;
};

std::vector<RolePlace> role_places(const RoleColumns& roles) {
  std::vector<RolePlace> places;
  for (std::size_t i = 0; i < role_count; ++i)
    if (roles.column[i]) places.push_back({i, *roles.column[i]});
  return places;
}

std::vector<std::size_t> number_columns(const RoleColumns& roles) {
  std::vector<std::size_t> columns;
  for (Role role : {Role::x, Role::y, Role::weight})
    if (roles.has(role)) columns.push_back(*roles.column[place_of(role)]);
  return columns;
}

void add_record(CsvRecords& records, const std::vector<RolePlace>& places, ReportBuilder& builder,
                RowFingerprints& fingerprints) {
  if (const std::optional<RecordFault>& fault = records.fault()) {
    builder.reject(records.row(), records.line(), fault->reason, fault->detail, fault->field, fault->raw);
    return;
  }
  fingerprints.begin_row();
  for (std::size_t i = 0; i < records.size(); ++i) fingerprints.add(records.field(i));
  ReportRecord record{.row = records.row(), .line = records.line()};
  for (const RolePlace& place : places) record.value[place.role] = records.field(place.column);
  builder.add(record);
}

// The file's own words about its end: a cut upload ends in a short row without line end.
bool ends_cut(const CsvFile& file, const ReportsRead& read) {
  if (file.text.ends_with('\n') || file.text.ends_with('\r') || read.ledger.rejects.empty()) return false;
  const Reject& last = read.ledger.rejects.back();
  return last.row == read.ledger.read && last.reason == Reason::wrong_field_count;
}

void add_notes(const CsvFile& file, const CsvRecords& records, char decimal, ReportsRead& read) {
  std::vector<std::string> notes = file.notes;
  if (decimal == ',') notes.push_back(fmt::format("{}: numbers were read with a decimal comma", file.name));
  if (records.literal_quotes() > 0)
    notes.push_back(fmt::format("{}: {} unquoted fields hold a quote, which was kept as a letter", file.name,
                                records.literal_quotes()));
  if (ends_cut(file, read))
    notes.push_back(fmt::format("{}: the last row is short and has no line end; was the file cut off?", file.name));
  notes.insert(notes.end(), read.notes.begin(), read.notes.end());
  read.notes = std::move(notes);
}

}  // namespace

Preview preview_csv(const Source& source) {
  constexpr std::size_t most_records = 1000;
  const CsvFile file = open_csv(source);
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

ReportsRead read_csv_reports(const Source& source, const ReportRequest& request) {
  const CsvFile file = open_csv(source);
  const RoleColumns roles = find_roles(file.name, file.columns, request);
  if (!roles.has(Role::x) && !roles.has(Role::wkt))
    throw UsageError(
        fmt::format("{} is a CSV; name its coordinate columns (reports.x and reports.y, or reports.wkt)", file.name));
  const char decimal = decimal_sign(file, source.decimal, number_columns(roles));
  const std::vector<RolePlace> places = role_places(roles);
  for (TrailingDelimiter trailing : {TrailingDelimiter::accepted, TrailingDelimiter::refused}) {
    CsvRecords records = file.records(trailing);
    ReportBuilder builder(file.name, file.columns, request, roles, decimal);
    RowFingerprints fingerprints;
    while (records.next()) {
      if (records.row() % rows_between_stops == 0) check_stop();
      add_record(records, places, builder, fingerprints);
    }
    require_rows(file, records.row());
    // A delimiter at the end is forgiven only where every row has it.
    if (records.mixed_trailing()) continue;
    ReportsRead read = std::move(builder).finish();
    read.exact_duplicates = std::move(fingerprints).repeated();
    read.blank_lines = file.blank_lines + records.blank_lines();
    add_notes(file, records, decimal, read);
    return read;
  }
  throw std::logic_error("rows with and without trailing delimiter in a scan that refuses them");
}

}  // namespace vigie
