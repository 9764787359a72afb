// First bytes of the formats that are read, and clear words for those that are not.
#include "engine/io/file_format.h"

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/database_source.h"
#include "engine/io/shapefile_parts.h"
#include "engine/io/standard_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

namespace vigie {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_size = 4096;

std::string read_head(const std::string& path, const std::string& name) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw NoInputError(fmt::format("{} cannot be opened: {}", name, std::strerror(errno)));
  std::string head(head_size, '\0');
  file.read(head.data(), head_size);
  if (file.bad()) throw IoError(fmt::format("{} cannot be read", name));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head;
}

struct Refusal {
  std::string_view start;
  std::string_view words;
};

// Formats that people do send; each with what to do instead.
constexpr std::array refusals{
    Refusal{"\x1F\x8B"sv, "is compressed with gzip; unpack it first"},
    Refusal{"BZh"sv, "is compressed with bzip2; unpack it first"},
    Refusal{"\xFD"
            "7zXZ\0"sv,
            "is compressed with xz; unpack it first"},
    Refusal{"\x28\xB5\x2F\xFD"sv, "is compressed with zstd; unpack it first"},
    Refusal{"7z\xBC\xAF\x27\x1C"sv, "is a 7-Zip archive; unpack it first"},
    Refusal{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "is an Excel or Office file; save the sheet as CSV"},
    Refusal{"PAR1"sv, "is a Parquet file; convert it to CSV or GeoPackage"},
    Refusal{"%PDF-"sv, "is a PDF; ask for the data as CSV or GeoPackage"},
    Refusal{"II*\0"sv, "is a TIFF image; reports and boundaries are vectors"},
    Refusal{"MM\0*"sv, "is a TIFF image; reports and boundaries are vectors"},
};

std::string_view zip_words(std::string_view head) {
  if (head.find("xl/") != head.npos || head.find("[Content_Types].xml") != head.npos)
    return "is an Excel workbook (XLSX, a ZIP); save the sheet as CSV UTF-8";
  if (head.find("opendocument") != head.npos) return "is an OpenDocument sheet (a ZIP); save it as CSV UTF-8";
  return "is a ZIP archive; unpack it first";
}

std::string_view markup_words(const std::string& head) {
  if (head.find("<!doctype html") != head.npos || head.find("<html") != head.npos || head.find("<head") != head.npos)
    return "looks like HTML, perhaps a login or error page; download it again";
  if (head.starts_with("<ogrvrtdatasource") || head.starts_with("<vrtdataset") || head.find("<ogrvrt") != head.npos)
    return "is a GDAL virtual file (VRT), which points to other data; name those data themselves";
  return "is XML; convert it to GeoPackage or GeoJSON";
}

// Text as it starts for a reader: after a byte order mark and blanks.
std::string_view first_letters(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return trim(head);
}

bool is_markup(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  const char next = text[1];
  return next == '!' || next == '?' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

// An object or a list of objects; a lone brace may well start a CSV header.
bool is_json(std::string_view text) {
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
  const std::string_view rest = trim(text.substr(1));
  return !rest.empty() && (text[0] == '{' ? rest[0] == '"' || rest[0] == '}' : rest[0] == '{' || rest[0] == ']');
}

std::optional<std::string_view> why_refused(std::string_view head) {
  for (const Refusal& refusal : refusals)
    if (head.starts_with(refusal.start)) return refusal.words;
  if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6")) return zip_words(head);
  const std::string_view text = first_letters(head);
  if (is_markup(text)) return markup_words(lower(text));
  if (lower(text.substr(0, 6)) == "!table") return "is a MapInfo TAB; convert it to GeoPackage";
  return {};
}

FileFormat format_of(std::string_view head) {
  if (head.starts_with("SQLite format 3\0"sv)) return FileFormat::geopackage;
  if (head.starts_with("fgb\3fgb")) return FileFormat::flatgeobuf;
  if (head.starts_with("\0\0\x27\x0A"sv)) return FileFormat::shapefile;
  if (is_json(first_letters(head))) return FileFormat::geojson;
  return FileFormat::text;
}

std::string_view format_name(FileFormat format) {
  switch (format) {
    case FileFormat::text:
      return "text";
    case FileFormat::geopackage:
      return "a GeoPackage";
    case FileFormat::geojson:
      return "GeoJSON";
    case FileFormat::shapefile:
      return "a Shapefile";
    case FileFormat::flatgeobuf:
      return "FlatGeobuf";
    case FileFormat::database:
      return "a database";
  }
  throw std::logic_error("format without a name");
}

// What the extension promises; nothing for unknown extensions, which promise nothing.
std::optional<FileFormat> promised_format(const std::string& extension) {
  if (extension == ".gpkg") return FileFormat::geopackage;
  if (extension == ".geojson" || extension == ".json") return FileFormat::geojson;
  if (extension == ".shp") return FileFormat::shapefile;
  if (extension == ".fgb") return FileFormat::flatgeobuf;
  if (extension == ".csv" || extension == ".tsv" || extension == ".tab" || extension == ".txt") return FileFormat::text;
  return {};
}

// OGR finds GeoJSON and Shapefiles by their extensions; the other two by their bytes.
void require_extension(const InputFile& input, const std::string& extension) {
  const std::optional<FileFormat> promised = promised_format(extension);
  if (promised && *promised != input.format)
    throw DataError(
        fmt::format("{} is named {} but its content is {}; name it as what it is, or ask for the right file",
                    input.name, extension, format_name(input.format)));
  if (extension == ".dbf" || extension == ".shx")
    throw DataError(fmt::format("{} is one part of a Shapefile; name the .shp file", input.name));
  if (!promised && input.format == FileFormat::geojson)
    throw DataError(fmt::format("{} holds JSON; name it .geojson", input.name));
  if (!promised && input.format == FileFormat::shapefile)
    throw DataError(fmt::format("{} is part of a Shapefile; it must be named .shp", input.name));
}

}  // namespace

InputFile examine_input(const Source& source) {
  if (is_database(source.path)) {
    database_connection(source);  // refuses what the job does not allow
    return {source.path, source_name(source), FileFormat::database, {}};
  }
  InputFile input{real_input_path(source), source_name(source), FileFormat::text, {}};
  const std::string head = read_head(input.path, input.name);
  if (head.empty()) throw DataError(fmt::format("{} is empty (0 bytes); ask for it again", input.name));
  if (const auto words = why_refused(head)) throw DataError(fmt::format("{} {}", input.name, *words));
  input.format = format_of(head);
  if (source.path == standard_input && input.format != FileFormat::text)
    throw DataError(fmt::format("the standard input holds {}; only a CSV can be piped in, name the file",
                                format_name(input.format)));
  require_extension(input, lower(std::filesystem::path(source.path).extension().string()));
  if (input.format == FileFormat::shapefile) {
    input.parts = shapefile_parts(input.path, input.name);
  } else {
    input.parts = {input.path};
  }
  return input;
}

std::vector<FileState> file_states(const InputFile& input) {
  std::vector<FileState> states;
  for (const std::string& part : input.parts) states.push_back(file_state(part));
  return states;
}

void require_unchanged(const InputFile& input, const std::vector<FileState>& before) {
  if (file_states(input) != before)
    throw DataError(fmt::format("{} changed while it was read; run again when nobody writes to it", input.name));
}

}  // namespace vigie
