// One text that holds everything a run depends on, and its hash.
#include "engine/job/run_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "engine/geometry/overlay.h"
#include "engine/geometry/projection.h"
#include "engine/io/fingerprint.h"
#include "engine/io/writer.h"
#include "engine/job/input_files.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

// Where the output lies leaves no trace in it; inputs are named by what they hold, not by where they lie.
std::string setting_line(std::string_view section, const Settings::Entry& entry) {
  if (section == "output" && leaves_no_trace(entry.key)) return "";
  return fmt::format("{}.{} = {} ({})\n", section, entry.key, shown_value(section, entry), word(entry.origin));
}

}  // namespace

std::string versions_text() {
  std::string text = fmt::format("vigie {}\n", VIGIE_VERSION);
  for (const auto& [name, version] : storage_library_versions()) text += fmt::format("{} {}\n", name, version);
  text += fmt::format("PROJ {}\nGEOS {}\ntzdata {}\n", projection_library_version(), overlay_library_version(),
                      zone_database_version());
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))  // NOLINT(concurrency-mt-unsafe): read before threads
    text += fmt::format("instant {}\n", epoch);
  return text;
}

std::string InputHashes::digest() const {
  std::string text;
  for (const auto& [role, hash] : by_role)
    if (role != "change.against") text += fmt::format("{} {}\n", role, hash);
  return sha256_of(text);
}

std::optional<InputHashes> hash_inputs(const Job& job) {
  InputHashes hashes;
  for (const NamedInput& file : input_files(job)) {
    if (is_database(file.source.path)) return std::nullopt;
    hashes.by_role.emplace_back(file.role, fingerprint(file.source).sha256);
  }
  std::ranges::sort(hashes.by_role);
  return hashes;
}

InputHashes hashes_of(const Job& job, const Intake& intake) {
  InputHashes hashes;
  for (const InputRecord& input : intake.inputs) hashes.by_role.emplace_back(input.section, input.fingerprint.sha256);
  for (const NamedInput& file : input_files(job))
    if (!file.recorded) hashes.by_role.emplace_back(file.role, fingerprint(file.source).sha256);
  std::ranges::sort(hashes.by_role);
  return hashes;
}

std::string settings_text(const Job& job) {
  std::string text;
  for (const Section& section : all_sections()) {
    if (job.asks_for(section.name)) text += fmt::format("[{}]\n", section.name);
    for (const Settings::Entry& entry : job.section(section.name).entries())
      if (entry.origin == Origin::file || entry.origin == Origin::flag) text += setting_line(section.name, entry);
  }
  return text;
}

std::string run_id(const std::string& settings, const InputHashes& inputs) {
  std::string text = versions_text() + settings;
  for (const auto& [role, hash] : inputs.by_role) text += fmt::format("{} {}\n", role, hash);
  return sha256_of(text);
}

}  // namespace vigie
