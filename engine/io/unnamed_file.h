// Files for what is too large for memory: without a name, gone with whoever opened them.
#pragma once

#include <string>

#include "engine/io/file_handle.h"

namespace vigie {

/// The first of TMPDIR, /var/tmp and /tmp that lies on a disk and takes files without a name; "" where none does.
/// A file system that is itself kept in memory is no disk.
std::string folder_on_disk();

/// A new, empty file in the folder, for this user alone; not opened where the folder takes none.
FileHandle unnamed_file(const std::string& folder);

}  // namespace vigie
