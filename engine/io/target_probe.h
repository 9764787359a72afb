// Whether somebody still has the old output open.
#pragma once

#include <string>

namespace vigie {

/// The first of NAME-wal, NAME-shm and NAME-journal that lies beside the file; "" if none does.
std::string side_file(const std::string& path);

/// True if a side file lies there and another program holds SQLite's locks on the database (or there is no database to
/// ask). Changes nothing.
bool is_in_use(const std::string& path);

/// The same question for the moment before the rename, in two steps more: a side file that nobody uses is played back
/// into the old file and removed by SQLite, since it would otherwise be replayed into the new one. True if it stays.
bool stays_in_use(const std::string& path);

}  // namespace vigie
