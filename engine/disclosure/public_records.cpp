// Row by row, by what a row speaks of.
#include "engine/disclosure/public_records.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/disclosure/public_results.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 5> records{"rejects", "data_quality", "run_manifest", "suppression_log",
                                                  "release_memory"};

bool one_of(std::string_view text, std::initializer_list<std::string_view> known) {
  return std::ranges::find(known, text) != known.end();
}

// Sizes that a few more or fewer records hardly ever change.
std::string size_class(std::int64_t count, std::int64_t limit) {
  if (count < limit) return "< " + std::to_string(limit);
  if (count < 100) return "< 100";
  if (count < 1'000) return "< 1000";
  if (count < 10'000) return "< 10000";
  return ">= 10000";
}

void group_rejects(Layer& layer, std::int64_t limit) {
  const auto* source = layer.table.find_as<Texts>("source");
  const auto* reason = layer.table.find_as<Texts>("reason");
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  for (std::size_t i = 0; source && reason && i < layer.table.rows(); ++i)
    ++counts[{std::string(source->at(i)), std::string(reason->at(i))}];
  Texts sources, reasons, details, raws;
  Integers rows;
  for (const auto& [key, count] : counts) {
    sources.push_back(key.first);
    reasons.push_back(key.second);
    details.push_back(size_class(count, limit));
    rows.values.push_back(no_integer);
    raws.push_null();
  }
  Table grouped;
  grouped.add("source", std::move(sources));
  grouped.add("row", std::move(rows));
  grouped.add("reason", std::move(reasons));
  grouped.add("detail", std::move(details));
  grouped.add("raw", std::move(raws));
  layer.table = std::move(grouped);
}

// By section: what was given may be told, what was found in the data only where it is a name or a format.
bool manifest_row_stays(std::string_view section, std::string_view key, std::string_view origin) {
  if (section == "program" || section == "run" || section == "disclosure") return true;
  if (section.starts_with("input.")) return one_of(key, {"file", "sha256", "crs", "operation"});
  if (section == "output")
    return one_of(key, {"profile", "reports", "first_release", "min_count", "on_busy", "mask", "mask_k_min",
                        "mask_k_max", "snap_dwellings"});
  if (origin != "data") return true;
  return one_of(section, {"study", "grid", "reports", "area_counts", "neighbourhoods", "watch_areas"});
}

void shorten_manifest(Layer& layer) {
  const auto* section = layer.table.find_as<Texts>("section");
  const auto* key = layer.table.find_as<Texts>("key");
  const auto* origin = layer.table.find_as<Texts>("origin");
  const auto* value = layer.table.find_as<Texts>("value");
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < layer.table.rows(); ++i)
    if (manifest_row_stays(section->at(i), key->at(i), origin->at(i))) rows.push_back(i);
  Texts names;
  for (std::size_t row : rows) {
    const std::string_view text = value->at(row);
    names.push_back(key->at(row) == "default_points" ? text.substr(text.find_last_of('/') + 1) : text);
  }
  layer.table = layer.table.select(rows);
  layer.table.replace("value", std::move(names));
}

}  // namespace

bool is_record(const Layer& layer) {
  return std::ranges::find(records, layer.name) != records.end();
}

void make_record_public(Layer& layer, std::int64_t limit) {
  if (layer.name == "rejects") group_rejects(layer, limit);
  if (layer.name == "data_quality") layer.table = layer.table.select({});
  if (layer.name == "run_manifest") shorten_manifest(layer);
}

void fill_suppression_log(Layer& layer, const std::vector<HiddenShare>& log) {
  Texts names, columns, reasons;
  Integers hidden;
  Reals share;
  for (const HiddenShare& entry : log) {
    names.push_back(entry.layer);
    if (entry.column.empty()) {
      columns.push_null();
    } else {
      columns.push_back(entry.column);
    }
    reasons.push_back(entry.reason);
    hidden.values.push_back(entry.all > 0 ? entry.hidden : no_integer);
    share.values.push_back(entry.all > 0 ? static_cast<double>(entry.hidden) / static_cast<double>(entry.all) : 1);
  }
  Table table;
  table.add("layer", std::move(names));
  table.add("column", std::move(columns));
  table.add("reason", std::move(reasons));
  table.add("hidden", std::move(hidden));
  table.add("share", std::move(share));
  layer.table = std::move(table);
}

}  // namespace vigie
