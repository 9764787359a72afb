// Everything is told apart by its content.
#include "engine/job/part_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/io/fingerprint.h"
#include "engine/job/input_files.h"
#include "engine/job/run_identity.h"

namespace vigie {

std::string plan_path(const Job& job) {
  if (job.file().empty()) throw UsageError("parts need a job file; vigie init prints one");
  return std::filesystem::path(job.file()).replace_extension(".plan.json").string();
}

std::string settings_hash(const Job& job) {
  return sha256_of(versions_text() + settings_text(job));
}

void require_planned_inputs(const Job& job, const PartPlan& plan, std::string_view trusted) {
  for (const NamedInput& file : input_files(job)) {
    if (file.role == trusted) continue;
    const auto planned = std::ranges::find(plan.inputs, file.role, [](const auto& input) { return input.first; });
    if (planned == plan.inputs.end() || planned->second != fingerprint(file.source).sha256)
      refuse_unplanned(file.source);
  }
}

}  // namespace vigie
