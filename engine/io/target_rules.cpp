// Looking at what stands where an output shall stand.
#include "engine/io/target_rules.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {

void require_usable_target(const std::string& path, const std::string& shown, const std::vector<std::string>& inputs) {
  const auto refuse = [&](std::string_view why) {
    throw CannotCreateError(fmt::format("output {}: {}", printable(shown, 400), why));
  };
  struct stat target {};
  if (::lstat(path.c_str(), &target) != 0) {
    if (errno != ENOENT) refuse(std::strerror(errno));
    return;
  }
  if (S_ISDIR(target.st_mode)) refuse("is a folder; name a file");
  if (S_ISLNK(target.st_mode)) refuse("is a symbolic link; name the file itself");
  if (!S_ISREG(target.st_mode)) refuse("is no regular file");
  for (const std::string& input : inputs) {
    struct stat source {};
    if (::stat(input.c_str(), &source) == 0 && source.st_dev == target.st_dev && source.st_ino == target.st_ino)
      refuse(fmt::format("is the input {}; choose another output", printable(input, 400)));
  }
}

}  // namespace vigie
