// Turning declarations into words.
#include "cli/help_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/analysis/catalog.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/job/job_file.h"

namespace vigie::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::text:
      return "text";
    case ParameterKind::choice:
      return "choice";
    case ParameterKind::number:
      return "number";
    case ParameterKind::integer:
      return "integer";
    case ParameterKind::length:
      return "length";
    case ParameterKind::date:
      return "date";
    case ParameterKind::list:
      return "list";
  }
  return "";
}

std::string range_of(const Parameter& parameter) {
  if (!parameter.choices.empty()) return fmt::format("{}", fmt::join(parameter.choices, " | "));
  const bool low = std::isfinite(parameter.minimum), high = std::isfinite(parameter.maximum);
  if (low && high) return fmt::format("{} to {}", number_text(parameter.minimum), number_text(parameter.maximum));
  if (low) return fmt::format("from {}", number_text(parameter.minimum));
  return std::string(word(parameter.kind));
}

std::string default_of(const Parameter& parameter) {
  if (parameter.unavailable == "*") return "not available in this version";
  if (!parameter.fallback.empty()) return std::string(parameter.fallback);
  return std::string(parameter.otherwise);
}

Section find_section(const std::string& name) {
  std::string key = name;
  std::ranges::replace(key, '-', '_');
  std::vector<std::string> known;
  for (const Section& section : all_sections()) {
    if (section.name == key) return section;
    known.emplace_back(section.name);
  }
  const std::string nearest = nearest_name(key, known);
  throw UsageError(fmt::format("there is no help on '{}'{}", printable(name),
                               nearest.empty() ? "; try " + listed(known) : "; did you mean '" + nearest + "'?"));
}

Json parameter_json(const Parameter& parameter) {
  Json object{{"name", parameter.name}, {"kind", word(parameter.kind)}, {"help", parameter.help}};
  if (parameter.unit != Unit::none) object["unit"] = symbol(parameter.unit);
  if (std::isfinite(parameter.minimum)) object["minimum"] = parameter.minimum;
  if (std::isfinite(parameter.maximum)) object["maximum"] = parameter.maximum;
  if (!parameter.choices.empty()) object["choices"] = parameter.choices;
  if (!parameter.fallback.empty()) object["default"] = parameter.fallback;
  if (!parameter.otherwise.empty()) object["otherwise"] = parameter.otherwise;
  if (!parameter.unavailable.empty())
    object["unavailable"] = parameter.unavailable == "*" ? "all" : parameter.unavailable;
  return object;
}

Json section_json(const Section& section) {
  Json object{{"name", section.name}, {"title", section.title}, {"parameters", Json::array()}};
  for (const Parameter& parameter : section.parameters) object["parameters"].push_back(parameter_json(parameter));
  const Analysis* analysis = find_analysis(section.name);
  object["kind"] = analysis ? "analysis" : "section";
  if (!analysis) return object;
  object["summary"] = analysis->summary;
  object["needs"] = analysis->needs;
  object["layers"] = Json::array();
  for (const OutputLayer& layer : analysis->layers) {
    Json columns = Json::array();
    for (const OutputColumn& column : layer.columns)
      columns.push_back(
          {{"name", column.name}, {"title", column.title}, {"unit", symbol(column.unit)}, {"help", column.help}});
    object["layers"].push_back({{"name", layer.name}, {"title", layer.title}, {"columns", columns}});
  }
  return object;
}

}  // namespace

std::string help_overview() {
  std::string text =
      "vigie finds where reports cluster and how well the places that need watching are watched.\n\n"
      "  vigie run REPORTS NEIGHBOURHOODS [WATCH_AREAS]   everything guessed, every guess printed\n"
      "  vigie run JOB.toml                               the job\n"
      "  vigie check JOB.toml                             reads everything, writes nothing, says what would be lost\n"
      "  vigie init REPORTS NEIGHBOURHOODS                prints a commented job file\n"
      "  vigie show OUT.gpkg                              what a file holds and how it was made\n"
      "  vigie relink OUT.gpkg                            mends the QGIS project inside after a rename\n"
      "  vigie plan JOB.toml --parts N                    cuts a job into parts for several machines\n"
      "  vigie run JOB.toml --part i/N -o PART            reads one of them\n"
      "  vigie merge JOB.toml PART... -o OUT.gpkg         puts them together: the file of vigie run\n"
      "  vigie help NAME                                  keys of an analysis or a section\n"
      "  vigie COMMAND --help                             flags of a command\n"
      "  vigie completion SHELL                           completion for bash, zsh or fish\n\n"
      "Analyses, each also a command and a section of the job file:\n";
  for (const Analysis& analysis : catalog()) text += fmt::format("  {:<12} {}\n", analysis.name, analysis.summary);
  text += "\nSections of a job file:\n";
  for (const Section& section : all_sections())
    if (!find_analysis(section.name)) text += fmt::format("  {:<16} {}\n", section.name, section.title);
  return text;
}

std::string help_on(const std::string& name) {
  const Section section = find_section(name);
  const Analysis* analysis = find_analysis(section.name);
  std::string text = fmt::format("[{}] {}\n", section.name, section.title);
  if (analysis) text += fmt::format("{}\nNeeds {}.\n", analysis->summary, analysis->needs);
  text += "\n";
  for (const Parameter& parameter : section.parameters) {
    text += fmt::format("  {:<18} {}\n{:21}{}", parameter.name, range_of(parameter), "", parameter.help);
    if (const std::string otherwise = default_of(parameter); !otherwise.empty())
      text += fmt::format("\n{:21}Default: {}.", "", otherwise);
    text += "\n";
  }
  if (!analysis) return text;
  for (const OutputLayer& layer : analysis->layers) {
    text += fmt::format("\nWrites {}:\n", layer.name);
    for (const OutputColumn& column : layer.columns)
      text += fmt::format("  {:<12} {}{}{}\n", column.name, column.help, column.unit == Unit::none ? "" : "; ",
                          symbol(column.unit));
  }
  return text;
}

std::string reference_page(const std::string& name) {
  const Section section = find_section(name);
  const Analysis* analysis = find_analysis(section.name);
  std::string text = fmt::format("# [{}]: {}\n\n", section.name, section.title);
  if (analysis) text += fmt::format("{}\n\nNeeds {}.\n\n", analysis->summary, analysis->needs);
  text += "| key | values | default | meaning |\n|---|---|---|---|\n";
  const auto cell = [](std::string value) {
    for (std::size_t at = 0; (at = value.find('|', at)) != value.npos; at += 2) value.insert(at, "\\");
    return value;
  };
  for (const Parameter& parameter : section.parameters)
    text += fmt::format("| `{}` | {} | {} | {} |\n", parameter.name, cell(range_of(parameter)),
                        cell(default_of(parameter)), cell(std::string(parameter.help)));
  if (!analysis) return text;
  for (const OutputLayer& layer : analysis->layers) {
    text += fmt::format("\n## Layer `{}`\n\n", layer.name);
    if (!layer.description.empty()) text += fmt::format("{}\n\n", layer.description);
    if (!layer.caveat.empty()) text += fmt::format("*{}*\n\n", layer.caveat);
    if (layer.columns.empty()) continue;
    text += "| column | title | unit | meaning |\n|---|---|---|---|\n";
    for (const OutputColumn& column : layer.columns)
      text += fmt::format("| `{}` | {} | {} | {} |\n", column.name, column.title, symbol(column.unit), column.help);
  }
  return text;
}

std::string catalog_json(const std::string& name) {
  Json object;
  if (name.empty()) {
    object = {{"version", VIGIE_VERSION}, {"sections", Json::array()}};
    for (const Section& section : all_sections()) object["sections"].push_back(section_json(section));
  } else {
    object = section_json(find_section(name));
  }
  return object.dump(2) + "\n";
}

}  // namespace vigie::cli
