// Reads qgis_projects and layer_styles of the file that is about to be replaced.
#include "engine/io/analyst_work.h"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/io/project_archive.h"
#include "engine/io/project_beside.h"
#include "engine/io/project_document.h"
#include "engine/io/sqlite_handle.h"
#include "engine/io/whole_file.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

struct Work {
  std::string name, extension, bytes;
};

bool has_table(const SqliteDatabase& database, std::string_view table) {
  return database.integer(fmt::format("SELECT count(*) FROM sqlite_master WHERE name={}", sql_text(table))) > 0;
}

void add_projects(const SqliteDatabase& database, std::vector<Work>& work) {
  if (!has_table(database, "qgis_projects")) return;
  // QGIS writes its user's name over ours when a project is saved.
  SqliteStatement rows = database.prepare(
      "SELECT name, content FROM qgis_projects WHERE name<>? OR "
      "coalesce(CAST(metadata AS TEXT),'') NOT LIKE '%\"last_modified_user\": \"vigie %' ORDER BY name");
  rows.bind(1, std::string_view(project_name));
  while (rows.step()) work.push_back({rows.text(0), ".qgz", bytes_of_hex(rows.text(1))});
}

void add_styles(const SqliteDatabase& database, std::vector<Work>& work) {
  if (!has_table(database, "layer_styles")) return;
  SqliteStatement rows = database.prepare(
      "SELECT f_table_name, styleName, styleQML FROM layer_styles WHERE coalesce(owner,'')<>'vigie' "
      "AND styleQML<>'' ORDER BY id");
  while (rows.step()) work.push_back({rows.text(0) + "-" + rows.text(1), ".qml", rows.text(2)});
}

// The project beside the file as vigie wrote it is the one inside; any other was saved by somebody.
void add_changed_qgz(const SqliteDatabase& database, const std::string& geopackage, std::vector<Work>& work) {
  const std::string beside = file_content(qgz_path(geopackage));
  if (beside.empty() || !has_table(database, "qgis_projects")) return;
  const std::string inside =
      database.text(fmt::format("SELECT content FROM qgis_projects WHERE name={}", sql_text(project_name)));
  if (inside.empty() || bytes_of_hex(inside) != beside) work.push_back({"changed", ".qgz", beside});
}

// Letters, digits and signs that no file system minds.
std::string safe_name(const std::string& name) {
  constexpr std::size_t longest = 60;
  std::string safe;
  for (const char c : name.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    safe += std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_' ? c : '_';
  }
  return safe.empty() ? "unnamed" : safe;
}

// "" where the same bytes lie there already.
std::string put_aside(const std::string& geopackage, const Work& work) {
  const fs::path file(geopackage);
  const std::string start = (file.parent_path() / file.stem()).string() + "-" + safe_name(work.name);
  constexpr int last_number = 999;
  for (int number = 1; number <= last_number; ++number) {
    const std::string path = number == 1 ? start + work.extension : fmt::format("{}-{}{}", start, number, work.extension);
    if (!fs::exists(fs::symlink_status(path))) {
      write_whole_file(path, work.bytes);
      return path;
    }
    if (file_content(path) == work.bytes) return {};
  }
  throw IoError(fmt::format("{}{}: too many of them; clear them away", start, work.extension));
}

std::vector<Work> work_in(const std::string& geopackage, QgzBeside qgz) {
  std::vector<Work> work;
  try {
    const SqliteDatabase database(geopackage, DatabaseAccess::read_only);
    add_projects(database, work);
    add_styles(database, work);
    if (qgz == QgzBeside::is_replaced) add_changed_qgz(database, geopackage, work);
  } catch (const DataError&) {
    // No project that QGIS could open.
  } catch (const IoError&) {
    // No database, or a damaged one: the new file takes its place.
  }
  return work;
}

}  // namespace

std::vector<std::string> save_analyst_work(const std::string& geopackage, QgzBeside qgz) {
  std::vector<std::string> saved;
  std::error_code failed;
  if (!fs::exists(geopackage, failed)) return saved;
  for (const Work& work : work_in(geopackage, qgz))
    if (std::string path = put_aside(geopackage, work); !path.empty()) saved.push_back(std::move(path));
  return saved;
}

}  // namespace vigie
