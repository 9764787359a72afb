// Lengths that the headers promise: OGR reads a cut Shapefile as features without geometry.
#include "engine/io/shapefile_parts.h"

#include "engine/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace vigie {
namespace {

constexpr std::int64_t main_header = 100;  // bytes, of .shp and .shx
constexpr std::int64_t index_record = 8;

struct Part {
  std::string path;
  std::int64_t bytes = 0;
  std::array<std::uint8_t, 32> head{};  // zeros where the file is shorter
};

Part read_part(const std::string& path) {
  Part part{path, static_cast<std::int64_t>(std::filesystem::file_size(path)), {}};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw NoInputError(fmt::format("{} cannot be opened", path));
  std::array<char, 32> bytes{};
  file.read(bytes.data(), bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) part.head[i] = static_cast<std::uint8_t>(bytes[i]);
  return part;
}

std::string beside(const std::string& path, std::string_view extension) {
  std::string upper(extension);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  for (const std::string& candidate : {std::string(extension), upper}) {
    const std::filesystem::path side = std::filesystem::path(path).replace_extension(candidate);
    if (std::filesystem::is_regular_file(side)) return side.string();
  }
  return {};
}

Part required_part(const std::string& path, const std::string& name, std::string_view extension) {
  const std::string side = beside(path, extension);
  if (side.empty())
    throw DataError(
        fmt::format("{}: its {} file is missing; a Shapefile is .shp, .shx and .dbf together", name, extension));
  return read_part(side);
}

// Length of .shp and .shx: 16-bit words, big endian, at byte 24.
std::int64_t promised_bytes(const Part& part) {
  const auto& h = part.head;
  return 2 * ((std::int64_t{h[24]} << 24) | (std::int64_t{h[25]} << 16) | (std::int64_t{h[26]} << 8) | h[27]);
}

void require_length(const Part& part, std::int64_t promised, const std::string& name) {
  if (part.bytes < promised || promised < 0)
    throw DataError(fmt::format("{} is cut short: {} holds {} bytes and its header promises {}; ask for it again", name,
                                std::filesystem::path(part.path).extension().string(), part.bytes, promised));
}

}  // namespace

std::vector<std::string> shapefile_parts(const std::string& path, const std::string& name) {
  const Part shapes = read_part(path);
  const Part index = required_part(path, name, ".shx");
  const Part fields = required_part(path, name, ".dbf");
  require_length(shapes, std::max(promised_bytes(shapes), main_header), name);
  require_length(index, std::max(promised_bytes(index), main_header), name);
  // dBASE III: records at byte 4 (32 bit), header length at 8 and record length at 10 (16 bit), little endian.
  const auto& h = fields.head;
  const std::int64_t records =
      h[4] | (std::int64_t{h[5]} << 8) | (std::int64_t{h[6]} << 16) | (std::int64_t{h[7]} << 24);
  const std::int64_t header = h[8] | (std::int64_t{h[9]} << 8), record = h[10] | (std::int64_t{h[11]} << 8);
  require_length(fields, header + records * record, name);
  const std::int64_t indexed = (promised_bytes(index) - main_header) / index_record;
  if (indexed != records)
    throw DataError(
        fmt::format("{}: .shx lists {} shapes and .dbf {} records; ask for it again", name, indexed, records));
  std::vector<std::string> parts;
  for (const std::string& part : {beside(path, ".cpg"), fields.path, beside(path, ".prj"), path, index.path})
    if (!part.empty()) parts.push_back(part);
  return parts;
}

}  // namespace vigie
