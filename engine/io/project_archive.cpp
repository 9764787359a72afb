// Zips in GDAL's memory file system.
#include "engine/io/project_archive.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/io/gdal_sandbox.h"

namespace vigie {
namespace {

constexpr std::size_t largest_project = 1u << 28;  // a bomb of zeros would unpack to more

// Two archives at work in one process must not share a name.
std::string memory_name() {
  static std::atomic<unsigned> number{0};
  return fmt::format("/vsimem/vigie-project-{}.zip", number++);
}

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using FilePointer = std::unique_ptr<VSILFILE, CloseFile>;

struct MemoryFile {
  explicit MemoryFile(std::string given) : name(std::move(given)) {}
  ~MemoryFile() { VSIUnlink(name.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string name;
};

[[noreturn]] void fail(const char* why) {
  throw DataError(fmt::format("the project inside cannot be read: {}", why));
}

std::string read_entry(const std::string& path) {
  const FilePointer entry(VSIFOpenL(path.c_str(), "rb"));
  if (!entry) fail("its entry does not open");
  VSIFSeekL(entry.get(), 0, SEEK_END);
  const auto size = static_cast<std::size_t>(VSIFTellL(entry.get()));
  if (size > largest_project) fail("it is too large");
  VSIFSeekL(entry.get(), 0, SEEK_SET);
  std::string text(size, '\0');
  if (VSIFReadL(text.data(), 1, size, entry.get()) != size) fail("its entry is cut short");
  return text;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  fail("it is no hexadecimal text");
}

}  // namespace

std::string qgz_of(const std::string& qgs) {
  open_gdal_sandbox();
  const MemoryFile archive(memory_name());
  VSILFILE* entry = VSIFOpenL(fmt::format("/vsizip/{}/project.qgs", archive.name).c_str(), "wb");
  bool whole = entry != nullptr && VSIFWriteL(qgs.data(), 1, qgs.size(), entry) == qgs.size();
  whole = entry != nullptr && VSIFCloseL(entry) == 0 && whole;
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(archive.name.c_str(), &size, FALSE);
  if (!whole || bytes == nullptr) throw std::runtime_error("the project's archive cannot be built");
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::string qgs_of(const std::string& qgz) {
  open_gdal_sandbox();
  const MemoryFile archive(memory_name());
  FilePointer file(VSIFOpenL(archive.name.c_str(), "wb"));
  if (!file || VSIFWriteL(qgz.data(), 1, qgz.size(), file.get()) != qgz.size())
    throw std::runtime_error("no memory for the project's archive");
  file.reset();
  const GdalQuiet question;
  const CPLStringList entries(VSIReadDir(("/vsizip/" + archive.name).c_str()));
  for (int i = 0; i < entries.Count(); ++i)
    if (std::string_view(entries[i]).ends_with(".qgs"))
      return read_entry(fmt::format("/vsizip/{}/{}", archive.name, entries[i]));
  fail("its archive holds no .qgs");
}

std::string hex_of(const std::string& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char c : bytes) {
    hex += digits[static_cast<unsigned char>(c) >> 4];
    hex += digits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

std::string bytes_of_hex(const std::string& hex) {
  if (hex.size() % 2 != 0) fail("it is no hexadecimal text");
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1]));
  return bytes;
}

}  // namespace vigie
