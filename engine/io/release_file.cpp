// Plain queries on a database that may come from anybody.
#include "engine/io/release_file.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>

#include "engine/base/error.h"
#include "engine/io/geopackage_precheck.h"
#include "engine/io/result_file.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {
namespace {

using Row = UntrustedDatabase::Row;

bool stands(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

std::optional<std::int64_t> whole(const std::optional<std::string>& text) {
  std::int64_t value = 0;
  if (!text) return std::nullopt;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), value);
  return fault == std::errc{} && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

bool has_column(const UntrustedDatabase& database, std::string_view table, std::string_view column) {
  const std::vector<Row> columns = database.rows("SELECT name FROM pragma_table_info(?1)", {std::string(table)});
  return std::ranges::any_of(columns, [&](const Row& row) { return row[0] == column; });
}

// NULL for columns that the table does not have; no rows for a table that is not there or is no plain one.
std::vector<Row> rows_of(const UntrustedDatabase& database, std::string_view table,
                         const std::vector<std::string>& columns) {
  if (!database.has_table(table)) return {};
  require_plain_table(database, std::string(table));
  std::string list;
  for (const std::string& column : columns)
    list += (list.empty() ? "" : ", ") + (has_column(database, table, column) ? sql_identifier(column) : "NULL");
  return database.rows(fmt::format("SELECT {} FROM {} ORDER BY rowid", list, sql_identifier(table)));
}

std::vector<ManifestRow> manifest_of(const UntrustedDatabase& database) {
  std::vector<ManifestRow> manifest;
  for (const Row& row : rows_of(database, "run_manifest", {"section", "key", "value", "origin"}))
    manifest.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
  if (manifest.empty())
    throw DataError(fmt::format("{} was not written by vigie: it has no run_manifest", database.name()));
  return manifest;
}

std::vector<ReleasedZone> zones_of(const UntrustedDatabase& database, std::string_view table, const std::string& n) {
  std::vector<ReleasedZone> zones;
  for (const Row& row : rows_of(database, table, {"zone_id", n}))
    if (row[0]) zones.push_back({*row[0], whole(row[1])});
  return zones;
}

std::vector<ReleasedCell> cells_of(const UntrustedDatabase& database, std::string_view table, const std::string& n,
                                   const std::string& bin) {
  std::vector<ReleasedCell> cells;
  for (const Row& row : rows_of(database, table, {"cell_id", n, bin}))
    if (row[0]) cells.push_back({*row[0], whole(row[1]), whole(row[2])});
  return cells;
}

std::vector<HistoryRow> history_of(const UntrustedDatabase& database) {
  static const TimeReader instants("iso", TimeZone("UTC"));
  std::vector<HistoryRow> history;
  for (const Row& row : rows_of(database, "history", {"run", "time", "zone_id", "hs_id", "n", "hot"})) {
    if (!row[0]) continue;
    const ParsedTime time = row[1] ? instants.parse(*row[1]) : ParsedTime{};
    history.push_back({*row[0], time.instant, row[2].value_or(""), row[3].value_or(""), whole(row[4]), whole(row[5])});
  }
  return history;
}

UntrustedDatabase open_release(const std::string& path) {
  return open_geopackage(path, "name a file that vigie wrote");
}

}  // namespace

std::string ReleaseFile::fact(std::string_view section, std::string_view key) const {
  const auto place =
      std::ranges::find_if(manifest, [&](const ManifestRow& row) { return row.section == section && row.key == key; });
  return place == manifest.end() ? "" : place->value;
}

std::optional<ReleaseFile> read_release(const std::string& path) {
  if (!stands(path)) return std::nullopt;
  const UntrustedDatabase database = open_release(path);
  ReleaseFile release;
  release.manifest = manifest_of(database);
  release.zones = zones_of(database, "neighbourhoods", "n");
  release.zones_before = zones_of(database, "change", "y0");
  release.cells = cells_of(database, "cells", "n", "gi_bin");
  release.cells_before = cells_of(database, "hotspot_change", "n_was", "bin_was");
  release.history = history_of(database);
  return release;
}

std::optional<ReleaseFile> read_release_manifest(const std::string& path) {
  if (!stands(path)) return std::nullopt;
  try {
    ReleaseFile release;
    release.manifest = manifest_of(open_release(path));
    return release;
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace vigie
