// One row of qgis_projects.
#include "engine/io/geopackage_project.h"

#include <fmt/format.h>

#include "engine/io/project_archive.h"
#include "engine/io/project_document.h"

namespace vigie {

void write_project(SqliteDatabase& database, const std::string& qgs, const std::string& instant) {
  database.execute("CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
  const std::string metadata = fmt::format(
      R"({{"last_modified_time": "{}", "last_modified_user": "vigie {}"}})", instant.substr(0, 19), VIGIE_VERSION);
  const std::string content = hex_of(qgz_of(qgs));
  SqliteStatement insert = database.prepare("INSERT INTO qgis_projects VALUES(?,?,?)");
  insert.bind(1, std::string_view(project_name));
  insert.bind(2, std::string_view(metadata));
  insert.bind(3, std::string_view(content));
  insert.run();
}

}  // namespace vigie
