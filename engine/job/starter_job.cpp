// Writing the job file that `vigie init` prints.
#include "engine/job/starter_job.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/analysis/catalog.h"
#include "engine/base/numbers.h"
#include "engine/job/column_guess.h"
#include "engine/job/intake.h"
#include "engine/job/sections.h"
#include "engine/job/study_builder.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string toml_value(const Parameter& parameter, const std::string& value) {
  const bool plain = parameter.kind == ParameterKind::number || parameter.kind == ParameterKind::integer ||
                     parameter.kind == ParameterKind::date;
  if (parameter.kind == ParameterKind::list) return "[" + quoted(value) + "]";
  return plain ? value : quoted(value);
}

std::string example_of(const Parameter& parameter) {
  if (!parameter.fallback.empty()) return toml_value(parameter, std::string(parameter.fallback));
  if (!parameter.choices.empty()) return quoted(std::string(parameter.choices.front()));
  switch (parameter.kind) {
    case ParameterKind::length:
      return "\"500m\"";
    case ParameterKind::number:
    case ParameterKind::integer:
      return "1";
    case ParameterKind::date:
      return "2024-01-01";
    case ParameterKind::list:
      return "[\"...\"]";
    case ParameterKind::text:
    case ParameterKind::choice:
      return "\"...\"";
  }
  return "";
}

std::string comment_of(const Parameter& parameter, bool guessed) {
  std::string comment = std::string(parameter.help);
  if (guessed) return "guessed: please check. " + comment;
  if (!parameter.otherwise.empty()) comment += fmt::format(" Otherwise: {}.", parameter.otherwise);
  return comment;
}

void write_key(const Settings& settings, const Parameter& parameter, std::string& out) {
  if (parameter.unavailable == "*") return;
  const std::vector<Settings::Entry> entries = settings.entries();
  const auto entry = std::ranges::find(entries, parameter.name, &Settings::Entry::key);
  const bool in_force = entry != entries.end() && entry->origin != Origin::fallback;
  // Who may open a database is nobody's business but its user's.
  const std::string chosen = in_force && is_database(entry->value) ? shown_path(entry->value) : "";
  const std::string value = !chosen.empty() ? quoted(chosen)
                            : in_force      ? toml_value(parameter, entry->value)
                                            : example_of(parameter);
  const bool guessed = in_force && entry->origin == Origin::data;
  out += fmt::format("{}{} = {}  # {}\n", in_force ? "" : "# ", parameter.name, value, comment_of(parameter, guessed));
}

void write_section(const Job& job, const Section& section, bool asked, std::string& out) {
  out += fmt::format("\n# {}\n{}[{}]\n", section.title, asked ? "" : "# ", section.name);
  for (const Parameter& parameter : section.parameters) write_key(job.section(section.name), parameter, out);
}

}  // namespace

namespace {

// Everything that can be chosen from reports and boundaries; from reports alone only their columns.
Intake settle(Job& job, Stopwatch& watch) {
  if (!job.asks_for("neighbourhoods")) {
    Intake intake;
    const Preview first_look = preview(source_of(job, "reports"));
    settle_columns(job, "reports", first_look, guess_report_columns(first_look), intake.messages);
    intake.messages.push_back("Name the boundaries under [neighbourhoods]: without them there is no map.");
    return intake;
  }
  Intake intake = take_in(job, watch);
  build_study(job, intake);
  return intake;
}

}  // namespace

std::string starter_job(Job job, const Listener& listener) {
  const Listener silent{listener.step, {}, {}};
  Stopwatch watch(silent);
  // Bad rows are no reason to give no job file; `vigie check` tells them.
  if (job.asks_for("reports")) job.set("reports", "max_bad", {"100"}, Origin::data);
  const Intake intake = settle(job, watch);
  job.set("reports", "max_bad", {std::string(reports_keys::max_bad.fallback)}, Origin::fallback);
  std::string out =
      "# Job file for vigie. Run it with: vigie run job.toml\n# Lines that start with # are the defaults.\n";
  for (const std::string& message : intake.messages) out += "# " + message + "\n";
  for (const Section& section : input_sections()) {
    const bool always = section.name == "study" || section.name == "grid";
    write_section(job, section, always || job.asks_for(section.name), out);
  }
  out += "\n# Without any section below, every analysis that the inputs allow runs with its defaults.\n";
  for (const Analysis& analysis : catalog()) write_section(job, analysis.section(), false, out);
  write_section(job, output_section(), true, out);
  return out;
}

}  // namespace vigie
