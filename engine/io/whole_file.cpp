// Temporary name, sync, rename.
#include "engine/io/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/file_handle.h"

namespace vigie {
namespace {

[[noreturn]] void fail(const std::string& draft, const std::string& path) {
  const std::string why = std::strerror(errno);
  ::unlink(draft.c_str());
  throw IoError(fmt::format("{} cannot be written: {}", printable_path(path), why));
}

void write_all(int descriptor, const std::string& bytes, const std::string& draft, const std::string& path) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t wrote = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) fail(draft, path);
    done += static_cast<std::size_t>(wrote);
  }
}

}  // namespace

void write_whole_file(const std::string& path, const std::string& bytes) {
  constexpr unsigned readable_by_all = 0644;  // as the GeoPackage itself
  const std::string draft = fmt::format("{}.tmp-{}", path, ::getpid());
  ::unlink(draft.c_str());
  {
    const FileHandle file(draft, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.opened()) fail(draft, path);
    write_all(file.descriptor(), bytes, draft, path);
  }
  make_durable(draft, readable_by_all);
  if (std::rename(draft.c_str(), path.c_str()) != 0) fail(draft, path);
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  sync_directory(parent.empty() ? "." : parent.string());
}

std::string file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace vigie
