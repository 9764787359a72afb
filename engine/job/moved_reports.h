// Reports of a public file as points that stand elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/disclosure/release_guard.h"
#include "engine/job/mask_plan.h"
#include "engine/job/public_study.h"

namespace vigie {

struct MovedReport {
  Point at;
  std::string place;  // stable text of `at`
  std::int32_t zone = 0;
  std::int64_t among = 0;  // homes; no_integer where nobody lives around
};

struct MovedReports {
  std::vector<MovedReport> reports;    // by neighbourhood, then by place
  std::optional<double> homes_nearer;  // to any of them than the place it came from, at least; donut only
};

/// Moved reports of the neighbourhoods and cells whose numbers are shown, at most as many as that:
/// - only reports in cells whose number is shown and whose reports all lie in one neighbourhood whose number is shown,
///   so that counting points tells nothing that the numbers do not;
/// - only points hidden among enough homes of such cells (new points: of cells whose number moved since the last file);
/// - points of a neighbourhood stay those of the last file until enough come and go (engine/disclosure/point_series).
/// Where a report goes depends on its place and the secret, never on other reports.
MovedReports moved_reports(const Study& study, const PublicNumbers& numbers, const MaskPlan& plan,
                           const EarlierRelease* earlier, std::int64_t limit);

}  // namespace vigie
