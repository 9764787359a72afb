// Words to part numbers, summaries to words.
#include "cli/parts.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/single_run.h"
#include "cli/voice.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/plan_document.h"
#include "engine/job/part_run.h"

namespace vigie::cli {
namespace {

using Json = nlohmann::ordered_json;

Job job_in_parts(const Arguments& arguments) {
  const std::string& path = arguments.inputs.front();
  if (!path.ends_with(".toml"))
    throw UsageError(
        fmt::format("'{}' is no job file (.toml); parts need one, which vigie init prints", printable_path(path)));
  Job job = Job::from_file(path);
  for (const std::string& assignment : arguments.set) job.override_with(assignment);
  return job;
}

struct Share {
  int part = 0, parts = 0;
};

Share share_of(const std::string& text) {
  Share share;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, share.part);
  const bool parted = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
  const auto second = parted ? std::from_chars(first.ptr + 1, end, share.parts) : first;
  if (!parted || second.ec != std::errc{} || second.ptr != end || share.part < 1 || share.part > share.parts ||
      share.parts > most_parts)
    throw UsageError(fmt::format("--part {}: write i/N, such as 3/8, with i from 1 to N and N at most {}",
                                 printable(text), most_parts));
  return share;
}

void tell(const PartSummary& summary, const Arguments& arguments, const std::string& sentence) {
  if (arguments.form != Arguments::Form::json) {
    if (progress_style(arguments.progress) != ProgressStyle::json) say(sentence);
    return answer(summary.path + "\n");
  }
  Json object;
  if (summary.part > 0) object["part"] = summary.part;
  object["parts"] = summary.parts;
  object["rows"] = {{"reports", {{"read", summary.read}}}};
  if (summary.part > 0) object["rows"]["reports"]["readable"] = summary.used;
  object["output"] = summary.path;
  answer(object.dump() + "\n");
}

}  // namespace

void plan_parts(const Arguments& arguments, const Listener& listener) {
  const PartSummary done = plan_job(job_in_parts(arguments), arguments.parts, listener);
  tell(done, arguments,
       fmt::format("{} rows of reports in {} {}", done.read, done.parts, done.parts == 1 ? "part" : "parts"));
}

void run_one_part(const Arguments& arguments, const Listener& listener) {
  const Share share = share_of(arguments.part);
  if (arguments.inputs.size() != 1) throw UsageError("--part: name one job file");
  if (arguments.output.empty()) throw UsageError("--part: name the file of the part with -o PART");
  const PartSummary done = run_part(job_in_parts(arguments), share.part, share.parts, arguments.output, listener);
  tell(done, arguments,
       fmt::format("part {} of {}: {} rows read, {} of them readable", done.part, done.parts, done.read, done.used));
}

RunSummary merge_parts(const Arguments& arguments, const Listener& listener) {
  if (arguments.inputs.size() < 2) throw UsageError("vigie merge: name the job file and its parts");
  Job job = job_in_parts(arguments);
  const PartsInOrder parts(job, {arguments.inputs.begin() + 1, arguments.inputs.end()});
  if (!arguments.output.empty()) job.set_output(arguments.output);
  for (auto part = arguments.inputs.begin() + 1; part != arguments.inputs.end(); ++part)
    if (std::error_code none; std::filesystem::equivalent(*part, output_path(job), none))
      throw CannotCreateError(fmt::format("output {}: is a part; choose another name", printable_path(*part)));
  return run_and_tell(job, listener, arguments.rewrite, parts.reading());
}

}  // namespace vigie::cli
