// From a list of job files to a queue, and from its end to one summary.
#include "cli/many_jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/failure.h"
#include "cli/job_queue.h"
#include "cli/memory_size.h"
#include "cli/spill.h"
#include "cli/voice.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/job/run.h"
#include "engine/job/sections.h"

namespace vigie::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// False, too, for a link that leads nowhere: what opens it says what is wrong.
bool is_folder(const std::string& path) {
  std::error_code failed;
  return fs::is_directory(path, failed);
}

bool is_job_file(const std::string& path) {
  return path.ends_with(".toml");
}

std::vector<std::string> jobs_in(const std::string& folder) {
  std::vector<std::string> jobs;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (is_job_file(entry.path().string()) && entry.is_regular_file()) jobs.push_back(entry.path().string());
  std::ranges::sort(jobs);
  return jobs;
}

std::vector<std::string> job_files(const std::vector<std::string>& inputs) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    if (!is_folder(input)) {
      files.push_back(input);
      continue;
    }
    const std::vector<std::string> jobs = jobs_in(input);
    if (jobs.empty())
      throw NoInputError(fmt::format("{}: the folder holds no job files (.toml)", printable_path(input)));
    files.insert(files.end(), jobs.begin(), jobs.end());
  }
  return files;
}

// Base names, or paths where two job files have one name.
std::vector<std::string> names_of(const std::vector<std::string>& files) {
  std::map<std::string, int> times;
  for (const std::string& file : files) ++times[fs::path(file).filename().string()];
  std::vector<std::string> names;
  for (const std::string& file : files) {
    const std::string name = fs::path(file).filename().string();
    names.push_back(times[name] > 1 ? file : name);
  }
  return names;
}

// What one of the jobs may need.
std::int64_t memory_of_each(const Arguments& given) {
  return std::min(usual_memory, memory_given(given.memory, usual_memory));
}

// A run holds its inputs about this many times over, beside what every run needs; what is too much lies in files.
std::int64_t expected_memory(const Job& job, std::int64_t most) {
  constexpr std::int64_t every_run = 128 << 20, per_byte = 4;
  std::int64_t bytes = 0;
  for (std::string_view section : {"reports", "area_counts", "neighbourhoods", "watch_areas"}) {
    if (!job.asks_for(section)) continue;
    std::error_code failed;
    const auto size = fs::file_size(job.resolve(job.section(section).text(reports_keys::source)), failed);
    if (!failed) bytes += static_cast<std::int64_t>(size);
  }
  return std::min(most, every_run + per_byte * bytes);
}

std::vector<std::string> arguments_of(const std::string& file, const Arguments& given, int threads) {
  std::vector<std::string> words{"run",
                                 file,
                                 "--progress",
                                 "json",
                                 "--json",
                                 "--threads",
                                 std::to_string(threads),
                                 "--memory",
                                 std::to_string(memory_of_each(given))};
  for (const std::string& assignment : given.set) {
    words.emplace_back("--set");
    words.push_back(assignment);
  }
  if (given.rewrite == Rewrite::always) words.emplace_back("--force");
  return words;
}

// What can be known before anything runs. A job that cannot even be read fails in its own turn.
void look_ahead(const std::vector<std::string>& files, const Arguments& given, std::vector<QueuedJob>& queue) {
  std::map<std::string, std::size_t> writer_of;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::string output;
    try {
      Job job = Job::from_file(files[i]);
      for (const std::string& assignment : given.set) job.override_with(assignment);
      output = fs::weakly_canonical(output_path(job)).string();
      queue[i].expected_memory = expected_memory(job, memory_of_each(given));
    } catch (const Error&) {
      continue;
    }
    const auto [place, is_new] = writer_of.try_emplace(output, i);
    if (!is_new)
      throw UsageError(fmt::format("{} and {} write the same output {}; give each its own [output] geopackage",
                                   queue[place->second].name, queue[i].name, printable_path(output)));
  }
}

// What a job says while it runs, under its name.
void pass_on(const QueuedJob& job, const std::string& line, ProgressStyle style) {
  const Json said = line.starts_with('{') ? Json::parse(line, nullptr, false) : Json();
  if (style == ProgressStyle::json) {
    Json object{{"job", job.name}};
    if (said.is_object()) {
      object.update(said);
    } else {
      object["error"] = line;
    }
    say(object.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else if (!said.is_object()) {
    say(fmt::format("{}: {}", job.name, line));
  } else if (said.contains("message")) {
    say(fmt::format("{}: {}", job.name, said["message"].get<std::string>()));
  } else if (said.contains("warning")) {
    say(fmt::format("{}: warning: {}", job.name, said["warning"].get<std::string>()));
  }
}

std::string without_program(const std::string& line) {
  constexpr std::string_view start = "vigie: ";
  return line.starts_with(start) ? line.substr(start.size()) : line;
}

Json result_of(const QueuedJob& job, const EndedJob& end) {
  Json object{{"job", job.name}, {"exit_code", end.code}};
  const Json answer = Json::parse(end.answer, nullptr, false);
  if (end.code == 0 && answer.is_object()) {
    object.update(answer);
  } else {
    object["error"] = without_program(end.last_line);
  }
  return object;
}

std::string summary_line(const Json& result) {
  const std::string name = result["job"];
  const int code = result["exit_code"];
  if (code != 0) return fmt::format("{}: failed ({}): {}", name, code, result.value("error", std::string()));
  const std::string output = result.value("output", std::string());
  if (result.value("unchanged", false)) return fmt::format("{}: unchanged: {}", name, output);
  std::string text = fmt::format("{}: done", name);
  if (result["rows"].contains("reports"))
    text += fmt::format(", {} reports used", result["rows"]["reports"]["used"].get<std::int64_t>());
  const std::size_t alerts = result.contains("alerts") ? result["alerts"].size() : 0;
  text += fmt::format(", {} alert{}, {:.1f} s: {}", alerts, alerts == 1 ? "" : "s",
                      result["seconds"].value("total", 0.0), output);
  return text;
}

int report(const std::vector<Json>& results, const Arguments& given) {
  int code = 0;
  std::string outputs;
  for (const Json& result : results) {
    if (code == 0) code = result["exit_code"];
    if (result["exit_code"] == 0) outputs += result.value("output", std::string()) + "\n";
  }
  if (given.form == Arguments::Form::json) {
    answer(Json{{"jobs", results}, {"exit_code", code}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    answer(outputs);
  }
  if (progress_style(given.progress) != ProgressStyle::json)
    for (const Json& result : results) say(summary_line(result));
  return code;
}

}  // namespace

bool names_many_jobs(const std::vector<std::string>& inputs) {
  const auto jobs = std::ranges::count_if(inputs, is_job_file);
  const auto folders = std::ranges::count_if(
      inputs, [](const std::string& input) { return is_folder(input) && !input.ends_with(".gdb"); });
  // Beside other files a folder is an input gone wrong, which the run will say.
  return jobs + folders == std::ssize(inputs) && (jobs > 1 || folders > 0);
}

int run_many(const Arguments& arguments) {
  if (!arguments.output.empty())
    throw UsageError("-o names one output, but there are several jobs; set [output] geopackage in each job file");
  const std::vector<std::string> files = job_files(arguments.inputs);
  const std::vector<std::string> names = names_of(files);
  const int at_once = std::clamp(arguments.jobs > 0 ? arguments.jobs : threads(), 1, static_cast<int>(files.size()));
  std::vector<QueuedJob> queue;
  for (std::size_t i = 0; i < files.size(); ++i)
    queue.push_back({names[i], arguments_of(files[i], arguments, std::max(1, threads() / at_once)), 0});
  look_ahead(files, arguments, queue);
  const ProgressStyle style = progress_style(arguments.progress);
  const std::vector<EndedJob> ended =
      run_queue(queue, {.jobs = at_once, .memory = memory_given(arguments.memory, usable_memory() / 4 * 3)},
                [&](const QueuedJob& job, const std::string& line) { pass_on(job, line, style); });
  std::vector<Json> results;
  for (std::size_t i = 0; i < queue.size(); ++i) results.push_back(result_of(queue[i], ended[i]));
  return report(results, arguments);
}

}  // namespace vigie::cli
