// Commands, sections, exit codes and files as roff.
#include "cli/manual_page.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "cli/command_outline.h"
#include "engine/analysis/catalog.h"
#include "engine/base/numbers.h"
#include "engine/job/job_file.h"

namespace vigie::cli {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 9> exit_codes{{
    {0, "Done."},
    {64, "The command line or the job file is wrong."},
    {65, "Input data cannot be used."},
    {66, "An input is missing."},
    {70, "A fault of the program."},
    {73, "The output cannot be created."},
    {74, "Reading or writing failed."},
    {75, "The output is busy; try again later."},
    {130, "Interrupted."},
}};

// A dot or a quote at the start of a line is a command of roff, a backslash anywhere; a hyphen is a minus to copy.
std::string roff(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '\\')
      safe += "\\e";
    else if (letter == '-')
      safe += "\\-";
    else if (letter == '\n')
      safe += ' ';
    else
      safe += letter;
  }
  return safe.starts_with('.') || safe.starts_with('\'') ? "\\&" + safe : safe;
}

std::string commands_part() {
  std::string text = ".SH COMMANDS\n";
  for (const CommandOutline& command : command_outlines()) {
    text += fmt::format(".SS vigie {}{}\n{}\n", roff(command.name),
                        command.operands.empty() ? "" : " " + roff(command.operands), roff(command.help));
    for (const FlagOutline& flag : command.flags) {
      text += fmt::format(".TP\n.B {}{}\n{}\n", roff(fmt::format("{}", fmt::join(flag.names, ", "))),
                          flag.takes_value ? " VALUE" : "", roff(flag.help));
      if (!flag.choices.empty())
        text += fmt::format("One of: {}.\n", roff(fmt::format("{}", fmt::join(flag.choices, ", "))));
    }
  }
  return text;
}

std::string sections_part() {
  std::string text =
      ".SH JOB FILE\nA job file is TOML; its paths are relative to it. Lengths are written as 500m, 1.2km "
      "or 300ft. Every analysis has a section of its own; its keys are the flags of the command.\n";
  for (const Section& section : all_sections()) {
    text += fmt::format(".SS [{}]\n{}.\n", roff(section.name), roff(section.title));
    for (const Parameter& parameter : section.parameters) {
      if (parameter.unavailable == "*") continue;
      text += fmt::format(".TP\n.B {}\n{}\n", roff(parameter.name), roff(parameter.help));
      if (!parameter.choices.empty())
        text += fmt::format("One of: {}.\n", roff(fmt::format("{}", fmt::join(parameter.choices, ", "))));
      const std::string_view otherwise = parameter.fallback.empty() ? parameter.otherwise : parameter.fallback;
      if (!otherwise.empty()) text += fmt::format("Default: {}.\n", roff(otherwise));
    }
  }
  return text;
}

std::string exits_part() {
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [code, words] : exit_codes) text += fmt::format(".TP\n.B {}\n{}\n", code, words);
  return text + ".PP\nAny code but 0 leaves the previous output as it was.\n";
}

}  // namespace

std::string manual_page() {
  return ".TH VIGIE 1 \"\" \"vigie " VIGIE_VERSION
         "\" \"User Commands\"\n"
         ".SH NAME\nvigie \\- finds where reports cluster and how well the places that need watching are watched\n"
         ".SH SYNOPSIS\n.B vigie run\n.I JOB.toml\n.br\n.B vigie run\n.I REPORTS "
         "NEIGHBOURHOODS\n[\\fIWATCH_AREAS\\fR]\n"
         ".br\n.B vigie plan\n.I JOB.toml\n.B \\-\\-parts\n.I N\n.br\n.B vigie run\n.I JOB.toml\n.B \\-\\-part\n.I "
         "i/N\n.B \\-o\n.I PART\n"
         ".br\n.B vigie merge\n.I JOB.toml PART...\n.B \\-o\n.I OUT.gpkg\n"
         ".br\n.B vigie\n.I COMMAND\n[\\fIOPTION\\fR]...\n"
         ".SH DESCRIPTION\nReads geocoded reports, neighbourhood boundaries and watch areas, and writes one GeoPackage "
         "that opens ready in QGIS, and a report for the browser where the job asks for one. Results go to standard "
         "output, words for people to standard error.\n" +
         commands_part() + sections_part() + exits_part() +
         ".SH FILES\n.TP\n.I NAME.lock\nStays beside an output; it keeps two runs from writing the same file.\n"
         ".TP\n.I JOB.plan.json\nThe plan of a job in parts, beside the job file.\n"
         ".SH SEE ALSO\n.BR qgis (1)\n";
}

}  // namespace vigie::cli
