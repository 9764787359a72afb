// Reading the tables of the last public file.
#include "engine/job/earlier_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/io/result_file.h"
#include "engine/job/moved_layer.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

using ManifestValues = std::map<std::pair<std::string, std::string>, std::string>;

std::int64_t whole(const std::optional<std::string>& text) {
  if (!text) return no_integer;
  const ParsedNumber number = parse_number(*text);
  return number.fault == NumberFault::none ? static_cast<std::int64_t>(number.value) : no_integer;
}

ManifestValues manifest_of(const ResultFile& file) {
  ManifestValues values;
  if (!file.has("run_manifest")) return values;
  for (const auto& row : file.rows("run_manifest", {"section", "key", "value"}))
    values[{row[0].value_or(""), row[1].value_or("")}] = row[2].value_or("");
  return values;
}

std::map<std::string, EarlierUnit> units_of(const ResultFile& file, const char* layer, const char* id) {
  std::map<std::string, EarlierUnit> units;
  if (!file.has(layer)) return units;
  for (const auto& row : file.rows(layer, {id, "n"})) {
    const std::int64_t n = whole(row[1]);
    units[row[0].value_or("")] = {.number = n, .hidden = n == no_integer, .outline = ""};
  }
  return units;
}

// What was shown before it was hidden, and outlines.
void recall(const ResultFile& file, EarlierRelease& release) {
  for (const auto& row : file.rows("release_memory", {"layer", "unit", "n", "outline"})) {
    auto& units = row[0] == "cells" ? release.cells : release.zones;
    const auto unit = units.find(row[1].value_or(""));
    if (unit == units.end()) continue;
    unit->second.outline = row[3].value_or("");
    if (unit->second.hidden) unit->second.number = whole(row[2]);
  }
}

std::map<std::string, std::vector<ShownPoint>> points_of(const ResultFile& file) {
  std::map<std::string, std::vector<ShownPoint>> points;
  if (!file.has(moved_layer_name)) return points;
  for (const auto& row : file.rows(moved_layer_name, {"zone_id", "place_id", "hidden_in"}))
    points[row[0].value_or("")].push_back({.place = row[1].value_or(""), .among = whole(row[2])});
  return points;
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

}  // namespace

std::string scope_of(const Job& job) {
  std::string scope;
  for (const char* section : {"reports", "area_counts"}) {
    if (!job.asks_for(section)) continue;
    scope += section;
    for (const Settings::Entry& entry : job.section(section).entries())
      if (entry.key == "keep" || entry.key == "where") scope += fmt::format("; {} {}", entry.key, entry.value);
    scope += ". ";
  }
  return scope;
}

bool periods_apart(const EarlierFile& earlier, const Job& job) {
  const std::string from = job.section("study").text(study_keys::from), to = job.section("study").text(study_keys::to);
  if (from.empty() || to.empty() || earlier.from.empty() || earlier.to.empty()) return false;
  return from >= earlier.to || to <= earlier.from;
}

std::optional<EarlierFile> earlier_file(const Job& job, const std::string& path) {
  const bool first = job.section("output").text(output_keys::first_release) == "true";
  if (!is_there(path)) {
    if (first) return std::nullopt;
    throw UsageError(fmt::format(
        "{}: there is no earlier public file to compare with; set output.first_release = true if this is the first, or "
        "put the last one in its place",
        name_of(path)));
  }
  const ResultFile file(path);
  const ManifestValues manifest = manifest_of(file);
  const auto value = [&](const char* section, const char* key) {
    const auto found = manifest.find({section, key});
    return found == manifest.end() ? std::string{} : found->second;
  };
  if (value("output", "profile") != "public" || !file.has("release_memory")) {
    if (first) return std::nullopt;
    throw UsageError(fmt::format(
        "{} is no public file of vigie, so that it cannot be the last release; give output.geopackage another name, or "
        "set output.first_release = true to write over it",
        name_of(path)));
  }
  EarlierFile earlier;
  earlier.release.cells = units_of(file, "cells", "cell_id");
  earlier.release.zones = units_of(file, "neighbourhoods", "zone_id");
  recall(file, earlier.release);
  earlier.release.points = points_of(file);
  if (!earlier.release.points.empty()) earlier.mask = value("disclosure", "mask");
  if (const std::string total = value("disclosure", "total"); !total.empty()) earlier.release.total = whole(total);
  if (!earlier.release.cells.empty()) {
    earlier.shape = value("grid", "shape");
    earlier.cell_size = value("grid", "cell_size");
  }
  earlier.from = value("study", "from");
  earlier.to = value("study", "to");
  earlier.scope = value("disclosure", "scope");
  return earlier;
}

}  // namespace vigie
