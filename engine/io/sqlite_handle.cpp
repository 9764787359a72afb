// The few SQLite calls the doors need, each checked.
#include "engine/io/sqlite_handle.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

[[noreturn]] void fail_with(int code, const std::string& path, const char* reason) {
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    throw BusyError(fmt::format("{}: {}; close it in other programs and try again", printable_path(path), reason));
  throw IoError(fmt::format("{}: {}", printable_path(path), reason));
}

}  // namespace

std::string sql_identifier(std::string_view name) {
  return quoted(name, '"');
}

std::string sql_text(std::string_view text) {
  return quoted(text, '\'');
}

SqliteStatement::SqliteStatement(sqlite3* database, std::string path, std::string_view sql) : path_(std::move(path)) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  statement_.reset(raw);
  if (code != SQLITE_OK) fail_with(code, path_, sqlite3_errmsg(database));
}

void SqliteStatement::fail(int code) const {
  fail_with(code, path_, sqlite3_errmsg(sqlite3_db_handle(statement_.get())));
}

void SqliteStatement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, double value) {
  check(sqlite3_bind_double(statement_.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, std::string_view text) {
  // An empty view may hold no address, which SQLite would take for NULL.
  const char* start = text.empty() ? "" : text.data();
  check(sqlite3_bind_text64(statement_.get(), parameter, start, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void SqliteStatement::bind(int parameter, std::span<const std::uint8_t> blob) {
  check(sqlite3_bind_blob64(statement_.get(), parameter, blob.data(), blob.size(), SQLITE_STATIC));
}

void SqliteStatement::bind_null(int parameter) {
  check(sqlite3_bind_null(statement_.get(), parameter));
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(code);
  return false;
}

void SqliteStatement::run() {
  while (step()) {
  }
  reset();
}

void SqliteStatement::reset() {
  check(sqlite3_reset(statement_.get()));
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double SqliteStatement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string SqliteStatement::text(int column) const {
  const unsigned char* start = sqlite3_column_text(statement_.get(), column);
  if (start == nullptr) return {};
  return {reinterpret_cast<const char*>(start),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

SqliteDatabase::SqliteDatabase(const std::string& path, DatabaseAccess access) : path_(path) {
  sqlite3* raw = nullptr;
  const int flags = access == DatabaseAccess::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  database_.reset(raw);
  if (code != SQLITE_OK) fail_with(code, path_, raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code));
}

void SqliteDatabase::execute(const std::string& sql) {
  const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(code, path_, sqlite3_errmsg(database_.get()));
}

SqliteStatement SqliteDatabase::prepare(std::string_view sql) const {
  return {database_.get(), path_, sql};
}

std::int64_t SqliteDatabase::integer(std::string_view sql) const {
  SqliteStatement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string SqliteDatabase::text(std::string_view sql) const {
  SqliteStatement statement = prepare(sql);
  return statement.step() ? statement.text(0) : std::string{};
}

}  // namespace vigie
