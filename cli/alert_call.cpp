// The command, its words, its limits, and what became of it.
#include "cli/alert_call.h"

#include <fmt/format.h>

#include <cstring>
#include <filesystem>

#include "cli/summary_text.h"
#include "engine/io/child_program.h"
#include "engine/job/sections.h"

namespace vigie::cli {
namespace {

std::string sentence(const std::string& program, const ProgramEnd& end, int seconds) {
  using How = ProgramEnd::How;
  switch (end.how) {
    case How::exited:
      return end.code == 0 ? "" : fmt::format("on_alert: {} ended with code {}; the output stands", program, end.code);
    case How::killed_by_signal:
      return fmt::format("on_alert: {} was ended by signal {}; the output stands", program, end.code);
    case How::too_slow:
      return fmt::format("on_alert: {} took longer than {} s and was ended; the output stands", program, seconds);
    case How::not_started:
      return fmt::format("on_alert: {} could not be started ({}); the output stands", program, std::strerror(end.code));
    case How::interrupted:
      return fmt::format("on_alert: {} was ended because the run was interrupted; the output stands", program);
  }
  return "";
}

std::vector<std::string> command_of(const Job& job) {
  return split_command(job.section("output").text(output_keys::on_alert));
}

// Like every other path of the job, those of the command are relative to the job file.
std::string folder_of(const Job& job) {
  const std::string folder = std::filesystem::path(job.file()).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

void check_alert_command(const Job& job) {
  if (!job.section("output").text(output_keys::on_alert).empty()) static_cast<void>(command_of(job));
}

std::string call_alert_command(const Job& job, const RunSummary& summary) {
  const Settings& settings = job.section("output");
  if (settings.text(output_keys::on_alert).empty() || summary.alerts.empty()) return "";
  const std::vector<std::string> words = command_of(job);
  const auto seconds = static_cast<int>(settings.required_number(output_keys::alert_timeout));
  const std::string study = std::filesystem::path(job.file()).filename().string();
  return sentence(words.front(),
                  run_program(words, folder_of(job), alerts_json(study, summary), std::chrono::seconds(seconds)),
                  seconds);
}

}  // namespace vigie::cli
