// The manifest of a release beside the settings of a job.
#include "engine/job/release_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/analysis/catalog.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

struct Setting {
  std::string value;
  bool chosen = false;  // from the data
};

std::string file_name(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

bool is_path(std::string_view key) {
  return key == "area" || key == "default_points";
}

std::map<std::string, Setting> now_of(const Job& job, std::string_view section) {
  std::map<std::string, Setting> settings;
  for (const Settings::Entry& entry : job.section(section).entries())
    if (entry.key != "source")
      settings[entry.key] = {is_path(entry.key) ? file_name(entry.value) : entry.value, entry.origin == Origin::data};
  return settings;
}

// Facts that an analysis records beside its settings are none of its keys.
std::map<std::string, Setting> then_of(const ReleaseFile& release, const Section& section) {
  std::map<std::string, Setting> settings;
  for (const ManifestRow& row : release.manifest) {
    if (row.section != section.name || row.key == "source") continue;
    if (std::ranges::find(section.parameters, row.key, &Parameter::name) == section.parameters.end()) continue;
    settings[row.key] = {is_path(row.key) ? file_name(row.value) : row.value, row.origin == word(Origin::data)};
  }
  return settings;
}

bool runs(const Job& job, const Section& section) {
  const Analysis* analysis = find_analysis(section.name);
  if (analysis == nullptr) return true;
  const std::vector<std::string> asked = job.analyses();
  if (asked.empty()) return analysis->start == Start::with_all;
  return std::ranges::any_of(asked, [&](const std::string& name) {
    return name == section.name || find_analysis(name)->after == section.name;
  });
}

void compare(std::string_view section, const std::map<std::string, Setting>& then,
             const std::map<std::string, Setting>& now, std::vector<std::string>& differences) {
  std::map<std::string, int> keys;
  for (const auto& [key, setting] : then) keys[key];
  for (const auto& [key, setting] : now) keys[key];
  for (const auto& [key, unused] : keys) {
    const auto before = then.find(key), after = now.find(key);
    const bool has_before = before != then.end(), has_after = after != now.end();
    const bool given_before = has_before && !before->second.chosen, given_after = has_after && !after->second.chosen;
    const std::string was = has_before ? before->second.value : "not set",
                      is = has_after ? after->second.value : "not set";
    if (was == is || (!given_before && !given_after)) continue;
    // A default that the data then decided is no setting either.
    if (has_before && before->second.chosen && !has_after) continue;
    differences.push_back(fmt::format("{}.{} ({} then, {} now)", section, key, was, is));
  }
}

}  // namespace

std::vector<std::string> setting_differences(const Job& job, const ReleaseFile& release) {
  std::vector<std::string> differences;
  for (const Section& section : all_sections()) {
    if (section.name == "change" || section.name == "output" || !runs(job, section)) continue;
    const bool ran =
        std::ranges::any_of(release.manifest, [&](const ManifestRow& row) { return row.section == section.name; });
    if (ran) compare(section.name, then_of(release, section), now_of(job, section.name), differences);
  }
  return differences;
}

void hold_choices(Job& job, const ReleaseFile& release) {
  constexpr std::array<std::string_view, 2> held{"grid", "hotspots"};
  for (const ManifestRow& row : release.manifest) {
    if (row.origin != word(Origin::data) || std::ranges::find(held, row.section) == held.end()) continue;
    const auto& parameters = job.section(row.section).section().parameters;
    const auto declared = std::ranges::find(parameters, row.key, &Parameter::name);
    if (declared == parameters.end() || declared->kind == ParameterKind::list) continue;
    if (!job.section(row.section).given(*declared)) job.hold(row.section, row.key, row.value);
  }
}

}  // namespace vigie
