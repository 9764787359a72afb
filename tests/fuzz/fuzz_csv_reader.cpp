// Any bytes as a CSV of reports: the account balances, and windows of any size give what the whole file gives.
//
// The first two bytes of an input choose how it is read, the rest is the file.
#include <optional>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/csv_reports.h"
#include "tests/fuzz/scratch_file.h"

namespace vigie {
namespace {

ReportRequest request_by(unsigned choice) {
  static const TimeZone zone("Europe/Brussels");
  ReportRequest request;
  if ((choice & 1) != 0) {
    request.columns.wkt = "wkt";
  } else {
    request.columns.x = "x";
    request.columns.y = "y";
  }
  if ((choice & 2) != 0) request.columns.time = "t";
  if ((choice & 4) != 0) request.columns.category = "c";
  if ((choice & 8) != 0) request.columns.weight = "w";
  if ((choice & 32) != 0) request.deduplicate = Deduplicate::rows;
  if ((choice & 64) != 0) request.identifier = "id";
  if ((choice & 96) == 96) request.deduplicate = Deduplicate::ids;
  request.time.emplace((choice & 16) != 0 ? "%d/%m/%Y %H:%M" : "iso", zone);
  return request;
}

Source source_by(unsigned choice, const std::string& path) {
  static const std::string encodings[]{"", "", "utf-8", "windows-1252", "latin1", "utf-16", "", ""};
  static const std::string delimiters[]{"", "", ",", ";"};
  Source source;
  source.path = path;
  source.encoding = encodings[choice & 7];
  source.delimiter = delimiters[choice >> 3 & 3];
  source.decimal = (choice & 32) != 0 ? ',' : '\0';
  if ((choice & 64) != 0) source.comment = "#";
  if ((choice & 128) != 0) source.skip_lines = 1;
  return source;
}

// Nothing where the file as a whole is refused.
std::optional<ReportsRead> read(const Source& source, const ReportRequest& request, CsvExtent extent,
                                const CsvSizes& sizes) {
  try {
    return read_csv_reports(source, request, extent, sizes);
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool same(const Reject& a, const Reject& b) {
  return a.row == b.row && a.reason == b.reason && a.detail == b.detail && a.raw == b.raw;
}

void require_same(const ReportsRead& a, const ReportsRead& b) {
  fuzz::require(a.points.x == b.points.x && a.points.y == b.points.y && a.points.row == b.points.row);
  fuzz::require(a.blank_lines == b.blank_lines && a.exact_duplicates == b.exact_duplicates);
  fuzz::require(a.repeated_ids == b.repeated_ids && a.leap_seconds == b.leap_seconds);
  fuzz::require(a.fingerprint.sha256 == b.fingerprint.sha256);
  fuzz::require(a.ledger.rejects.size() == b.ledger.rejects.size());
  for (std::size_t i = 0; i < a.ledger.rejects.size(); ++i)
    fuzz::require(same(a.ledger.rejects[i], b.ledger.rejects[i]));
}

}  // namespace
}  // namespace vigie

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  static const fuzz::ScratchFile file(".csv");
  set_threads(1);
  std::string_view text = fuzz::as_text(data, size);
  const ReportRequest request = request_by(fuzz::take_byte(text));
  const Source source = source_by(fuzz::take_byte(text), file.hold(text));
  const std::optional<ReportsRead> whole = read(source, request, CsvExtent::whole, {});
  const std::optional<ReportsRead> windows =
      read(source, request, CsvExtent::head, {.head = 96, .window = 48, .block = 16});
  if (!whole) return 0;
  fuzz::require(whole->ledger.read == static_cast<std::int64_t>(whole->points.x.size() + whole->ledger.rejects.size()));
  // A head of a few lines may take another view of delimiter or encoding than the whole; then nothing can be compared.
  if (windows && windows->notes == whole->notes && windows->ledger.read == whole->ledger.read)
    require_same(*whole, *windows);
  return 0;
}
