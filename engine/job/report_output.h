// The report for the browser as an output of the job.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/data/layer.h"
#include "engine/io/text_output.h"
#include "engine/job/job_file.h"

namespace vigie {

/// The place of [output] report, claimed before the work begins; null where the job asks for none. `taken` are paths
/// that it may not be. Throws CannotCreateError.
std::unique_ptr<TextOutput> claim_report(const Job& job, std::vector<std::string> taken);

/// Writes the report's draft; the old report stays until it is published.
void draft_report(const ResultSet& results, TextOutput& place);

}  // namespace vigie
