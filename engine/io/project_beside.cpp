// Reads the project back from the finished file, so that both are the same.
#include "engine/io/project_beside.h"

#include <fmt/format.h>

#include <filesystem>

#include "engine/io/project_archive.h"
#include "engine/io/project_document.h"
#include "engine/io/sqlite_handle.h"
#include "engine/io/whole_file.h"

namespace vigie {

std::string qgz_path(const std::string& geopackage) {
  return std::filesystem::path(geopackage).replace_extension(".qgz").string();
}

void write_project_beside(const std::string& geopackage) {
  const SqliteDatabase database(geopackage, DatabaseAccess::read_only);
  const std::string content =
      database.text(fmt::format("SELECT content FROM qgis_projects WHERE name={}", sql_text(project_name)));
  write_whole_file(qgz_path(geopackage), bytes_of_hex(content));
}

}  // namespace vigie
