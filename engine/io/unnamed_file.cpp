// Linux makes such files with O_TMPFILE.
#include "engine/io/unnamed_file.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdlib>

namespace vigie {
namespace {

bool is_on_disk(int file) {
  struct statfs system {};
  return ::fstatfs(file, &system) == 0 && system.f_type != TMPFS_MAGIC && system.f_type != RAMFS_MAGIC;
}

}  // namespace

FileHandle unnamed_file(const std::string& folder) {
  return {folder, O_TMPFILE | O_RDWR};
}

std::string folder_on_disk() {
  const char* const wished = std::getenv("TMPDIR");
  for (const char* const folder : {wished, "/var/tmp", "/tmp"}) {
    if (folder == nullptr || *folder == '\0') continue;
    const FileHandle file = unnamed_file(folder);
    if (file.opened() && is_on_disk(file.descriptor())) return folder;
  }
  return {};
}

}  // namespace vigie
