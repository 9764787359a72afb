// CLI11 in one place: it compiles slowly, and nobody else needs to know it.
#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/command_outline.h"
#include "cli/help_text.h"
#include "engine/analysis/catalog.h"
#include "engine/base/error.h"
#include "engine/io/plan_document.h"
#include "engine/job/sections.h"

namespace vigie::cli {
namespace {

// Flags that CLI11 can only hold as bool.
struct Switches {
  bool json = false, markdown = false, manual = false, force = false;
};

void add_run_flags(CLI::App& command, Arguments& to, Switches& switches) {
  command.add_option("--set", to.set, "Override one key of the job: SECTION.KEY=VALUE")->allow_extra_args(false);
  command.add_option("--threads", to.threads, "Threads to use; the result is the same for any number")
      ->check(CLI::Range(1, 1024));
  command.add_option("--memory", to.memory,
                     "Memory to use, such as 4G; what does not fit lies in files without a name in TMPDIR or /var/tmp, "
                     "with the same result. Several job files: of all that run side by side. Default: 2G a run, and "
                     "three quarters of what there is for all");
  command.add_option("--progress", to.progress, "auto, none, or json (one object a line on standard error)")
      ->check(CLI::IsMember({"auto", "none", "json"}));
  command.add_flag("--json", switches.json, "Print one JSON object on standard output");
}

void add_output(CLI::App& command, Arguments& to) {
  command.add_option("-o,--output", to.output, "GeoPackage to write");
}

CLI::App& subcommand(CLI::App& app, const std::string& name, const std::string& help, Arguments& to) {
  CLI::App& command = *app.add_subcommand(name, help);
  command.callback([&to, name] { to.command = name; });
  return command;
}

std::string dashed(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', '-');
  return text;
}

// distance_band becomes --distance_band and --distance-band.
std::string flag_names(std::string_view name) {
  const std::string plain = dashed(name);
  return plain == name ? "--" + plain : fmt::format("--{},--{}", name, plain);
}

void add_analysis(CLI::App& app, const Analysis& analysis, Arguments& to, Switches& switches) {
  CLI::App& command = *app.add_subcommand(dashed(analysis.name), std::string(analysis.summary));
  command.callback([&to, &analysis] { to.command = std::string(analysis.name); });
  command.add_option("inputs", to.inputs, "REPORTS [NEIGHBOURHOODS] [WATCH_AREAS]")->expected(0, 3);
  command.add_option("--zones", to.zones, "File of the neighbourhoods");
  command.add_option("--watch-areas", to.watch_areas, "File of the watch areas");
  add_output(command, to);
  add_run_flags(command, to, switches);
  for (const Parameter& parameter : analysis.parameters)
    command.add_option_function<std::string>(
        flag_names(parameter.name),
        [&to, &parameter](const std::string& value) { to.keys[std::string(parameter.name)] = value; },
        std::string(parameter.help));
}

void add_part_commands(CLI::App& app, Arguments& to, Switches& switches) {
  CLI::App& plan = subcommand(app, "plan", "Plan a job in parts, for several programs or machines", to);
  plan.add_option("job", to.inputs, "JOB.toml")->required()->expected(1);
  plan.add_option("--parts", to.parts, "Into how many parts the reports are cut")
      ->required()
      ->check(CLI::Range(1, most_parts));
  add_run_flags(plan, to, switches);
  CLI::App& merge = subcommand(app, "merge", "Put the parts of a planned job together and finish it", to);
  merge.add_option("inputs", to.inputs, "JOB.toml PART...")->required();
  add_output(merge, to);
  add_run_flags(merge, to, switches);
  merge.add_flag("--force", switches.force, "Write the output even if nothing changed since the last run");
}

void add_commands(CLI::App& app, Arguments& to, Switches& switches) {
  CLI::App& run = subcommand(app, "run", "Run a job, or guess everything from two files", to);
  run.add_option("inputs", to.inputs, "JOB.toml..., a folder of job files, or REPORTS NEIGHBOURHOODS [WATCH_AREAS]")
      ->required();
  add_output(run, to);
  add_run_flags(run, to, switches);
  run.add_flag("--force", switches.force,
               "Write the output even if nothing changed since the last run; it gets the same bytes");
  run.add_option("--jobs", to.jobs, "Several job files: at most so many at once; default: one per processor")
      ->check(CLI::Range(1, 1024));
  run.add_option("--part", to.part, "Read part i of N of a planned job into the file that -o names: i/N, such as 3/8");
  add_part_commands(app, to, switches);
  CLI::App& check = subcommand(app, "check", "Read everything, write nothing, say what would be lost and why", to);
  check.add_option("inputs", to.inputs, "JOB.toml, or REPORTS NEIGHBOURHOODS [WATCH_AREAS]")
      ->required()
      ->expected(1, 3);
  add_run_flags(check, to, switches);
  CLI::App& init = subcommand(app, "init", "Print a commented job file for these inputs", to);
  init.add_option("inputs", to.inputs, "REPORTS NEIGHBOURHOODS [WATCH_AREAS]")->required()->expected(1, 3);
  CLI::App& help = subcommand(app, "help", "Explain an analysis or a section of the job file", to);
  help.add_option("name", to.inputs, "Analysis or section")->expected(0, 1);
  help.add_flag("--json", switches.json, "Everything as JSON");
  help.add_flag("--markdown", switches.markdown, "As a page of the reference");
  help.add_flag("--man", switches.manual, "Everything as a manual page");
  CLI::App& show = subcommand(app, "show", "Say what a GeoPackage of vigie holds and how it was made", to);
  show.add_option("file", to.inputs, "GeoPackage")->required()->expected(1);
  show.add_flag("--json", switches.json, "Print one JSON object");
  CLI::App& completion = subcommand(app, "completion", "Print the completion script of a shell", to);
  completion.add_option("shell", to.inputs, "bash, zsh or fish")->required()->expected(1);
  CLI::App& relink = subcommand(app, "relink", "Mend the QGIS project inside a GeoPackage after it was renamed", to);
  relink.add_option("file", to.inputs, "GeoPackage")->required()->expected(1);
  relink.add_flag("--json", switches.json, "Print one JSON object");
  for (const Analysis& analysis : catalog()) add_analysis(app, analysis, to, switches);
}

// "TEXT:{auto,json,none}" -> auto, json, none: what CLI11 itself checks.
std::vector<std::string> choices_in(const std::string& type) {
  std::vector<std::string> choices;
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open == type.npos || close == type.npos) return choices;
  for (std::size_t begin = open + 1; begin < close;) {
    const std::size_t end = std::min(type.find(',', begin), close);
    choices.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return choices;
}

FlagOutline outline_of(const CLI::Option& option, const Analysis* analysis) {
  FlagOutline flag{
      {}, option.get_description(), option.get_items_expected_max() > 0, choices_in(option.get_type_name())};
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  if (analysis && flag.choices.empty())
    for (const Parameter& parameter : analysis->parameters)
      if (std::ranges::find(option.get_lnames(), parameter.name) != option.get_lnames().end())
        flag.choices.assign(parameter.choices.begin(), parameter.choices.end());
  return flag;
}

}  // namespace

std::vector<CommandOutline> command_outlines() {
  CLI::App app;
  Arguments arguments;
  Switches switches;
  add_commands(app, arguments, switches);
  std::vector<CommandOutline> outlines;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    CommandOutline outline{command->get_name(), command->get_description(), "", {}};
    for (const CLI::Option* option : command->get_options()) {
      if (option->get_positional())
        outline.operands = option->get_description();
      else
        outline.flags.push_back(outline_of(*option, find_analysis(command->get_name())));
    }
    outlines.push_back(std::move(outline));
  }
  return outlines;
}

Parsed parse_arguments(int count, const char* const* words) {
  CLI::App app("vigie finds where reports cluster and how well the places that need watching are watched.", "vigie");
  Parsed parsed;
  Switches switches;
  app.set_version_flag("--version", "vigie " VIGIE_VERSION);
  app.require_subcommand(0, 1);
  add_commands(app, parsed.arguments, switches);
  try {
    app.parse(count, words);
  } catch (const CLI::CallForVersion& version) {
    parsed.at_once = std::string(version.what()) + "\n";
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    parsed.at_once = chosen.empty() ? help_overview() : chosen.front()->help();
  } catch (const CLI::ParseError& error) {
    throw UsageError(fmt::format("{}; see vigie --help", error.what()));
  }
  if (parsed.at_once.empty() && parsed.arguments.command.empty()) parsed.at_once = help_overview();
  using Form = Arguments::Form;
  parsed.arguments.rewrite = switches.force ? Rewrite::always : Rewrite::if_changed;
  parsed.arguments.form = switches.json       ? Form::json
                          : switches.markdown ? Form::markdown
                          : switches.manual   ? Form::manual
                                              : Form::text;
  return parsed;
}

}  // namespace vigie::cli
