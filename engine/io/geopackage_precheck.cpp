// Defensive settings, quick_check, and no views.
#include "engine/io/geopackage_precheck.h"

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/io/sqlite_handle.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <utility>

namespace vigie {
namespace {

using Clock = std::chrono::steady_clock;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

std::int64_t bytes_of(const std::string& path) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<std::int64_t>(bytes);
}

// The write version in byte 18 of the header is 2 in WAL mode (SQLite file format, 1.3).
bool is_wal_mode(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(18);
  return file.get() == 2;
}

// Whether another process holds SQLite's lock: it lies on the 512 bytes from the first GB on (SQLite, os.h).
bool is_held_by_another(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000000;
  lock.l_len = 512;
  const bool held = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(file);
  return held;
}

// What stands in the log is not yet in the file, and reading it would mean writing beside the input.
void require_no_pending_changes(const std::string& path, const std::string& name) {
  for (const char* suffix : {"-wal", "-journal"}) {
    if (bytes_of(path + suffix) == 0) continue;
    if (is_held_by_another(path))
      throw BusyError(fmt::format("{} is open in another program, with changes in {}{}; save and close it there", name,
                                  name, suffix));
    throw DataError(
        fmt::format("{} has changes of an unfinished session beside it ({}{}); open and close it once in "
                    "QGIS, or copy it without that file",
                    name, name, suffix));
  }
}

std::string uri_of(const std::string& path, const char* parameters) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '-' || c == '_';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + parameters;
}

// SQLite's own advice for untrusted files, with room for polygons (LENGTH), for many tables (VDBE_OP) and for checks
// such as "a = 1 OR a = 2 OR ..." in a schema (EXPR_DEPTH).
void defend(sqlite3* database) {
  for (const auto& [setting, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                       {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                       {SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
    sqlite3_db_config(database, setting, value, nullptr);
  for (const auto& [limit, value] : {std::pair{SQLITE_LIMIT_LENGTH, 100'000'000},
                                     {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                     {SQLITE_LIMIT_COLUMN, 2000},
                                     {SQLITE_LIMIT_EXPR_DEPTH, 100},
                                     {SQLITE_LIMIT_COMPOUND_SELECT, 3},
                                     {SQLITE_LIMIT_VDBE_OP, 250'000},
                                     {SQLITE_LIMIT_ATTACHED, 0},
                                     {SQLITE_LIMIT_TRIGGER_DEPTH, 10}})
    sqlite3_limit(database, limit, value);
  sqlite3_busy_timeout(database, 2000);
}

// Generous: quick_check reads a gigabyte in seconds.
Clock::duration time_limit(std::int64_t bytes) {
  return std::chrono::seconds(60) + std::chrono::milliseconds(bytes / 10'000);
}

}  // namespace

struct UntrustedDatabase::State {
  std::string name;
  bool immutable = false;
  Clock::time_point deadline;
  std::unique_ptr<sqlite3, CloseDatabase> database;

  [[noreturn]] void fail(int code) const {
    check_stop();
    switch (code & 0xFF) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        throw BusyError(fmt::format("{} is locked by another program; close it there or try later", name));
      case SQLITE_INTERRUPT:
        throw DataError(fmt::format("{} takes too long to check; it may be damaged or made to do harm", name));
      default:
        throw DataError(
            fmt::format("{} cannot be read as a GeoPackage: {}; ask for it again, or repair it with "
                        "`sqlite3 FILE .recover`",
                        name, printable(sqlite3_errmsg(database.get()), 200)));
    }
  }

  void open(const std::string& path) {
    immutable = is_wal_mode(path);
    sqlite3* opened = nullptr;
    const std::string uri = uri_of(path, immutable ? "?mode=ro&immutable=1" : "?mode=ro");
    const int code = sqlite3_open_v2(uri.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    database.reset(opened);
    if (code != SQLITE_OK) fail(code);
    defend(opened);
    deadline = Clock::now() + time_limit(bytes_of(path));
    constexpr int steps_between_looks = 100'000;
    const auto look = [](void* state) {
      return stop_requested() || Clock::now() > static_cast<const State*>(state)->deadline ? 1 : 0;
    };
    sqlite3_progress_handler(opened, steps_between_looks, look, this);
  }
};

UntrustedDatabase::UntrustedDatabase(const std::string& path, std::string name) : state_(std::make_unique<State>()) {
  state_->name = std::move(name);
  require_no_pending_changes(path, state_->name);
  state_->open(path);
  rows("PRAGMA cell_size_check = ON");
  rows("PRAGMA mmap_size = 0");
  rows("BEGIN");
  const std::vector<Row> verdict = rows("PRAGMA quick_check(1)");
  if (verdict.size() != 1 || verdict[0][0] != "ok")
    throw DataError(fmt::format("{} is damaged: {}; ask for it again, or repair it with `sqlite3 FILE .recover`",
                                state_->name, verdict.empty() ? "" : printable(verdict[0][0].value_or(""), 200)));
}

UntrustedDatabase::~UntrustedDatabase() = default;
UntrustedDatabase::UntrustedDatabase(UntrustedDatabase&&) noexcept = default;
UntrustedDatabase& UntrustedDatabase::operator=(UntrustedDatabase&&) noexcept = default;

const std::string& UntrustedDatabase::name() const {
  return state_->name;
}
bool UntrustedDatabase::immutable() const {
  return state_->immutable;
}

std::vector<UntrustedDatabase::Row> UntrustedDatabase::rows(const std::string& sql,
                                                            const std::vector<std::string>& values) const {
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(state_->database.get(), sql.c_str(), -1, &prepared, nullptr);
  const Statement statement(prepared);
  if (code != SQLITE_OK) state_->fail(code);
  for (std::size_t i = 0; i < values.size(); ++i)
    sqlite3_bind_text(prepared, static_cast<int>(i) + 1, values[i].data(), static_cast<int>(values[i].size()),
                      SQLITE_STATIC);
  std::vector<Row> result;
  while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
    Row& row = result.emplace_back(static_cast<std::size_t>(sqlite3_column_count(prepared)));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* text = sqlite3_column_text(prepared, static_cast<int>(i));
      if (text) row[i].emplace(reinterpret_cast<const char*>(text));
    }
  }
  if (code != SQLITE_DONE) state_->fail(code);
  return result;
}

std::int64_t UntrustedDatabase::count(std::string_view table) const {
  return std::stoll(rows("SELECT count(*) FROM " + sql_identifier(table))[0][0].value_or("0"));
}

bool UntrustedDatabase::has_table(std::string_view table) const {
  return !rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND lower(name) = lower(?1)",
               {std::string(table)})
              .empty();
}

std::vector<GeoPackageLayer> geopackage_layers(const UntrustedDatabase& database) {
  const auto views = database.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'view' AND (lower(name) LIKE 'gpkg#_%' ESCAPE '#' OR "
      "lower(name) LIKE 'rtree#_%' ESCAPE '#')");
  if (!views.empty())
    throw DataError(fmt::format("{}: {} is a view where a GeoPackage has a table; it is not read", database.name(),
                                printable(views[0][0].value_or(""))));
  if (!database.has_table("gpkg_contents"))
    throw DataError(
        fmt::format("{} is an SQLite database but no GeoPackage (it has no gpkg_contents)", database.name()));
  const bool has_geometries = database.has_table("gpkg_geometry_columns");
  const auto rows = database.rows(fmt::format(
      "SELECT c.table_name, c.identifier, c.data_type, {} FROM gpkg_contents c {} ORDER BY c.table_name",
      has_geometries ? "g.geometry_type_name" : "NULL",
      has_geometries ? "LEFT JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name)" : ""));
  std::vector<GeoPackageLayer> layers;
  layers.reserve(rows.size());
  for (const auto& row : rows)
    layers.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
  return layers;
}

void require_plain_table(const UntrustedDatabase& database, const std::string& layer) {
  const std::string shown = printable(layer);
  if (!database.has_table(layer))
    throw DataError(fmt::format("{}: layer {} is a view or no table at all; save it as a layer of its own first",
                                database.name(), shown));
  constexpr const char* generated = "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden > 0";
  if (!database.rows(generated, {layer}).empty())
    throw DataError(fmt::format("{}: layer {} has generated columns, which are not read; save it as a new layer first",
                                database.name(), shown));
}

}  // namespace vigie
