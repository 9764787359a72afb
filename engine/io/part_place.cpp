// Open, lock, look whether the lock is on what the name still names.
#include "engine/io/part_place.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/target_rules.h"

namespace vigie {
namespace {

bool still_named(int descriptor, const std::string& path) {
  struct stat held {
  }, named{};
  return ::fstat(descriptor, &held) == 0 && ::lstat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

}  // namespace

PartPlace::PartPlace(const std::string& path, const std::vector<std::string>& taken) : shown_(path), taken_(taken) {
  TargetPlace place = target_place(path, "3.part");
  directory_ = std::move(place.directory);
  name_ = std::move(place.name);
  require_usable_target(directory_ + "/" + name_, shown_, taken_);
  draft_path_ = directory_ + "/." + name_ + ".draft";
  while (!claim()) continue;
  if (::ftruncate(draft_->descriptor(), 0) != 0)
    throw IoError(fmt::format("output {}: writing failed ({})", printable_path(shown_), std::strerror(errno)));
}

PartPlace::~PartPlace() {
  if (!published_ && draft_) ::unlink(draft_path_.c_str());
}

// False where the draft was put in place between opening and locking: then the lock is on somebody's finished part.
bool PartPlace::claim() {
  FileHandle draft(draft_path_, O_WRONLY | O_CREAT);
  if (!draft.opened()) {
    const std::string why =
        fmt::format("output {}: cannot be written in its folder ({})", printable_path(shown_), std::strerror(errno));
    if (errno == ENOSPC || errno == EDQUOT) throw IoError(why);
    throw CannotCreateError(why);
  }
  if (::flock(draft.descriptor(), LOCK_EX | LOCK_NB) != 0)
    throw BusyError(
        fmt::format("output {}: another program writes this part; try again later", printable_path(shown_)));
  if (!still_named(draft.descriptor(), draft_path_)) return false;
  draft_ = std::move(draft);
  return true;
}

void PartPlace::publish() {
  constexpr unsigned output_mode = 0644;
  const std::string target = directory_ + "/" + name_;
  make_durable(draft_path_, output_mode);
  require_usable_target(target, shown_, taken_);
  if (std::rename(draft_path_.c_str(), target.c_str()) != 0)
    throw IoError(fmt::format("output {}: the finished file cannot be put in place ({})", printable_path(shown_),
                              std::strerror(errno)));
  published_ = true;
  sync_directory(directory_);
}

}  // namespace vigie
