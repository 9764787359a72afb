// A copy of the file with other words in qgis_projects.
#include "engine/io/relink.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/output_target.h"
#include "engine/io/project_archive.h"
#include "engine/io/project_beside.h"
#include "engine/io/project_document.h"
#include "engine/io/project_links.h"
#include "engine/io/sqlite_handle.h"
#include "engine/io/target_probe.h"

namespace vigie {
namespace {

struct StoredProject {
  std::string name, qgs;
};

void require_geopackage(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    throw NoInputError(fmt::format("{}: there is no such file", printable_path(path)));
  constexpr std::string_view mark = "SQLite format 3";
  std::string start(mark.size(), ' ');
  std::ifstream(path, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start != mark) throw DataError(fmt::format("{}: is no GeoPackage", printable_path(path)));
}

std::vector<StoredProject> projects_in(const std::string& path) {
  const SqliteDatabase database(path, DatabaseAccess::read_only);
  std::vector<StoredProject> projects;
  if (database.integer("SELECT count(*) FROM sqlite_master WHERE name='qgis_projects'") == 0) return projects;
  SqliteStatement rows = database.prepare("SELECT name, content FROM qgis_projects ORDER BY name");
  while (rows.step()) projects.push_back({rows.text(0), qgs_of(bytes_of_hex(rows.text(1)))});
  return projects;
}

std::string file_of(const std::vector<StoredProject>& projects, const std::string& path) {
  for (const StoredProject& project : projects)
    if (project.name == project_name)
      if (std::string file = linked_file(project.qgs); !file.empty()) return file;
  throw DataError(
      fmt::format("{}: holds no project of vigie; write the file anew with vigie run", printable_path(path)));
}

// VACUUM INTO adds one to the schema's version: it is taken off before, so that relinking leaves no trace.
void compact_without_trace(SqliteDatabase& database, const std::string& to) {
  const std::int64_t version = database.integer("PRAGMA schema_version");
  database.execute(fmt::format("PRAGMA schema_version={}", version - 1));
  SqliteStatement vacuum = database.prepare("VACUUM INTO ?");
  vacuum.bind(1, std::string_view(to));
  vacuum.run();
}

void rewrite(const OutputTarget& target, const std::vector<StoredProject>& changed) {
  std::filesystem::copy_file(target.place(), target.draft());
  SqliteDatabase database(target.draft(), DatabaseAccess::read_write);
  database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
  {
    SqliteStatement update = database.prepare("UPDATE qgis_projects SET content=? WHERE name=?");
    for (const StoredProject& project : changed) {
      const std::string content = hex_of(qgz_of(project.qgs));
      update.bind(1, std::string_view(content));
      update.bind(2, std::string_view(project.name));
      update.run();
    }
  }
  compact_without_trace(database, target.finished_draft());
}

}  // namespace

RelinkSummary relink_geopackage(const std::string& path) {
  require_geopackage(path);
  OutputTarget target(path, {}, OnBusy::fail);
  if (stays_in_use(target.place()))
    throw BusyError(fmt::format("{} is open for editing in another program; close it there and try again", path));
  const std::vector<StoredProject> projects = projects_in(target.place());
  RelinkSummary summary{.old_file = file_of(projects, path), .projects = {}};
  std::vector<StoredProject> changed;
  for (const StoredProject& project : projects) {
    std::string qgs = relinked(project.qgs, summary.old_file, target.file_name());
    if (qgs == project.qgs) continue;
    summary.projects.push_back(project.name);
    changed.push_back({project.name, std::move(qgs)});
  }
  if (changed.empty()) return summary;
  rewrite(target, changed);
  target.settle();
  target.publish();
  if (std::filesystem::exists(qgz_path(target.place()))) write_project_beside(target.place());
  return summary;
}

}  // namespace vigie
