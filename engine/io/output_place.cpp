// Claiming an output, keeping others away from it, and replacing it whole.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/io/output_target.h"
#include "engine/io/target_probe.h"
#include "engine/io/target_rules.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view draft_mark = ".tmp-";
constexpr int last_suffix = 999;

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
  throw CannotCreateError(fmt::format("output {}: {}", printable_path(path), why));
}

void pause_while_busy() {
  check_stop();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

// out.gpkg, 2 -> out-2.gpkg
std::string numbered(const std::string& name, int number) {
  const fs::path path(name);
  return fmt::format("{}-{}{}", path.stem().string(), number, path.extension().string());
}

bool is_draft_of(std::string_view entry, const std::string& name) {
  const std::string start = name + std::string(draft_mark);
  return entry.size() > start.size() && entry.starts_with(start) &&
         std::isdigit(static_cast<unsigned char>(entry[start.size()]));
}

void remove_matching(const std::string& directory, const auto& matches) noexcept {
  std::error_code failed;
  for (fs::directory_iterator entry(directory, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string path = entry->path().string();
    struct stat status {};
    if (!matches(entry->path().filename().string())) continue;
    if (::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid())
      ::unlink(path.c_str());
  }
}

}  // namespace

OutputTarget::OutputTarget(const std::string& path, std::vector<std::string> inputs, OnBusy on_busy)
    : inputs_(std::move(inputs)), on_busy_(on_busy) {
  TargetPlace place = target_place(path, "out.gpkg");
  wish_ = std::move(place.name);
  directory_ = std::move(place.directory);
  shown_directory_ = path.substr(0, path.size() - wish_.size());
  claim();
  sweep_stale_drafts();
  start_draft();
}

OutputTarget::~OutputTarget() {
  remove_drafts();
}

void OutputTarget::refuse_unusable(const std::string& name) const {
  require_usable_target(real_path(name), shown_directory_ + name, inputs_);
}

// False, with the reason kept, if somebody else holds the place.
bool OutputTarget::try_claim(const std::string& name) {
  refuse_unusable(name);
  std::optional<FileHandle> lock = try_lock(real_path(name) + ".lock");
  if (!lock) {
    busy_reason_ = fmt::format("output {} is being written by another run, which holds {}.lock",
                               printable_path(shown_directory_ + name), printable_path(name));
    return false;
  }
  if (is_in_use(real_path(name))) {
    busy_reason_ = fmt::format("output {} is open for editing in another program ({} lies beside it)",
                               printable_path(shown_directory_ + name),
                               printable_path(fs::path(side_file(real_path(name))).filename().string()));
    return false;
  }
  lock_ = std::move(lock);
  name_ = name;
  shown_path_ = shown_directory_ + name;
  return true;
}

// The first of NAME-2, NAME-3, ... that nobody has: a file that stands there may be somebody's, so it is left alone.
void OutputTarget::claim_beside() {
  for (int number = 2; number <= last_suffix; ++number) {
    const std::string name = numbered(wish_, number);
    struct stat status {};
    if (::lstat(real_path(name).c_str(), &status) != 0 && try_claim(name)) return;
  }
  throw BusyError(fmt::format("{}; all names up to {} are taken, too", busy_reason_, numbered(wish_, last_suffix)));
}

void OutputTarget::claim() {
  while (!try_claim(wish_)) {
    if (on_busy_ == OnBusy::suffix) return claim_beside();
    if (on_busy_ == OnBusy::fail)
      throw BusyError(busy_reason_ + "; try again later, or set output.on_busy to \"wait\" or \"suffix\"");
    pause_while_busy();
  }
}

// The lock makes every draft of this output stale, whichever program died over it.
void OutputTarget::sweep_stale_drafts() const {
  remove_matching(directory_, [&](const std::string& entry) { return is_draft_of(entry, name_); });
}

// Made at once, so that a folder without permission or room fails before hours of work. VACUUM INTO takes an empty
// file.
void OutputTarget::start_draft() {
  const std::string prefix = fmt::format("{}{}{}", real_path(name_), draft_mark, ::getpid());
  const FileHandle draft(prefix + "-v.gpkg", O_RDWR | O_CREAT | O_EXCL);
  if (!draft.opened()) {
    const std::string why = fmt::format("cannot be written in its folder ({})", std::strerror(errno));
    if (errno == ENOSPC || errno == EDQUOT)
      throw IoError(fmt::format("output {}: {}", printable_path(shown_path_), why));
    refuse(shown_path_, why);
  }
  draft_prefix_ = prefix;
}

void OutputTarget::require_room(double bytes) const {
  struct statvfs disk {};
  if (::statvfs(directory_.c_str(), &disk) != 0) return;
  const double free = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize);
  if (free < bytes)
    throw IoError(fmt::format("output {}: the disk has {:.1f} MB free, about {:.1f} MB are needed; make room",
                              printable_path(shown_path_), free / 1e6, bytes / 1e6));
}

void OutputTarget::settle() {
  // On purpose and not by umask, which may be 077: analysts read what a nightly service writes.
  constexpr unsigned output_mode = 0644;
  make_durable(finished_draft(), output_mode);
  while (stays_in_use(real_path(name_))) {
    busy_reason_ =
        fmt::format("output {} was opened for editing in another program meanwhile", printable_path(shown_path_));
    if (on_busy_ == OnBusy::suffix) return claim_beside();
    if (on_busy_ == OnBusy::fail) throw BusyError(busy_reason_ + "; close it there and try again");
    pause_while_busy();
  }
}

// The new file stands, so this is no failure any more: what a loss of power could bring back is the old file, whole.
void OutputTarget::sync_renamed() const {
  try {
    sync_directory(directory_);
  } catch (const IoError&) {
    return;
  }
}

void OutputTarget::publish() {
  // A disk that fails is noticed before the old file goes.
  sync_directory(directory_);
  refuse_unusable(name_);
  if (std::rename(finished_draft().c_str(), real_path(name_).c_str()) != 0)
    throw IoError(fmt::format("output {}: the finished file cannot be put in place ({})", printable_path(shown_path_),
                              std::strerror(errno)));
  sync_renamed();
  remove_drafts();
}

void OutputTarget::remove_drafts() const noexcept {
  if (draft_prefix_.empty()) return;
  const std::string start = fs::path(draft_prefix_).filename().string();
  remove_matching(directory_, [&](const std::string& entry) {
    return entry.starts_with(start + ".") || entry.starts_with(start + "-v");
  });
}

OutputPlace::OutputPlace(const std::string& path, const std::vector<std::string>& inputs, OnBusy on_busy)
    : state_(std::make_unique<State>(path, inputs, on_busy)) {}

OutputPlace::~OutputPlace() = default;
OutputPlace::OutputPlace(OutputPlace&&) noexcept = default;
OutputPlace& OutputPlace::operator=(OutputPlace&&) noexcept = default;

const std::string& OutputPlace::path() const {
  return state_->path();
}

const std::vector<std::string>& OutputPlace::saved_aside() const {
  return state_->saved_aside;
}

}  // namespace vigie
