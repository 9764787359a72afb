// Reads run_manifest as it stands in the results: what it leaves out for good reason is left out here, too.
#include "engine/job/map_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace vigie {
namespace {

struct Line {
  std::string section, key, value, origin;
};

std::vector<Line> manifest_of(const ResultSet& results) {
  std::vector<Line> lines;
  const auto layer = std::ranges::find(results.layers, "run_manifest", &Layer::name);
  if (layer == results.layers.end()) return lines;
  const auto* section = layer->table.find_as<Texts>("section");
  const auto* key = layer->table.find_as<Texts>("key");
  const auto* value = layer->table.find_as<Texts>("value");
  const auto* origin = layer->table.find_as<Texts>("origin");
  for (std::size_t row = 0; row < key->size(); ++row)
    lines.push_back({std::string(section->at(row)), std::string(key->at(row)), std::string(value->at(row)),
                     std::string(origin->at(row))});
  return lines;
}

std::string text_of(const Line& line) {
  return fmt::format("{}.{} = {} ({})", line.section, line.key, line.value, line.origin);
}

// What every layer rests on.
bool concerns_all(const Line& line) {
  if (line.section == "program" || line.section == "study" || line.section == "grid") return true;
  return line.section.starts_with("input.") && (line.key == "file" || line.key == "sha256" || line.key == "rows_used");
}

std::map<std::string, std::set<std::string>> makers_of(const std::vector<Finished>& finished) {
  std::map<std::string, std::set<std::string>> makers;
  for (const Finished& one : finished) {
    for (const AddedColumns& added : one.contribution.added) makers[std::string(added.layer)].insert(one.analysis);
    for (const NewLayer& made : one.contribution.layers)
      makers[std::string(made.declared->name)].insert(one.analysis);
    for (const Raster& raster : one.contribution.rasters) makers[raster.name].insert(one.analysis);
  }
  return makers;
}

}  // namespace

std::map<std::string, std::vector<std::string>> history_by_layer(const ResultSet& results,
                                                                 const std::vector<Finished>& finished) {
  const std::vector<Line> manifest = manifest_of(results);
  std::map<std::string, std::set<std::string>> makers = makers_of(finished);
  std::map<std::string, std::vector<std::string>> history;
  const auto tell = [&](const std::string& layer) {
    for (const Line& line : manifest)
      if (concerns_all(line) || makers[layer].contains(line.section)) history[layer].push_back(text_of(line));
  };
  for (const Layer& layer : results.layers) tell(layer.name);
  for (const Raster& raster : results.rasters) tell(raster.name);
  return history;
}

std::vector<std::string> whole_history(const ResultSet& results) {
  std::vector<std::string> lines;
  for (const Line& line : manifest_of(results)) lines.push_back(text_of(line));
  return lines;
}

std::string settings_line(const ResultSet& results, std::string_view analysis) {
  constexpr std::size_t most = 8;
  std::vector<std::string> settings;
  for (const Line& line : manifest_of(results))
    if (line.section == analysis && settings.size() < most)
      settings.push_back(fmt::format("{} {}", line.key, line.value));
  if (settings.empty()) return {};
  return fmt::format("{}: {}", analysis, fmt::join(settings, ", "));
}

}  // namespace vigie
