// Plain selects over plain tables.
#include "engine/io/result_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "engine/base/error.h"
#include "engine/io/file_format.h"

namespace vigie {

UntrustedDatabase open_geopackage(const std::string& path, std::string_view advice) {
  const InputFile input = examine_input(Source{.path = path, .layer = {}, .encoding = {}, .delimiter = {}});
  if (input.format != FileFormat::geopackage)
    throw DataError(fmt::format("{} is no GeoPackage; {}", input.name, advice));
  return {input.path, input.name};
}

ResultFile::ResultFile(const std::string& path) : database_(open_geopackage(path, "name another output")) {}

std::vector<UntrustedDatabase::Row> ResultFile::rows(std::string_view table,
                                                     const std::vector<std::string>& columns) const {
  return database_.rows(fmt::format("SELECT {} FROM {} ORDER BY rowid", fmt::join(columns, ", "), table));
}

bool is_there(const std::string& path) {
  return std::filesystem::exists(std::filesystem::symlink_status(path));
}

}  // namespace vigie
