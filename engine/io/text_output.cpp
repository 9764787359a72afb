// Draft, force to the disk, rename.
#include "engine/io/text_output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/file_handle.h"
#include "engine/io/target_rules.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

void write_all(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      throw IoError(fmt::format("output {}: writing failed ({})", printable_path(path), std::strerror(errno)));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool same_place(const fs::path& a, const fs::path& b) {
  std::error_code failed;
  return fs::weakly_canonical(a, failed) == fs::weakly_canonical(b, failed);
}

}  // namespace

TextOutput::TextOutput(const std::string& path, const std::vector<std::string>& taken) : taken_(taken), shown_(path) {
  const fs::path wish(path);
  name_ = wish.filename().string();
  const fs::path parent = wish.has_parent_path() ? wish.parent_path() : fs::path(".");
  std::error_code failed;
  directory_ = fs::canonical(parent, failed).string();
  if (failed || !fs::is_directory(directory_, failed))
    throw CannotCreateError(fmt::format("output {}: the folder {} does not exist; create it first",
                                        printable_path(path), printable_path(parent.string())));
  if (name_.empty() || name_ == "." || name_ == "..")
    throw CannotCreateError(fmt::format("output {}: is a folder; name a file", printable_path(path)));
  for (const std::string& other : taken_)
    if (same_place(other, path))
      throw CannotCreateError(
          fmt::format("output {}: is also {}; choose another name", printable_path(path), printable_path(other)));
  require_usable_target(directory_ + "/" + name_, path, taken_);
  draft_ = fmt::format("{}/{}.tmp-{}", directory_, name_, ::getpid());
  sweep_stale_drafts();
}

TextOutput::~TextOutput() {
  remove_draft();
}

// NAME.tmp-123 of a process that is no more.
void TextOutput::sweep_stale_drafts() const {
  const std::string start = name_ + ".tmp-";
  std::error_code failed;
  for (fs::directory_iterator entry(directory_, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(start)) continue;
    char* rest = nullptr;
    const long process = std::strtol(name.c_str() + start.size(), &rest, 10);
    if (process <= 0 || *rest != '\0') continue;
    if (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH) ::unlink(entry->path().c_str());
  }
}

void TextOutput::draft(std::string_view text) {
  constexpr unsigned output_mode = 0644;
  {
    const FileHandle file(draft_, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (!file.opened()) {
      const std::string why =
          fmt::format("output {}: cannot be written in its folder ({})", printable_path(shown_), std::strerror(errno));
      if (errno == ENOSPC || errno == EDQUOT) throw IoError(why);
      throw CannotCreateError(why);
    }
    write_all(file.descriptor(), text, shown_);
  }
  make_durable(draft_, output_mode);
}

void TextOutput::publish() {
  const std::string target = directory_ + "/" + name_;
  require_usable_target(target, shown_, taken_);
  if (std::rename(draft_.c_str(), target.c_str()) != 0)
    throw IoError(fmt::format("output {}: the finished file cannot be put in place ({})", printable_path(shown_),
                              std::strerror(errno)));
  sync_directory(directory_);
}

void TextOutput::remove_draft() const noexcept {
  ::unlink(draft_.c_str());
}

}  // namespace vigie
