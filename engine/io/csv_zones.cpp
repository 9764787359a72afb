// Each record a polygon in WKT, every other column an attribute under its own name.
#include "engine/io/csv_zones.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/column_search.h"
#include "engine/io/csv_file.h"
#include "engine/io/vector_file.h"
#include "engine/io/vertex_budget.h"

namespace vigie {
namespace {

// A detailed coast in WKT is longer than any report.
constexpr RecordLimits zone_limits{.field = 64 << 20, .record = 64 << 20};

bool is_polygon_text(std::string_view text) {
  text = trim(text);
  const std::string start = lower(text.substr(0, 40));
  const std::size_t after_srid = start.starts_with("srid=") ? start.find(';') + 1 : 0;
  return start.find("polygon", after_srid) - after_srid <= 5;  // also after "multi"
}

// The column whose first value is a polygon.
std::size_t wkt_column(const CsvFile& file, const std::string& wkt) {
  if (!wkt.empty()) return find_column(file.name, file.columns, wkt, "wkt");
  constexpr std::int64_t sample = 1000;
  CsvRecords records = file.records(TrailingDelimiter::accepted, zone_limits);
  while (records.row() < sample && records.next())
    for (std::size_t i = 0; i < records.size() && !records.fault(); ++i)
      if (is_polygon_text(records.field(i))) return i;
  require_rows(file, records.row());
  throw DataError(
      fmt::format("{} holds no column with polygons in WKT; its columns are {}; give boundaries as a vector "
                  "file or as WKT",
                  file.name, column_list(file.columns)));
}

std::vector<std::string> attribute_names(const CsvFile& file) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    names.push_back(file.columns[i].empty() ? fmt::format("column_{}", i + 1) : file.columns[i]);
    if (!seen.insert(lower(names.back())).second)
      throw DataError(fmt::format("{}: the column '{}' stands twice (again as column {}); rename one of them",
                                  file.name, printable(names.back()), i + 1));
  }
  return names;
}

struct ZoneTexts {
  std::vector<Texts> columns;

  void add(CsvRecords& records) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string_view text = trim(records.field(i));
      if (text.empty()) {
        columns[i].push_null();
      } else {
        columns[i].push_back(text);
      }
    }
  }
};

}  // namespace

ZonesRead read_csv_zones(const Source& source, const std::string& wkt) {
  const CsvFile file = open_csv(source);
  const std::vector<std::string> names = attribute_names(file);
  const std::size_t geometry = wkt_column(file, wkt);
  ZonesRead read;
  read.zones.source = read.ledger.source = file.name;
  read.notes = file.notes;
  ZoneTexts attributes{std::vector<Texts>(names.size())};
  CsvRecords records = file.records(TrailingDelimiter::accepted, zone_limits);
  const auto reject = [&](Reason reason, const std::string& detail) {
    read.ledger.rejects.push_back({records.row(), reason, fmt::format("line {}: {}", records.line(), detail), {}});
  };
  VertexBudget budget(source);
  while (records.next()) {
    ++read.ledger.read;
    if (records.fault()) {
      reject(records.fault()->reason, records.fault()->detail);
      continue;
    }
    const std::string text(trim(records.field(geometry)));
    const std::optional<MultiPolygon> shape = is_null_token(text) ? std::nullopt : polygons_from_wkt(text);
    if (!shape || shape->empty()) {
      reject(Reason::bad_geometry, text.empty() ? "no geometry" : "not the WKT of a polygon");
      continue;
    }
    budget.spend(*shape);
    read.zones.shapes.push_back(*shape);
    read.zones.row.push_back(records.row());
    attributes.add(records);
  }
  require_rows(file, records.row());
  for (std::size_t i = 0; i < names.size(); ++i)
    if (i != geometry) read.zones.attributes.add(names[i], std::move(attributes.columns[i]));
  return read;
}

}  // namespace vigie
