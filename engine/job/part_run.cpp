// Every guess is settled by the plan, so that no part can guess otherwise.
#include "engine/job/part_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/fingerprint.h"
#include "engine/io/part_file.h"
#include "engine/io/report_roles.h"
#include "engine/io/small_file.h"
#include "engine/job/input_files.h"
#include "engine/job/part_plan.h"
#include "engine/job/report_intake.h"

namespace vigie {
namespace {

struct KnownPlan {
  PartPlan plan;
  std::string hash;  // of the plan's text
};

// What the file's head and the boundaries decide about the reading; the rest of the settings has its own hash.
std::string question_hash(const ReportRequest& request) {
  std::string text = request.time->zone().name() + "\n";
  const auto add = [&](const std::string& column) { text += fmt::format("{} {}\n", column.size(), column); };
  for (std::size_t role = 0; role < role_count; ++role) add(column_name(request.columns, static_cast<Role>(role)));
  add(request.identifier);
  return sha256_of(text);
}

KnownPlan read_plan(const Job& job) {
  const std::string path = plan_path(job);
  if (!std::filesystem::exists(path))
    throw NoInputError(fmt::format("{}: there is no plan; make one with vigie plan {} --parts N", printable_path(path),
                                   printable_path(job.file())));
  const std::string text = small_file_text(path);
  KnownPlan known{parse_plan(text, path), sha256_of(text)};
  if (known.plan.settings != settings_hash(job))
    throw UsageError(
        fmt::format("{} was made with other settings or versions (job file, --set, SOURCE_DATE_EPOCH, "
                    "libraries); use the same, or make the plan again (vigie plan)",
                    printable_path(path)));
  return known;
}

void pass_on(const std::vector<std::string>& messages, const Listener& listener) {
  if (!listener.message) return;
  for (const std::string& message : messages) listener.message(message);
}

void require_planned_question(const ReportRequest& request, const PartPlan& plan, const Source& source) {
  if (question_hash(request) != plan.question) refuse_unplanned(source);
}

std::vector<std::pair<std::string, std::string>> all_hashes(const Job& job, const SlicePlan& slices) {
  std::vector<std::pair<std::string, std::string>> hashes;
  for (const NamedInput& file : input_files(job)) {
    if (is_database(file.source.path))
      throw UsageError(fmt::format("{} is a database, which may change between the parts; export it to a file first",
                                   source_name(file.source)));
    hashes.emplace_back(file.role,
                        file.role == "reports" ? slices.fingerprint.sha256 : fingerprint(file.source).sha256);
  }
  std::ranges::sort(hashes);
  return hashes;
}

}  // namespace

PartSummary plan_job(Job job, int parts, const Listener& listener) {
  Stopwatch watch(listener);
  PartPlan plan{
      .parts = parts, .settings = settings_hash(job), .inputs = {}, .time_zone = {}, .question = {}, .slices = {}};
  const std::string path = plan_path(job);
  Intake intake;
  take_in_boundaries(job, intake, watch);
  plan.time_zone = intake.study.zone.name();
  if (job.asks_for("reports")) {
    const ReportQuestion question = ask_for_reports(job, intake.study.zone);
    plan.question = question_hash(question.request);
    intake.messages.insert(intake.messages.end(), question.messages.begin(), question.messages.end());
    plan.slices = watch.time(
        "read", 10, [&] { return plan_slices(question.source, question.request, static_cast<std::size_t>(parts)); });
  }
  plan.inputs = all_hashes(job, plan.slices);
  replace_small_file(path, plan_text(plan));
  pass_on(intake.messages, listener);
  return {.path = path, .part = 0, .parts = parts, .read = plan.slices.rows, .used = 0};
}

PartSummary run_part(Job job, int part, int parts, const std::string& path, const Listener& listener) {
  Stopwatch watch(listener);
  const KnownPlan known = read_plan(job);
  if (known.plan.parts != parts)
    throw UsageError(fmt::format("--part {}/{}: the plan has {} parts; make the plan again with vigie plan --parts {}",
                                 part, parts, known.plan.parts, parts));
  std::vector<std::string> taken = input_paths(job);
  taken.push_back(plan_path(job));
  PartPlace place(path, taken);
  require_planned_inputs(job, known.plan, "reports");
  SliceRead slice;
  std::vector<std::string> messages;
  if (job.asks_for("reports")) {
    const ReportQuestion question = ask_for_reports(job, TimeZone(known.plan.time_zone));
    messages = question.messages;
    require_planned_question(question.request, known.plan, question.source);
    slice = watch.time("read", 10, [&] {
      return read_slice(question.source, question.request, known.plan.slices, static_cast<std::size_t>(part - 1));
    });
  }
  write_part(place, {known.hash, static_cast<std::uint32_t>(part), static_cast<std::uint32_t>(parts)}, slice);
  pass_on(messages, listener);
  return {.path = place.path(),
          .part = part,
          .parts = parts,
          .read = slice.read.ledger.read,
          .used = static_cast<std::int64_t>(slice.read.points.x.size())};
}

struct PartsInOrder::State {
  KnownPlan known;
  std::vector<PartFile> parts;
};

PartsInOrder::PartsInOrder(const Job& job, const std::vector<std::string>& paths) {
  State state{read_plan(job), {}};
  const PartPlan& plan = state.known.plan;
  for (const std::string& path : paths) state.parts.emplace_back(path);
  for (const PartFile& part : state.parts)
    if (part.label().plan != state.known.hash || part.label().count != static_cast<std::uint32_t>(plan.parts) ||
        part.label().part < 1 || part.label().part > part.label().count)
      throw DataError(fmt::format("{} is part {} of {} of another plan; run the parts of {} again",
                                  printable_path(part.path()), part.label().part, part.label().count,
                                  printable_path(plan_path(job))));
  std::ranges::stable_sort(state.parts, {}, [](const PartFile& part) { return part.label().part; });
  std::uint32_t next = 1;
  for (const PartFile& part : state.parts) {
    if (part.label().part < next)
      throw UsageError(fmt::format("part {} of {} is given twice, also as {}; name each part once", part.label().part,
                                   plan.parts, printable_path(part.path())));
    if (part.label().part > next) break;
    ++next;
  }
  if (next <= static_cast<std::uint32_t>(plan.parts))
    throw UsageError(fmt::format("part {} of {} is missing; run it with --part {}/{} and name its file, too", next,
                                 plan.parts, next, plan.parts));
  require_planned_inputs(job, plan, "");
  state_ = std::make_shared<const State>(std::move(state));
}

ReadReports PartsInOrder::reading() const {
  return [state = state_](const Source& source, const ReportRequest& request) {
    const PartPlan& plan = state->known.plan;
    require_planned_question(request, plan, source);
    return join_slices(source, request, plan.slices, [&](std::size_t slice) { return state->parts[slice].read(); });
  };
}

}  // namespace vigie
