// SQLite connections and statements that close themselves and fail with words.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vigie {

enum class DatabaseAccess { read_only, read_write };

/// `name` as an SQL identifier: "a ""quoted"" name".
std::string sql_identifier(std::string_view name);

/// `text` as an SQL string: 'it''s'.
std::string sql_text(std::string_view text);

/// One prepared statement. Parameters count from 1, columns from 0. Texts and blobs bound are not copied: they must
/// live until the step that uses them is done. Throws IoError with the database's path and SQLite's reason.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, std::string path, std::string_view sql);

  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view text);
  void bind(int parameter, std::span<const std::uint8_t> blob);
  void bind_null(int parameter);

  /// True while there is a row to read.
  bool step();
  /// For statements without rows: step, then ready for the next parameters.
  void run();
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  [[noreturn]] void fail(int code) const;
  void check(int code) const {
    if (code != SQLITE_OK) fail(code);
  }

  std::string path_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection to an existing file. Throws IoError, or BusyError where another program holds a lock on it.
class SqliteDatabase {
 public:
  SqliteDatabase(const std::string& path, DatabaseAccess access);

  /// Runs one or several statements and ignores their rows.
  void execute(const std::string& sql);
  SqliteStatement prepare(std::string_view sql) const;

  /// First column of the first row; 0 or "" where there is no row.
  std::int64_t integer(std::string_view sql) const;
  std::string text(std::string_view sql) const;

  const std::string& path() const { return path_; }
  sqlite3* raw() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };

  std::string path_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace vigie
