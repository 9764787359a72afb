// SQLite's locks seen from outside, and its own recovery for what was left behind.
#include "engine/io/target_probe.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <memory>

#include "engine/io/file_handle.h"

namespace vigie {
namespace {

bool exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

// Bytes that SQLite locks on unix: pending, reserved and 510 shared ones (src/os.h, PENDING_BYTE). In WAL mode every
// open connection holds a shared lock for as long as it lives.
bool is_locked_by_sqlite(const std::string& path) {
  const FileHandle file(path, O_RDONLY);
  if (!file.opened()) return true;
  struct flock asked {};
  asked.l_type = F_WRLCK;
  asked.l_whence = SEEK_SET;
  asked.l_start = 0x40000000;
  asked.l_len = 512;
  return ::fcntl(file.descriptor(), F_GETLK, &asked) != 0 || asked.l_type != F_UNLCK;
}

}  // namespace

std::string side_file(const std::string& path) {
  for (const char* suffix : {"-wal", "-shm", "-journal"})
    if (exists(path + suffix)) return path + suffix;
  return {};
}

bool is_in_use(const std::string& path) {
  return !side_file(path).empty() && is_locked_by_sqlite(path);
}

bool stays_in_use(const std::string& path) {
  if (side_file(path).empty()) return false;
  if (is_locked_by_sqlite(path)) return true;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(raw, sqlite3_close);
  if (opened != SQLITE_OK) return true;
  constexpr int patience_ms = 300;
  sqlite3_busy_timeout(raw, patience_ms);
  // While QGIS edits, the file is in WAL mode and leaving that mode fails; BEGIN EXCLUSIVE would not notice.
  for (const char* sql :
       {"SELECT count(*) FROM sqlite_master", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE"}) {
    const int code = sqlite3_exec(raw, sql, nullptr, nullptr, nullptr);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return true;
  }
  database.reset();
  return !side_file(path).empty();
}

}  // namespace vigie
