// A stack alone proves nothing: a station square is a real place. A stack on a centroid is none.
#include "engine/job/default_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/overlay.h"
#include "engine/io/reader.h"
#include "engine/job/column_guess.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"
#include "engine/statistics/stacked_places.h"

namespace vigie {
namespace {

constexpr std::size_t least_in_stack = 20;
constexpr double same_place = 1;  // metres between a stack and a known default point
constexpr std::size_t most_listed = 10;
constexpr double many_stacked = 0.1;  // share of the reports from which stacks are told to people

// The points of the job's own list, in the file's CRS, else in that of the reports.
std::vector<Point> listed_points(const Job& job, const Intake& intake) {
  const Settings& settings = job.section("reports");
  Source file;
  file.path = job.resolve(settings.text(reports_keys::default_points));
  if (file.path.empty()) return {};
  const std::string name = source_name(file);
  ReportRequest request;
  for (const ColumnGuess& guess : guess_report_columns(preview(file))) {
    if (guess.role == "x") request.columns.x = guess.column;
    if (guess.role == "y") request.columns.y = guess.column;
    if (guess.role == "wkt") request.columns.wkt = guess.column;
  }
  ReportsRead read = read_reports(file, request);
  const InputRecord& reports = *std::ranges::find(intake.inputs, "reports", &InputRecord::section);
  const Crs crs = crs_from_text(read.points.crs.empty() ? reports.crs : read.points.crs);
  const ProjectedPoints projected =
      project_points(std::move(read.points), operation_for(name, crs, intake.crs, intake.degrees), {}, read.ledger);
  if (projected.points.size() == 0)
    throw DataError(fmt::format("{}: no point can be used; [reports] default_points needs x and y, or wkt", name));
  std::vector<Point> points;
  for (std::size_t i = 0; i < projected.points.size(); ++i)
    points.push_back({projected.points.x[i], projected.points.y[i]});
  return points;
}

std::vector<Point> known_points(std::vector<Point> known, const Intake& intake) {
  for (const MultiPolygon& shape : intake.study.neighbourhoods.zones.shapes) {
    known.push_back(centroid(shape));
    known.push_back(interior_point(shape));
  }
  return known;
}

double share(std::size_t part, const Study& study) {
  return study.reports.size() == 0 ? 0 : static_cast<double>(part) / static_cast<double>(study.reports.size());
}

void report_stacks(const std::string& source, const std::vector<StackedPlace>& stacks, Intake& intake) {
  std::size_t stacked = 0;
  std::vector<std::string> fullest;
  for (const StackedPlace& stack : stacks) {
    stacked += stack.of.size();
    if (fullest.size() < most_listed)
      fullest.push_back(
          fmt::format("{:.0f} {:.0f} ({:.1f} %)", stack.at.x, stack.at.y, 100 * share(stack.of.size(), intake.study)));
  }
  const double part = share(stacked, intake.study);
  intake.findings.push_back(
      {source, "stacked_share", part, Unit::share, part > many_stacked ? Finding::Level::notice : Finding::Level::ok,
       part > many_stacked
           ? fmt::format(
                 "{}: {:.0f} % of the reports lie on {} points with {} or more each, most on {}; a stack may be a "
                 "busy address or a stand-in",
                 source, 100 * part, stacks.size(), least_in_stack, listed(fullest))
           : ""});
}

void report_default_points(const std::string& source, std::size_t points, std::size_t reports, Intake& intake) {
  const double part = share(reports, intake.study);
  intake.findings.push_back(
      {source, "default_point_share", part, Unit::share, reports > 0 ? Finding::Level::warning : Finding::Level::ok,
       reports > 0 ? fmt::format("{}: {} reports ({:.1f} %) lie on {} default points, such as the centre of a "
                                 "neighbourhood; they count, and are left out of tests on cells",
                                 source, reports, 100 * part, points)
                   : ""});
}

}  // namespace

void find_default_points(const Job& job, Intake& intake) {
  Study& study = intake.study;
  const std::string source = std::ranges::find(intake.inputs, "reports", &InputRecord::section)->name;
  const std::vector<StackedPlace> stacks = stacked_places(study.reports.x, study.reports.y, least_in_stack);
  report_stacks(source, stacks, intake);
  // Read even where no stack asks for it: a file that is named must be there.
  std::vector<Point> listed = listed_points(job, intake);
  std::size_t points = 0, reports = 0;
  if (!stacks.empty()) {
    const KdTree known(known_points(std::move(listed), intake));
    for (const StackedPlace& stack : stacks) {
      bool is_default = false;
      for (std::size_t i : stack.of)
        known.visit_within({study.reports.x[i], study.reports.y[i]}, same_place * same_place,
                           [&](std::uint32_t, double) { is_default = true; });
      if (!is_default) continue;
      ++points;
      reports += stack.of.size();
      study.on_default_point.resize(study.reports.size(), 0);
      for (std::size_t i : stack.of) study.on_default_point[i] = 1;
    }
    study.vague = study.on_default_point;
  }
  report_default_points(source, points, reports, intake);
}

}  // namespace vigie
