// One text that holds everything a run depends on, and its hash.
#include "engine/job/run_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/analysis/change.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/projection.h"
#include "engine/io/fingerprint.h"
#include "engine/io/writer.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

std::string sha256(const std::string& text) {
  RunningFingerprint running;
  running.add(text);
  return std::move(running).finish().sha256;
}

std::string hash_of(const std::string& path) {
  return fingerprint(Source{.path = path, .layer = {}, .encoding = {}, .delimiter = {}}).sha256;
}

// Files that are read beside the main ones.
void add_side_inputs(const Job& job, InputHashes& hashes) {
  const auto add = [&](std::string_view section, const Parameter& key) {
    const std::string path = job.section(section).text(key);
    if (!path.empty()) hashes.by_role.emplace_back(fmt::format("{}.{}", section, key.name), hash_of(job.resolve(path)));
  };
  add("reports", reports_keys::default_points);
  add("change", change_keys::against);
}

constexpr std::array<std::string_view, 4> main_inputs{"area_counts", "neighbourhoods", "reports", "watch_areas"};

// Where the output lies leaves no trace in it; inputs are named by what they hold, not by where they lie.
std::string setting_line(std::string_view section, const Settings::Entry& entry) {
  if (section == "output" && leaves_no_trace(entry.key)) return "";
  const bool path =
      entry.key == "source" || entry.key == "area" || entry.key == "default_points" || entry.key == "against";
  return fmt::format("{}.{} = {} ({})\n", section, entry.key,
                     path ? entry.value.substr(entry.value.find_last_of('/') + 1) : entry.value, word(entry.origin));
}

std::string versions() {
  std::string text = fmt::format("vigie {}\n", VIGIE_VERSION);
  for (const auto& [name, version] : storage_library_versions()) text += fmt::format("{} {}\n", name, version);
  text += fmt::format("PROJ {}\nGEOS {}\ntzdata {}\n", projection_library_version(), overlay_library_version(),
                      zone_database_version());
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))  // NOLINT(concurrency-mt-unsafe): read before threads
    text += fmt::format("instant {}\n", epoch);
  return text;
}

}  // namespace

std::string InputHashes::digest() const {
  std::string text;
  for (const auto& [role, hash] : by_role)
    if (role != "change.against") text += fmt::format("{} {}\n", role, hash);
  return sha256(text);
}

InputHashes hash_inputs(const Job& job) {
  InputHashes hashes;
  for (std::string_view section : main_inputs)
    if (job.asks_for(section)) hashes.by_role.emplace_back(section, fingerprint(source_of(job, section)).sha256);
  if (const std::string area = job.section("study").text(study_keys::area); !area.empty())
    hashes.by_role.emplace_back("study", hash_of(job.resolve(area)));
  add_side_inputs(job, hashes);
  std::ranges::sort(hashes.by_role);
  return hashes;
}

InputHashes hashes_of(const Job& job, const Intake& intake) {
  InputHashes hashes;
  for (const InputRecord& input : intake.inputs) hashes.by_role.emplace_back(input.section, input.fingerprint.sha256);
  add_side_inputs(job, hashes);
  std::ranges::sort(hashes.by_role);
  return hashes;
}

std::string settings_text(const Job& job) {
  std::string text = versions();
  for (const Section& section : all_sections()) {
    if (job.asks_for(section.name)) text += fmt::format("[{}]\n", section.name);
    for (const Settings::Entry& entry : job.section(section.name).entries())
      if (entry.origin == Origin::file || entry.origin == Origin::flag) text += setting_line(section.name, entry);
  }
  return text;
}

std::string run_id(const std::string& settings, const InputHashes& inputs) {
  std::string text = settings;
  for (const auto& [role, hash] : inputs.by_role) text += fmt::format("{} {}\n", role, hash);
  return sha256(text);
}

}  // namespace vigie
