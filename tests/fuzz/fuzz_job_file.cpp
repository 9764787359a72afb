// Any bytes as a job file: settings within their ranges, or one sentence that says what is wrong.
//
// A last line that begins with "--set " is what the command line adds.
#include "engine/base/error.h"
#include "engine/job/job_file.h"
#include "tests/fuzz/scratch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  static const fuzz::ScratchFile file(".toml");
  std::string_view text = fuzz::as_text(data, size), added;
  constexpr std::string_view mark = "\n--set ";
  if (const std::size_t at = text.rfind(mark); at != text.npos) {
    added = text.substr(at + mark.size());
    text = text.substr(0, at);
  }
  try {
    Job job = Job::from_file(file.hold(text));
    if (!added.empty()) job.override_with(std::string(added));
    for (const Section& section : all_sections())
      if (job.asks_for(section.name)) fuzz::require(job.section(section.name).entries().size() <= 1000);
  } catch (const Error& error) {
    fuzz::require(error.what()[0] != '\0');
  }
  return 0;
}
