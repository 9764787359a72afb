// Where doors meet recipes.
#include "engine/job/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/analysis/catalog.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/writer.h"
#include "engine/job/assembly.h"
#include "engine/job/history_table.h"
#include "engine/job/input_files.h"
#include "engine/job/intake.h"
#include "engine/job/map_planning.h"
#include "engine/job/public_release.h"
#include "engine/job/report_output.h"
#include "engine/job/sections.h"
#include "engine/job/study_builder.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

// What the job asks for, or everything its inputs allow; an analysis that another one uses runs too.
std::vector<const Analysis*> chosen_analyses(const Job& job, const Study& study) {
  const std::vector<std::string> asked = job.analyses();
  std::vector<const Analysis*> chosen;
  const auto wanted = [&](const Analysis& analysis) {
    if (asked.empty() || is_input(analysis)) return analysis.start == Start::with_all && analysis.possible(study);
    if (std::ranges::find(asked, analysis.name) != asked.end()) return true;
    const bool used = std::ranges::any_of(catalog(), [&](const Analysis& other) {
      return looks_at(other, analysis.name) && std::ranges::find(asked, other.name) != asked.end();
    });
    return used && analysis.possible(study);
  };
  for (const Analysis& analysis : catalog())
    if (wanted(analysis)) chosen.push_back(&analysis);
  return chosen;
}

void record_choices(Job& job, const Analysis& analysis, const Contribution& contribution, Intake& intake) {
  Settings& settings = job.section(analysis.name);
  for (const Chosen& chosen : contribution.chosen) {
    settings.choose(*chosen.parameter, chosen.value);
    intake.messages.push_back(
        fmt::format("[{}] {} = {}: {}", analysis.name, chosen.parameter->name, chosen.value, chosen.why));
  }
}

// Without points there are no cells: what could look at both looks at neighbourhoods.
void settle_places(Job& job, const Analysis& analysis, Intake& intake) {
  const auto place = std::ranges::find(analysis.parameters, "on", &Parameter::name);
  if (place == analysis.parameters.end() || !intake.study.counted()) return;
  if (job.section(analysis.name).given(*place)) return;
  job.section(analysis.name).choose(*place, "neighbourhoods");
  intake.messages.push_back(fmt::format("[{}] on = neighbourhoods: counts by area have no cells", analysis.name));
}

std::vector<Finished> analyse(Job& job, Intake& intake, const std::optional<PublicRelease>& release, Stopwatch& watch) {
  std::vector<const Analysis*> chosen = chosen_analyses(job, intake.study);
  if (release) chosen = release->allowed(chosen, intake);
  std::vector<Finished> finished;
  finished.reserve(chosen.size());  // Earlier keeps addresses
  Earlier earlier;
  int percent = 40;
  for (const Analysis* analysis : chosen) {
    check_stop();
    if (!intake.study.has_reports) settle_places(job, *analysis, intake);
    watch.time(std::string(analysis->name), percent, [&] {
      finished.push_back(
          {std::string(analysis->name), analysis->run(intake.study, job.section(analysis->name), earlier)});
    });
    earlier.add(analysis->name, finished.back().contribution);
    record_choices(job, *analysis, finished.back().contribution, intake);
    percent += 40 / static_cast<int>(chosen.size());
  }
  return finished;
}

// A public run tells what its file tells: which inputs there were, how many reports are shown, and what is hidden.
RunSummary public_summary(const Intake& intake, const PublicRelease& release, const Listener& listener) {
  RunSummary summary;
  for (const InputRecord& input : intake.inputs) {
    const std::int64_t used = input.section == "reports" ? release.total() : no_integer;
    summary.rows.push_back({input.section, input.name, no_integer, used, {}});
  }
  if (listener.message)
    for (const std::string& message : intake.messages) listener.message(message);
  return summary;
}

RunSummary summary_of(const Intake& intake, const std::vector<Finished>& finished, const Listener& listener) {
  RunSummary summary;
  for (const Finished& one : finished)
    summary.alerts.insert(summary.alerts.end(), one.contribution.alerts.begin(), one.contribution.alerts.end());
  for (const InputRecord& input : intake.inputs)
    summary.rows.push_back({input.section, input.name, input.ledger.read, input.ledger.used, input.ledger.by_reason()});
  summary.findings = quality_findings(intake, finished);
  if (listener.message)
    for (const std::string& message : intake.messages) listener.message(message);
  for (const Finding& finding : summary.findings) {
    if (finding.text.empty()) continue;
    if (finding.level == Finding::Level::warning) {
      summary.warnings.push_back(finding.text);
      if (listener.warning) listener.warning(finding.text);
    } else if (listener.message) {
      listener.message(finding.text);
    }
  }
  return summary;
}

std::int64_t rows_of(const Layer& layer) {
  return static_cast<std::int64_t>(layer.table.rows());
}

void name_layers(const ResultSet& results, RunSummary& summary) {
  for (const Layer& layer : results.layers) summary.layers.emplace_back(layer.name, rows_of(layer));
  for (const Raster& raster : results.rasters)
    summary.layers.emplace_back(raster.name,
                                std::ranges::count_if(raster.surface.values, [](double v) { return v == v; }));
}

void close(Stopwatch& watch, RunSummary& summary) {
  summary.seconds = watch.seconds();
  summary.seconds.emplace_back("total", watch.total());
}

RunSummary left_as_it_is(const Job& job, Stopwatch& watch) {
  RunSummary summary;
  summary.unchanged = true;
  summary.output = output_path(job);
  close(watch, summary);
  return summary;
}

std::vector<std::string> paths_taken(const Job& job, const OutputPlace& place) {
  std::vector<std::string> taken = input_paths(job);
  taken.push_back(place.path());
  return taken;
}

Intake read_and_count(Job& job, Stopwatch& watch, const ReadReports& reading) {
  Intake intake = take_in(job, watch, reading);
  watch.time("join", 35, [&] { build_study(job, intake); });
  return intake;
}

WriteOptions write_options(const Job& job) {
  const Settings& output = job.section("output");
  const std::string folder = output.text(output_keys::geotiff);
  return {.geotiff_folder = folder.empty() ? "" : job.resolve(folder),
          .qgz_beside = output.text(output_keys::qgz) == "true"};
}

}  // namespace

std::string output_path(const Job& job) {
  const std::string given = job.section("output").text(output_keys::geopackage);
  if (!given.empty()) return job.resolve(given);
  if (!job.file().empty()) return fs::path(job.file()).replace_extension(".gpkg").string();
  const std::string reports = job.section("reports").text(reports_keys::source);
  if (is_database(reports)) return "reports-vigie.gpkg";
  const fs::path first(reports.empty() ? job.section("neighbourhoods").text(zones_keys::source) : reports);
  return first.stem().string() + "-vigie.gpkg";
}

RunSummary run_job(Job job, const Listener& listener, Rewrite rewrite, const ReadReports& reading) {
  Stopwatch watch(listener);
  const auto policy = job.section("output").choice<OnBusy>(output_keys::on_busy);
  OutputPlace place(output_path(job), input_paths(job), policy);
  settle_standing_file(job, output_path(job));
  const StandingOutput standing =
      watch.time("compare", 0, [&] { return StandingOutput(job, output_path(job), rewrite); });
  if (standing.is_current()) return left_as_it_is(job, watch);
  std::optional<PublicRelease> release;
  if (is_public(job)) release.emplace(job, output_path(job));
  const std::unique_ptr<TextOutput> report = claim_report(job, paths_taken(job, place));
  Intake intake = read_and_count(job, watch, reading);
  standing.settle(job, intake);
  if (release) watch.time("disclosure", 38, [&] { release->protect(job, intake); });
  const std::vector<Finished> finished = analyse(job, intake, release, watch);
  RunSummary summary = release ? public_summary(intake, *release, listener) : summary_of(intake, finished, listener);
  ResultSet results = watch.time("assemble", 82, [&] { return assemble(job, intake, finished); });
  if (keeps_history(job))
    results.layers.push_back(history_table(job, intake, finished, standing.history(), results.instant));
  if (release) release->disclose(job, intake.study, finished, results);
  check_stop();
  if (report) watch.time("report", 83, [&] { draft_report(results, *report); });
  check_stop();
  const MapPlan plan = plan_maps(job, intake, finished, results);
  watch.time("write", 85, [&] { write_geopackage(results, place, plan, write_options(job)); });
  if (report) report->publish();
  if (listener.message)
    for (const std::string& path : place.saved_aside())
      listener.message(fmt::format("saved by somebody into the file that was replaced, now in {}", path));
  name_layers(results, summary);
  summary.output = place.path();
  close(watch, summary);
  if (listener.step) listener.step("done", 100);
  return summary;
}

RunSummary check_job(Job job, const Listener& listener) {
  Stopwatch watch(listener);
  const StandingOutput standing(job, output_path(job), Rewrite::always);
  const ReadReports reading = [](const Source& source, ReportRequest request) {
    request.fingerprint = false;  // is told by manifests only, and a check writes none
    return read_reports(source, request);
  };
  Intake intake = read_and_count(job, watch, reading);
  for (const std::string& name : job.analyses()) {
    const Analysis& analysis = *find_analysis(name);
    if (!analysis.possible(intake.study) && !intake.study.counted())
      intake.messages.push_back(fmt::format("[{}] needs {}", name, analysis.needs));
  }
  RunSummary summary = summary_of(intake, {}, listener);
  close(watch, summary);
  return summary;
}

}  // namespace vigie
