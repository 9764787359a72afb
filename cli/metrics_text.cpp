// Gauges, one family after the other.
#include "cli/metrics_text.h"

#include <fmt/format.h>

#include <sstream>

namespace vigie::cli {
namespace {

std::string escaped(const std::string& value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    c == '\n' ? text += "\\n" : text += c;
  }
  return text;
}

void family(std::string& text, std::string_view name, std::string_view help) {
  text += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
}

// The value that the old file gives for a gauge without further labels; "" if it has none.
std::string value_before(const std::string& before, const std::string& start) {
  std::istringstream lines(before);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(start)) return line.substr(start.size());
  return "";
}

void add_rows(std::string& text, const std::string& label, const RunOutcome& outcome, const std::string& before) {
  if (outcome.summary == nullptr) return;
  if (outcome.summary->unchanged) {
    std::istringstream lines(before);
    for (std::string line; std::getline(lines, line);)
      if (line.find("vigie_rows") != std::string::npos) text += line + "\n";
    return;
  }
  family(text, "vigie_rows", "Input rows by what became of them.");
  for (const RunSummary::Rows& rows : outcome.summary->rows) {
    const auto line = [&](std::string_view state, std::int64_t count) {
      text +=
          fmt::format("vigie_rows{{{},source=\"{}\",state=\"{}\"}} {}\n", label, escaped(rows.section), state, count);
    };
    line("read", rows.read);
    line("used", rows.used);
  }
  family(text, "vigie_rows_rejected", "Input rows that were not used, by reason.");
  for (const RunSummary::Rows& rows : outcome.summary->rows)
    for (const auto& [reason, count] : rows.rejected)
      text += fmt::format("vigie_rows_rejected{{{},source=\"{}\",reason=\"{}\"}} {}\n", label, escaped(rows.section),
                          reason, count);
}

}  // namespace

std::string metrics_text(const std::string& job, const RunOutcome& outcome, const std::string& before) {
  const std::string label = fmt::format("job=\"{}\"", escaped(job));
  std::string text;
  const auto gauge = [&](std::string_view name, std::string_view help, const std::string& value) {
    if (value.empty()) return;
    family(text, name, help);
    text += fmt::format("{}{{{}}} {}\n", name, label, value);
  };
  gauge("vigie_exit_code", "Exit code of the last run; 0 is done.", std::to_string(outcome.code));
  gauge("vigie_duration_seconds", "How long the last run took.", fmt::format("{:.3f}", outcome.seconds));
  gauge("vigie_last_run_timestamp_seconds", "When the last run ended.", fmt::format("{:.0f}", outcome.finished));
  const std::string kept = value_before(before, fmt::format("vigie_last_success_timestamp_seconds{{{}}} ", label));
  gauge("vigie_last_success_timestamp_seconds", "When a run last ended with code 0.",
        outcome.code == 0 ? fmt::format("{:.0f}", outcome.finished) : kept);
  if (outcome.summary != nullptr) {
    gauge("vigie_unchanged", "1 if the last run found nothing changed.", outcome.summary->unchanged ? "1" : "0");
    gauge("vigie_alerts", "Alerts of the last run.", std::to_string(outcome.summary->alerts.size()));
    gauge("vigie_alert_command_failed", "1 if the command of on_alert failed.",
          outcome.alert_fault.empty() ? "0" : "1");
  }
  add_rows(text, label, outcome, before);
  return text;
}

}  // namespace vigie::cli
