// What was left out, how good the data are, and how the run was made; nothing in it varies between equal runs.
#include "engine/job/record_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/analysis/catalog.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/geometry/overlay.h"
#include "engine/io/writer.h"
#include "engine/job/input_files.h"
#include "engine/job/location_quality.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 5> reject_columns{{
    {.name = "source", .title = "Source", .help = "File name of the input"},
    {.name = "row",
     .title = "Row",
     .help = "1 is the first record after the header; for layers the feature id",
     .decimals = 0},
    {.name = "reason", .title = "Reason", .help = "Stable code"},
    {.name = "detail", .title = "In words", .help = "What is wrong"},
    {.name = "raw", .title = "Value", .help = "The offending value, shortened"},
}};
constexpr std::array<OutputColumn, 5> quality_columns{{
    {.name = "source", .title = "Source", .help = "File name of the input, or the layer"},
    {.name = "check", .title = "Check", .help = "What was looked at"},
    {.name = "value", .title = "Value", .help = "What was found", .decimals = 4},
    {.name = "unit", .title = "Unit", .help = "Unit of the value"},
    {.name = "level", .title = "Level", .help = "ok, notice or warning"},
}};
constexpr std::array<OutputColumn, 4> manifest_columns{{
    {.name = "section", .title = "Section", .help = "Part of the job, or of the run"},
    {.name = "key", .title = "Key", .help = "Setting or fact"},
    {.name = "value", .title = "Value", .help = "Value in force"},
    {.name = "origin", .title = "Origin", .help = "file, flag, default, or data: chosen from the data"},
}};

// A table of texts and numbers, filled row by row.
class TableMaker {
 public:
  template <std::size_t N>
  TableMaker(const OutputLayer& declared, const std::array<OutputColumn, N>& columns, Language language) {
    layer_ = {.name = std::string(declared.name),
              .title = in_language(declared.title, language),
              .description = in_language(declared.description, language),
              .caveat = "",
              .geometries = {},
              .fields = {},
              .table = {},
              .look = {},
              .label = "",
              .tip = "",
              .sort_by = ""};
    for (const OutputColumn& column : columns)
      layer_.fields.push_back({.name = std::string(column.name),
                               .title = in_language(column.title, language),
                               .unit = column.unit,
                               .help = in_language(column.help, language),
                               .decimals = column.decimals,
                               .classes = {}});
  }
  Layer done(std::vector<Values> values) {
    for (std::size_t i = 0; i < values.size(); ++i) layer_.table.add(layer_.fields[i].name, std::move(values[i]));
    return std::move(layer_);
  }

 private:
  Layer layer_;
};

Layer rejects_table(const Intake& intake, Language language) {
  Texts source, reason, detail, raw;
  Integers row;
  for (const InputRecord& input : intake.inputs)
    for (const Reject& reject : input.ledger.rejects) {
      source.push_back(input.name);
      row.values.push_back(reject.row);
      reason.push_back(code(reject.reason));
      detail.push_back(reject.detail);
      raw.push_back(printable(reject.raw, 60));
    }
  return TableMaker({"rejects", "Rejected records", "Every input record that was not used, with its reason.", {}, ""},
                    reject_columns, language)
      .done({std::move(source), std::move(row), std::move(reason), std::move(detail), std::move(raw)});
}

Layer quality_table(const Intake& intake, const std::vector<Finished>& finished, Language language) {
  Texts source, check, unit, level;
  Reals value;
  for (const Finding& finding : quality_findings(intake, finished)) {
    source.push_back(finding.source);
    check.push_back(finding.check);
    value.values.push_back(finding.value);
    unit.push_back(symbol(finding.unit));
    level.push_back(word(finding.level));
  }
  return TableMaker({"data_quality", "Data quality", "What the inputs are like, check by check.", {}, ""},
                    quality_columns, language)
      .done({std::move(source), std::move(check), std::move(value), std::move(unit), std::move(level)});
}

class Manifest {
 public:
  void add(std::string_view section, std::string_view key, std::string_view value, std::string_view origin) {
    section_.push_back(section);
    key_.push_back(key);
    value_.push_back(value);
    origin_.push_back(origin);
  }
  Layer done(Language language) {
    return TableMaker({"run_manifest",
                       "Run manifest",
                       "How this file was made: versions, inputs, settings and their origin.",
                       {},
                       ""},
                      manifest_columns, language)
        .done({std::move(section_), std::move(key_), std::move(value_), std::move(origin_)});
  }

 private:
  Texts section_, key_, value_, origin_;
};

void add_versions(Manifest& manifest) {
  manifest.add("program", "vigie", VIGIE_VERSION, "data");
  for (const auto& [name, version] : storage_library_versions()) manifest.add("program", name, version, "data");
  manifest.add("program", "PROJ", projection_library_version(), "data");
  manifest.add("program", "GEOS", overlay_library_version(), "data");
  manifest.add("program", "tzdata", zone_database_version(), "data");
}

void add_inputs(const Intake& intake, Manifest& manifest) {
  for (const InputRecord& input : intake.inputs) {
    const std::string section = "input." + input.section;
    manifest.add(section, "file", input.name, "data");
    manifest.add(section, "bytes", std::to_string(input.fingerprint.bytes), "data");
    manifest.add(section, "sha256", input.fingerprint.sha256, "data");
    if (!input.crs.empty()) manifest.add(section, "crs", input.crs, "data");
    if (!input.crs.empty()) manifest.add(section, "operation", input.operation, "data");
    manifest.add(section, "rows_read", std::to_string(input.ledger.read), "data");
    manifest.add(section, "rows_used", std::to_string(input.ledger.used), "data");
    for (const auto& [reason, count] : input.ledger.by_reason())
      manifest.add(section, "rows_rejected." + reason, std::to_string(count), "data");
  }
}

void add_settings(const Job& job, std::string_view section, Manifest& manifest) {
  for (const Settings::Entry& entry : job.section(section).entries()) {
    // Where the output lies is no part of how it was made, and would make equal runs differ.
    if (section == "output" && leaves_no_trace(entry.key)) continue;
    manifest.add(section, entry.key, shown_value(section, entry),
                 word(job.holds(section, entry.key) ? Origin::data : entry.origin));
  }
}

Layer manifest_table(const Job& job, const Intake& intake, const std::vector<Finished>& finished, Language language) {
  Manifest manifest;
  add_versions(manifest);
  for (const auto& [key, value] : intake.identity) manifest.add("run", key, value, "data");
  add_inputs(intake, manifest);
  manifest.add("study", "crs_name", intake.crs.name, "data");
  for (const Section& section : input_sections()) add_settings(job, section.name, manifest);
  for (const Finished& one : finished) {
    add_settings(job, one.analysis, manifest);
    for (const auto& [key, value] : one.contribution.record) manifest.add(one.analysis, key, value, "data");
  }
  add_settings(job, "output", manifest);
  return manifest.done(language);
}

void add_row_findings(const InputRecord& input, std::vector<Finding>& findings) {
  const Ledger& ledger = input.ledger;
  findings.push_back({input.name, "rows_read", static_cast<double>(ledger.read), Unit::count, Finding::Level::ok, ""});
  findings.push_back({input.name, "rows_used", static_cast<double>(ledger.used), Unit::count, Finding::Level::ok, ""});
  for (const auto& [reason, count] : ledger.by_reason())
    findings.push_back(
        {input.name, "rejected_" + reason, static_cast<double>(count), Unit::count, Finding::Level::notice, ""});
}

}  // namespace

std::vector<Finding> quality_findings(const Intake& intake, const std::vector<Finished>& finished) {
  std::vector<Finding> findings;
  for (const InputRecord& input : intake.inputs) {
    add_row_findings(input, findings);
    if (input.section == "reports") add_hit_rate(input, intake, findings);
  }
  findings.insert(findings.end(), intake.findings.begin(), intake.findings.end());
  for (const Finished& one : finished)
    findings.insert(findings.end(), one.contribution.findings.begin(), one.contribution.findings.end());
  return findings;
}

std::vector<Layer> record_tables(const Job& job, const Intake& intake, const std::vector<Finished>& finished) {
  const auto language = job.section("study").choice<Language>(study_keys::language);
  std::vector<Layer> tables;
  tables.push_back(rejects_table(intake, language));
  tables.push_back(quality_table(intake, finished, language));
  tables.push_back(manifest_table(job, intake, finished, language));
  return tables;
}

}  // namespace vigie
