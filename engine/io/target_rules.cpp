// Looking at what stands where an output shall stand.
#include "engine/io/target_rules.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

[[noreturn]] void refuse_target(const std::string& shown, std::string_view why) {
  throw CannotCreateError(fmt::format("output {}: {}", printable_path(shown), why));
}

}  // namespace

TargetPlace target_place(const std::string& path, const std::string& example) {
  namespace fs = std::filesystem;
  const fs::path wish(path);
  TargetPlace place{.directory = {}, .name = wish.filename().string()};
  if (place.name.empty() || place.name == "." || place.name == "..")
    refuse_target(path, fmt::format("is a folder; name a file such as {}", example));
  const fs::path parent = wish.has_parent_path() ? wish.parent_path() : fs::path(".");
  const std::string shown = printable_path(parent.string());
  std::error_code failed;
  place.directory = fs::canonical(parent, failed).string();
  if (failed || !fs::is_directory(place.directory, failed))
    refuse_target(path, failed == std::errc::permission_denied
                            ? fmt::format("the folder {} may not be entered", shown)
                            : fmt::format("the folder {} does not exist; create it first", shown));
  return place;
}

void require_usable_target(const std::string& path, const std::string& shown, const std::vector<std::string>& inputs) {
  const auto refuse = [&](std::string_view why) { refuse_target(shown, why); };
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
      refuse(fmt::format("is the input {}; choose another output", printable_path(input)));
  }
}

}  // namespace vigie
