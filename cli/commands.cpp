// From arguments to jobs, from summaries to words.
#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/completion_text.h"
#include "cli/help_text.h"
#include "cli/manual_page.h"
#include "cli/many_jobs.h"
#include "cli/memory_size.h"
#include "cli/parts.h"
#include "cli/single_run.h"
#include "cli/spill.h"
#include "cli/summary_text.h"
#include "cli/voice.h"
#include "engine/analysis/catalog.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/inspect.h"
#include "engine/io/relink.h"
#include "engine/job/job_file.h"
#include "engine/job/run.h"
#include "engine/job/starter_job.h"

namespace vigie::cli {
namespace {

bool is_job_file(const std::string& path) {
  return path.ends_with(".toml");
}

// Reports, neighbourhoods, watch areas, in this order.
Job job_of_inputs(const std::vector<std::string>& inputs) {
  static constexpr std::array<std::string_view, 3> sections{"reports", "neighbourhoods", "watch_areas"};
  Job job;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    job.ask_for(sections[i]);
    job.set(sections[i], "source", {inputs[i]}, Origin::flag);
  }
  return job;
}

Job job_of(const Arguments& arguments) {
  const std::vector<std::string>& inputs = arguments.inputs;
  const auto jobs = std::ranges::count_if(inputs, is_job_file);
  if (jobs > 0 && inputs.size() > 1)
    throw UsageError("give a job file (.toml), or reports and neighbourhoods, not both");
  if (inputs.size() > 3)
    throw UsageError("at most three files are read without a job file: reports, neighbourhoods, watch areas");
  if (jobs == 0 && inputs.size() == 1)
    throw UsageError(
        fmt::format("'{}' is one file; give a job file (.toml), or reports and neighbourhoods", inputs.front()));
  Job job = jobs > 0 ? Job::from_file(inputs.front()) : job_of_inputs(inputs);
  for (const std::string& assignment : arguments.set) job.override_with(assignment);
  if (!arguments.output.empty()) job.set_output(arguments.output);
  return job;
}

Job job_of_analysis(const Arguments& arguments) {
  Job job = job_of_inputs(arguments.inputs);
  const auto add = [&](std::string_view section, const std::string& path) {
    if (path.empty()) return;
    job.ask_for(section);
    job.set(section, "source", {path}, Origin::flag);
  };
  add("neighbourhoods", arguments.zones);
  add("watch_areas", arguments.watch_areas);
  job.ask_for(arguments.command);
  for (const auto& [key, value] : arguments.keys) job.override_with(arguments.command + "." + key + "=" + value);
  for (const std::string& assignment : arguments.set) job.override_with(assignment);
  if (arguments.output.empty())
    throw UsageError(fmt::format("vigie {}: name the output with -o OUT.gpkg", arguments.command));
  job.set_output(arguments.output);
  return job;
}

void tell(const RunSummary& summary, const Arguments& arguments) {
  if (progress_style(arguments.progress) == ProgressStyle::json)
    for (const Alert& alert : summary.alerts) say(alert_line(alert));
  if (arguments.form == Arguments::Form::json) {
    answer(summary_json(summary));
    return;
  }
  if (progress_style(arguments.progress) != ProgressStyle::json) say(summary_lines(summary));
  if (!summary.output.empty()) answer(summary.output + "\n");
}

void check(const Arguments& arguments, const Listener& listener) {
  const Job job = job_of(arguments);
  check_telling(job);
  tell(check_job(job, listener), arguments);
}

void help(const Arguments& arguments) {
  const std::string name = arguments.inputs.empty() ? "" : arguments.inputs.front();
  if (arguments.form == Arguments::Form::json) return answer(catalog_json(name));
  if (arguments.form == Arguments::Form::manual) return answer(manual_page());
  if (name.empty()) return answer(help_overview());
  answer(arguments.form == Arguments::Form::markdown ? reference_page(name) : help_on(name));
}

void show(const Arguments& arguments) {
  const GeoPackageSummary file = inspect_geopackage(arguments.inputs.front());
  answer(arguments.form == Arguments::Form::json ? show_json(file) : show_lines(file));
}

void relink(const Arguments& arguments) {
  const std::string& path = arguments.inputs.front();
  const RelinkSummary done = relink_geopackage(path);
  if (arguments.form == Arguments::Form::json) return answer(relink_json(done, path));
  say(done.projects.empty()
          ? fmt::format("the project inside looks for {} already; nothing to mend", done.old_file)
          : fmt::format("the project inside looked for {}; it looks beside itself for the new name now",
                        done.old_file));
  answer(path + "\n");
}

void carry_out_one(const Arguments& arguments) {
  if (arguments.threads > 0) set_threads(arguments.threads);
  const Listener listener = voice(progress_style(arguments.progress));
  if (arguments.command == "help") return help(arguments);
  if (arguments.command == "show") return show(arguments);
  if (arguments.command == "completion") return answer(completion_script(arguments.inputs.front()));
  if (arguments.command == "relink") return relink(arguments);
  if (arguments.command == "init") return answer(starter_job(job_of_inputs(arguments.inputs), listener));
  // From here on inputs are read whole.
  spill_beyond(memory_given(arguments.memory, usual_memory));
  if (arguments.command == "check") return check(arguments, listener);
  if (arguments.command == "plan") return plan_parts(arguments, listener);
  if (arguments.command == "merge") return tell(merge_parts(arguments, listener), arguments);
  if (!arguments.part.empty()) return run_one_part(arguments, listener);
  if (arguments.command == "run") return tell(run_and_tell(job_of(arguments), listener, arguments.rewrite), arguments);
  tell(run_and_tell(job_of_analysis(arguments), listener, Rewrite::always), arguments);
}

}  // namespace

int carry_out(const Arguments& arguments) {
  if (arguments.command != "run" || !arguments.part.empty() || !names_many_jobs(arguments.inputs)) {
    carry_out_one(arguments);
    return static_cast<int>(ExitCode::done);
  }
  if (arguments.threads > 0) set_threads(arguments.threads);
  return run_many(arguments);
}

}  // namespace vigie::cli
