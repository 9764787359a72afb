// Summaries as JSON and as lines.
#include "cli/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace vigie::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& object) {
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json finding_json(const Finding& finding) {
  Json object{{"source", finding.source},
              {"check", finding.check},
              {"value", finding.value},
              {"unit", symbol(finding.unit)},
              {"level", word(finding.level)}};
  if (!std::isfinite(finding.value)) object["value"] = nullptr;
  if (!finding.text.empty()) object["text"] = finding.text;
  return object;
}

Json alert_json(const Alert& alert) {
  Json object{{"layer", alert.layer},       {"place", alert.place},   {"name", alert.name}, {"class", alert.kind},
              {"level", alert.level},       {"before", alert.before}, {"now", alert.now},   {"q", alert.q},
              {"cells", Json(alert.cells)}, {"text", alert.text}};
  if (alert.cells.empty()) object.erase("cells");
  return object;
}

Json alert_list(const RunSummary& summary) {
  Json alerts = Json::array();
  for (const Alert& alert : summary.alerts) alerts.push_back(alert_json(alert));
  return alerts;
}

}  // namespace

std::string alerts_json(const std::string& job, const RunSummary& summary) {
  return text_of({{"job", job}, {"output", summary.output}, {"alerts", alert_list(summary)}});
}

std::string alert_line(const Alert& alert) {
  return Json{{"alert", alert_json(alert)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string summary_json(const RunSummary& summary) {
  Json rows = Json::object(), layers = Json::object(), findings = Json::array(), seconds = Json::object();
  for (const RunSummary::Rows& source : summary.rows)
    rows[source.section] = {{"source", source.source},
                            {"read", source.read},
                            {"used", source.used},
                            {"rejected", source.rejected.empty() ? Json::object() : Json(source.rejected)}};
  for (const auto& [name, count] : summary.layers) layers[name] = count;
  for (const Finding& finding : summary.findings) findings.push_back(finding_json(finding));
  for (const auto& [step, time] : summary.seconds) seconds[step] = std::round(time * 1e4) / 1e4;
  Json object{{"rows", rows},
              {"layers", layers},
              {"findings", findings},
              {"alerts", alert_list(summary)},
              {"warnings", Json(summary.warnings)},
              {"seconds", seconds}};
  object["unchanged"] = summary.unchanged;
  object["output"] = summary.output.empty() ? Json(nullptr) : Json(summary.output);
  return text_of(object);
}

std::string summary_lines(const RunSummary& summary) {
  if (summary.unchanged)
    return fmt::format(
        "{}: inputs, settings and version are those it was made of; left as it is (--force writes it again)",
        summary.output);
  std::string text;
  for (const RunSummary::Rows& source : summary.rows) {
    text += fmt::format("{}: {} rows read, {} used", source.source, source.read, source.used);
    for (const auto& [reason, count] : source.rejected) text += fmt::format(", {} {}", count, reason);
    text += "\n";
  }
  for (const auto& [name, count] : summary.layers) text += fmt::format("  {:<20} {:>9}\n", name, count);
  for (const Alert& alert : summary.alerts) text += fmt::format("alert: {}\n", alert.text);
  const double total = summary.seconds.empty() ? 0 : summary.seconds.back().second;
  if (!summary.output.empty()) text += fmt::format("written in {:.1f} s; open it in QGIS: {}", total, summary.output);
  return text;
}

std::string show_json(const GeoPackageSummary& file) {
  Json layers = Json::array(), manifest = Json::array();
  for (const LayerSummary& layer : file.layers)
    layers.push_back({{"name", layer.name}, {"title", layer.title}, {"kind", layer.kind}, {"rows", layer.rows}});
  for (const ManifestRow& row : file.manifest)
    manifest.push_back({{"section", row.section}, {"key", row.key}, {"value", row.value}, {"origin", row.origin}});
  return text_of({{"layers", layers}, {"manifest", manifest}});
}

std::string show_lines(const GeoPackageSummary& file) {
  std::string text = "Layers\n";
  for (const LayerSummary& layer : file.layers)
    text += fmt::format("  {:<20} {:>9}  {}\n", layer.name,
                        layer.kind == "raster" ? std::string("raster") : std::to_string(layer.rows), layer.title);
  text += "\nHow it was made\n";
  std::string section;
  for (const ManifestRow& row : file.manifest) {
    if (row.section != section) text += fmt::format("  [{}]\n", row.section);
    section = row.section;
    text += fmt::format("    {:<24} {}  ({})\n", row.key, row.value, row.origin);
  }
  return text;
}

}  // namespace vigie::cli
