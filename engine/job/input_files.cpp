// Section by section, then the files that single keys name.
#include "engine/job/input_files.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/analysis/change.h"
#include "engine/analysis/presence_keys.h"
#include "engine/job/mask_plan.h"
#include "engine/job/sections.h"
#include "engine/job/site_intake.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

void add_named(const Job& job, std::string_view section, const Parameter& key, NamedInput file,
               std::vector<NamedInput>& files) {
  const std::string named = job.section(section).text(key);
  if (named.empty()) return;
  file.source.path = job.resolve(named);
  files.push_back(std::move(file));
}

bool names_a_file(std::string_view section, std::string_view key) {
  constexpr std::array<std::string_view, 11> keys{"source",       "table",          "default_points", "against",
                                                  "candidates",   "services",       "keep_existing",  "secret",
                                                  "mask_anchors", "mask_dwellings", "hot_areas"};
  return std::ranges::find(keys, key) != keys.end() || (section == "study" && key == "area");
}

}  // namespace

std::vector<NamedInput> input_files(const Job& job) {
  std::vector<NamedInput> files;
  for (std::string_view section :
       {"area_counts", "neighbourhoods", "presence", "reports", "streets", "survey", "watch_areas"})
    if (job.asks_for(section)) files.push_back({std::string(section), source_of(job, section)});
  add_named(job, "study", study_keys::area, {.role = "study", .source = {}}, files);
  add_named(job, "neighbourhoods", zones_keys::table, {.role = "neighbourhoods_table", .source = {}}, files);
  if (job.asks_for("presence"))
    add_named(job, "presence", presence_keys::hot_areas, {.role = "presence.hot_areas", .source = {}}, files);
  for (SiteFile& site : site_files(job)) {
    files.push_back({.role = std::move(site.key), .source = {}});
    files.back().source.path = std::move(site.path);
  }
  add_named(job, "reports", reports_keys::default_points,
            {.role = "reports.default_points", .source = {}, .recorded = false}, files);
  if (shows_moved_points(job))
    add_named(job, "output", mask_keys::secret, {.role = "output.secret", .source = {}, .recorded = false}, files);
  if (job.asks_for("change"))
    add_named(job, "change", change_keys::against, {.role = "change.against", .source = {}, .recorded = false}, files);
  return files;
}

std::vector<std::string> input_paths(const Job& job) {
  std::vector<std::string> paths;
  for (const NamedInput& file : input_files(job))
    if (!is_database(file.source.path)) paths.push_back(file.source.path);
  if (!job.file().empty()) paths.push_back(job.file());
  return paths;
}

std::string shown_value(std::string_view section, const Settings::Entry& entry) {
  if (!names_a_file(section, entry.key)) return entry.value;
  Source source;
  source.path = entry.value;
  return source_name(source);
}

}  // namespace vigie
