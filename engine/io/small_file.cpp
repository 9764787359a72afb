// Written beside, renamed over.
#include "engine/io/small_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/file_handle.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 1 << 20;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw IoError(fmt::format("{}: {} ({})", printable_path(path), what, std::strerror(errno)));
}

// NAME.123 of a process that is no more.
void sweep(const fs::path& path) {
  const std::string start = path.filename().string() + ".";
  std::error_code failed;
  for (fs::directory_iterator entry(path.parent_path(), failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (name.size() <= start.size() || !name.starts_with(start)) continue;
    const std::string digits = name.substr(start.size());
    if (!std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c) != 0; }) || digits.size() > 9)
      continue;
    const auto process = static_cast<pid_t>(std::strtol(digits.c_str(), nullptr, 10));
    struct stat status {};
    const bool ours =
        ::lstat(entry->path().c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
    if (ours && (process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH))) ::unlink(entry->path().c_str());
  }
}

void write_all(const std::string& path, const std::string& text) {
  const FileHandle file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.opened()) {
    const std::string why = fmt::format("{}: cannot be created ({})", printable_path(path), std::strerror(errno));
    if (errno == ENOSPC || errno == EDQUOT) throw IoError(why);
    throw CannotCreateError(why);
  }
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t written = ::write(file.descriptor(), text.data() + done, text.size() - done);
    if (written < 0 && errno != EINTR) fail(path, "cannot be written");
    if (written > 0) done += static_cast<std::size_t>(written);
  }
}

}  // namespace

std::string small_file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(largest, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return text;
}

void replace_small_file(const std::string& path, const std::string& text) {
  constexpr unsigned readable = 0644;
  const fs::path full = fs::absolute(path);
  sweep(full);
  const std::string draft = fmt::format("{}.{}", full.string(), ::getpid());
  try {
    write_all(draft, text);
    make_durable(draft, readable);
    if (std::rename(draft.c_str(), full.c_str()) != 0) fail(path, "cannot be put in place");
    sync_directory(full.parent_path().string());
  } catch (...) {
    ::unlink(draft.c_str());
    throw;
  }
}

}  // namespace vigie
