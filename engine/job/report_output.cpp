// From results to a page in its place.
#include "engine/job/report_output.h"

#include "engine/job/sections.h"
#include "engine/report/report_page.h"

namespace vigie {

std::unique_ptr<TextOutput> claim_report(const Job& job, std::vector<std::string> taken) {
  const std::string wish = job.section("output").text(output_keys::report);
  if (wish.empty()) return nullptr;
  return std::make_unique<TextOutput>(job.resolve(wish), std::move(taken));
}

void draft_report(const ResultSet& results, TextOutput& place) {
  place.draft(report_page(results));
}

}  // namespace vigie
