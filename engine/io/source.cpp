// What may be named as an input: regular files of this machine, nothing that a library would take for a command.
#include "engine/io/source.h"

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/database_source.h"
#include "engine/io/file_format.h"
#include "engine/io/standard_input.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

namespace vigie {
namespace {

constexpr std::size_t longest_path = 300;  // letters of a path in a message

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Where the value of a word like password= begins and ends; nothing to hide where they are equal.
std::pair<std::size_t, std::size_t> secret_after(const std::string& folded, std::string_view word, std::size_t from) {
  const std::size_t found = folded.find(word, from);
  if (found == folded.npos) return {folded.npos, folded.npos};
  const std::size_t begin = found + word.size();
  return {begin, std::min(folded.find_first_of(" &,;/", begin), folded.size())};
}

// "PG:dbname=x", "CSV:/x": two letters or more before a colon, no folder among them.
bool has_driver_prefix(std::string_view path) {
  const std::size_t colon = path.find(':');
  return colon != path.npos && colon >= 2 && std::ranges::all_of(path.substr(0, colon), is_word);
}

// The job resolves relative paths against its own folder, so that a command may stand behind "folder/".
std::string_view without_folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

void require_plain_path(const std::string& path) {
  const auto refuse = [&](std::string_view why) {
    throw NoInputError(fmt::format("{}: {}; name a file of this machine", shown_path(path), why));
  };
  const std::string_view text = trim(path);
  if (text.empty()) throw NoInputError("an input has an empty path; name a file");
  if (path.find('\0') != path.npos) refuse("a path cannot hold a NUL");
  if (lower(text).starts_with("/vsi")) refuse("virtual file systems are not read");
  if (text.find("://") != text.npos) refuse("nothing is fetched from the network");
  if (text.front() == '<' || text.front() == '{' || text.front() == '[') refuse("this is content and no file name");
  if (has_driver_prefix(text)) refuse("this looks like a connection or driver prefix");
}

std::string nearest_file(const std::filesystem::path& missing) {
  constexpr std::size_t most_names = 10000;
  std::vector<std::string> names;
  std::error_code error;
  const std::filesystem::path folder = missing.has_parent_path() ? missing.parent_path() : ".";
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator() && names.size() < most_names; entry.increment(error))
    names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  return nearest_name(missing.filename().string(), names);
}

[[noreturn]] void refuse_missing(const std::string& path) {
  const std::filesystem::path missing(path);
  const std::string shown = shown_path(path);
  std::error_code error;
  if (missing.has_parent_path() && !std::filesystem::exists(missing.parent_path(), error))
    throw NoInputError(fmt::format("{}: the folder {} does not exist", shown,
                                   printable(missing.parent_path().string(), longest_path)));
  const std::string near = nearest_file(missing);
  throw NoInputError(near.empty() ? fmt::format("{}: no such file", shown)
                                  : fmt::format("{}: no such file; did you mean {}?", shown, printable(near)));
}

std::string_view kind_name(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

}  // namespace

std::string shown_path(const std::string& path) {
  std::string shown = path;
  // user:password@host of a URL
  if (const std::size_t start = shown.find("://"); start != shown.npos) {
    const std::size_t end = shown.find_first_of("/?", start + 3), at = shown.rfind('@', end);
    if (at != shown.npos && at > start + 3) shown.replace(start + 3, at - start - 3, "***");
  }
  for (const std::string_view word : {"password=", "user=", "pwd=", "token=", "sig="})
    for (auto [begin, end] = secret_after(lower(shown), word, 0); begin != shown.npos;
         std::tie(begin, end) = secret_after(lower(shown), word, begin))
      shown.replace(begin, end - begin, "***");
  return printable(shown, longest_path);
}

std::string source_name(const Source& source) {
  if (is_database(source.path)) return database_name(source);
  if (source.path == standard_input) return "standard input";
  constexpr std::size_t longest_name = 255;
  return printable(without_folder(source.path), longest_name);
}

std::string real_input_path(const Source& source) {
  if (source.path == standard_input) return standard_input_path();
  require_plain_path(source.path);
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(source.path, error);
  struct stat status {};
  if (error == std::errc::permission_denied)
    throw NoInputError(fmt::format("{}: permission denied", printable(source.path, longest_path)));
  if (error || lstat(real.c_str(), &status) != 0) refuse_missing(source.path);
  if (!S_ISREG(status.st_mode))
    throw NoInputError(fmt::format("{} is {}; name a regular file{}", printable(source.path, longest_path),
                                   kind_name(status.st_mode),
                                   S_ISFIFO(status.st_mode) ? ", or - and pipe a CSV in" : ""));
  return real.string();
}

SourceKind identify(const Source& source) {
  return examine_input(source).format == FileFormat::text ? SourceKind::csv : SourceKind::vector;
}

FileState file_state(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0)
    throw NoInputError(fmt::format("{}: {}", printable(path, longest_path), std::strerror(errno)));
  constexpr std::int64_t nanoseconds = 1'000'000'000;
  return {status.st_size, status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec, status.st_dev, status.st_ino};
}

}  // namespace vigie
