// Reading, projecting and filtering reports.
#include "engine/job/report_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/error.h"
#include "engine/base/rows_that.h"
#include "engine/base/words.h"
#include "engine/data/leave_out.h"
#include "engine/geometry/zone_index.h"
#include "engine/io/reader.h"
#include "engine/job/impossible_times.h"
#include "engine/job/rare_categories.h"
#include "engine/job/report_oddities.h"
#include "engine/job/row_crs.h"
#include "engine/job/sections.h"
#include "engine/job/study_period.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

using namespace reports_keys;

// The extent of the study area in units of the study's CRS, which may be feet; inside, all is in metres.
Box extent_in_crs(const Intake& intake) {
  const Box box = bounds(intake.study.area);
  const double unit = intake.crs.metres_per_unit;
  return {.min_x = box.min_x / unit, .min_y = box.min_y / unit, .max_x = box.max_x / unit, .max_y = box.max_y / unit};
}

// The study area in the CRS of the points, to judge where points should lie; as they are stored, not in metres.
Box expected_box(const Intake& intake, const Crs& points) {
  const Box box = Projection(intake.crs, points, intake.degrees).transform(extent_in_crs(intake));
  const double unit = points.geographic ? 1 : points.metres_per_unit;
  return {.min_x = box.min_x / unit, .min_y = box.min_y / unit, .max_x = box.max_x / unit, .max_y = box.max_y / unit};
}

// Where the job does not say.
Crs crs_of_points(const StoredPoints& points, Intake& intake) {
  if (!points.crs.empty()) return crs_of_file(points.source, points.crs, "reports");
  const std::optional<CrsGuess> guess = guess_points_crs(points.x, points.y, extent_in_crs(intake), intake.crs);
  if (!guess)
    throw DataError(
        fmt::format("{} names no coordinate reference system, and its coordinates fit none that puts them near the "
                    "neighbourhoods; set [reports] crs, such as crs = \"EPSG:4326\"",
                    points.source));
  intake.messages.push_back(fmt::format("{}: {}", points.source, guess->why));
  return guess->crs;
}

Ledger& reports_ledger(Intake& intake) {
  return std::ranges::find(intake.inputs, "reports", &InputRecord::section)->ledger;
}

std::string coordinates_text(double px, double py) {
  return fmt::format("{:.1f} {:.1f}", px, py);
}

// `all`: the range of the points' times.
void leave_out_other_times(const Period& period, const InstantRange& all, PointSet& points, Ledger& ledger) {
  if (!period.known() || !all.known() || (all.first >= period.from && all.last < period.to)) return;
  const Instants* times = points.attributes.find_as<Instants>("time");
  const std::vector<std::size_t> others = rows_that(points.size(), [&](std::size_t i) {
    const Instant t = times->values[i];
    return t != no_instant && (t < period.from || t >= period.to);
  });
  for (const std::size_t i : others)
    ledger.rejects.push_back(
        {points.row[i], Reason::outside_period, "outside the study period", iso_text(times->values[i])});
  points.leave_out(others);
}

// The place of each report that is left.
std::vector<std::int32_t> leave_out_other_places(const ZoneIndex& places, PointSet& points, Ledger& ledger,
                                                 std::vector<Point>& outside) {
  std::vector<std::int32_t> in = places.zones_at(points.x, points.y);
  const std::vector<std::size_t> elsewhere = rows_that(in.size(), [&](std::size_t i) { return in[i] < 0; });
  for (const std::size_t i : elsewhere) {
    outside.push_back({points.x[i], points.y[i]});
    ledger.rejects.push_back({points.row[i], Reason::outside_study_area, "outside the study area",
                              coordinates_text(points.x[i], points.y[i])});
  }
  points.leave_out(elsewhere);
  leave_out(in, elsewhere);
  return in;
}

void check_shares(const Job& job, const Ledger& ledger, std::int64_t outside, std::int64_t located, std::int64_t used) {
  const double limit = job.section("reports").required_number(max_bad);
  if (ledger.percent_bad() > limit) {
    std::vector<std::string> reasons;
    for (const auto& [reason, count] : ledger.by_reason()) reasons.push_back(fmt::format("{} {}", count, reason));
    throw DataError(fmt::format(
        "{}: {:.1f} % of {} rows are bad, more than max_bad = {:g} ({}); mend the file or raise [reports] max_bad",
        ledger.source, ledger.percent_bad(), ledger.read, limit, listed(reasons)));
  }
  if (outside * 2 > located)
    throw DataError(fmt::format(
        "{}: {} of {} located reports lie outside the study area; is [reports] crs right, and do the boundaries "
        "belong to the same place?",
        ledger.source, outside, located));
  if (used == 0)
    throw DataError(
        fmt::format("{}: no row can be used ({} read); vigie check lists the reasons", ledger.source, ledger.read));
}

// Reports by category, before and after those without a usable place are gone.
void count_categories(const Table& attributes, std::int64_t Hits::*of, std::map<std::string, Hits>& hits) {
  const Texts* categories = attributes.find_as<Texts>("category");
  if (!categories) return;
  for (const auto& [name, count] : categories->counts()) hits[std::string(name)].*of += count;
}

// Where projecting lost no report, what reading lost is all that has no place.
void count_located(const ReportsRead& read, std::size_t accepted, Intake& intake) {
  const PointSet& reports = intake.study.reports;
  if (reports.size() != accepted) return count_categories(reports.attributes, &Hits::located, intake.hits);
  for (auto& [category_name, hits] : intake.hits) {
    const auto lost = read.unlocated.find(category_name);
    hits.located = hits.all - (lost == read.unlocated.end() ? 0 : lost->second);
  }
}

// What the first look said is said already; what is a warning is said as one.
void take_in_notes(const std::string& name, const Preview& first_look, const ReportsRead& read, Intake& intake) {
  for (const std::string& note : read.notes) {
    const bool said = std::ranges::find(first_look.notes, note) != first_look.notes.end();
    if (!said && std::ranges::find(read.oddities, note, &Oddity::warning) == read.oddities.end())
      intake.messages.push_back(note);
  }
  for (const Oddity& oddity : read.oddities)
    intake.findings.push_back({name, oddity.check, static_cast<double>(oddity.count), Unit::count,
                               oddity.warning.empty() ? Finding::Level::notice : Finding::Level::warning,
                               oddity.warning});
}

ReportOperation operation_of(const std::string& name, const Crs& from, const Intake& intake) {
  return {from, operation_for(name, from, intake.crs, intake.degrees), expected_box(intake, from)};
}

ProjectedReports project(ReportsRead& read, const ReportOperation& operation, Intake& intake) {
  judge_rounding(read.points.source, read.points, operation.from, intake.findings);
  ProjectedPoints projected =
      project_points(std::move(read.points), operation.projection, {.expected = operation.expected}, read.ledger);
  return {std::move(projected), operation.from.text, operation.projection.operation()};
}

ProjectedReports project(const Job& job, const ReportGround& ground, ReportsRead& read, Intake& intake) {
  if (ground.operation) return project(read, *ground.operation, intake);
  const Settings& settings = job.section("reports");
  if (settings.given(crs_column))
    return project_by_row(std::move(read.points), settings.text(crs), intake, read.ledger,
                          [&](const Crs& from) { return expected_box(intake, from); });
  const Crs from = crs_of_points(read.points, intake);
  return project(read, operation_of(read.points.source, from, intake), intake);
}

}  // namespace

ReportGround prepare_for_reports(const Job& job, const Intake& intake) {
  const Study& study = intake.study;
  // Where the neighbourhoods are the study area their own borders decide, so that no report is lost to a seam.
  const bool area_given = job.section("study").given(study_keys::area);
  ReportGround ground{
      .places = ZoneIndex(area_given ? std::span(&study.area, 1) : std::span(study.neighbourhoods.zones.shapes)),
      .operation = std::nullopt};
  const Settings& settings = job.section("reports");
  const std::string given = settings.text(crs);
  if (!given.empty() && !settings.given(crs_column))
    ground.operation = operation_of(source_name(source_of(job, "reports")), crs_from_text(given), intake);
  return ground;
}

void take_in_reports(Job& job, const ReportGround& ground, Intake& intake, Stopwatch& watch, const ReadReports& reading,
                     std::unique_ptr<ReportsAhead> ahead) {
  const auto [file, first_look, request, messages] = ahead ? ahead->question : ask_for_reports(job, intake.study.zone);
  const std::string name = source_name(file);
  intake.messages.insert(intake.messages.end(), messages.begin(), messages.end());
  ReportsRead read = watch.time("read", 10, [&] { return ahead ? ahead->reports.get() : reading(file, request); });
  ahead.reset();
  take_in_notes(name, first_look, read, intake);
  const auto count = [&](const std::string& check, std::int64_t value) {
    intake.findings.push_back({name, check, static_cast<double>(value), Unit::count, Finding::Level::ok, ""});
  };
  tell_repeats(name, read, request.deduplicate, intake.findings);
  count("blank_lines", read.blank_lines);
  count("times_in_clock_change", read.overlap_times);
  if (read.leap_seconds > 0) count("leap_seconds", read.leap_seconds);
  for (const auto& [category_name, unlocated] : read.unlocated) intake.hits[category_name].all += unlocated;
  count_categories(read.points.attributes, &Hits::all, intake.hits);
  if (read.points.x.empty()) check_shares(job, read.ledger, 0, 0, 0);
  judge_columns(name, first_look, intake.findings);
  judge_categories(name, intake.hits.size(), intake.findings);
  const std::size_t accepted = read.points.x.size();
  watch.time("project", 30, [&] {
    ProjectedReports reports = project(job, ground, read, intake);
    ProjectedPoints& projected = reports.projected;
    if (projected.swapped > 0)
      intake.findings.push_back(
          {name, "swapped_xy_mended", static_cast<double>(projected.swapped), Unit::count, Finding::Level::warning,
           fmt::format("{}: {} rows had x and y exchanged and were mended", name, projected.swapped)});
    intake.study.reports = std::move(projected.points);
    count_located(read, accepted, intake);
    if (projected.interpolated > 0)
      intake.messages.push_back(
          fmt::format("{}: {} points were projected by interpolation between exact ones, to less than 1 mm", name,
                      projected.interpolated));
    intake.inputs.push_back({"reports", name, std::move(read.fingerprint), std::move(reports.crs),
                             std::move(reports.operation), std::move(read.ledger)});
  });
  intake.study.has_reports = true;
}

void settle_period_and_place(Job& job, const ReportGround* ground, Intake& intake) {
  Study& study = intake.study;
  InstantRange times;  // of the reports
  if (ground) times = leave_out_impossible_times(job, intake, reports_ledger(intake));
  study.period = settle_period(job, times, intake);
  study.told_until = told_until(job, study);
  if (!ground) return;
  if (times.known()) warn_of_future(times.last, intake.messages);
  Ledger& ledger = reports_ledger(intake);
  leave_out_other_times(study.period, times, study.reports, ledger);
  const auto located = static_cast<std::int64_t>(study.reports.size());
  std::vector<std::int32_t> place = leave_out_other_places(ground->places, study.reports, ledger, intake.outside);
  if (!job.section("study").given(study_keys::area)) study.zone_of = std::move(place);
  merge_rare_categories(job, ledger.source, intake);
  ledger.used = static_cast<std::int64_t>(study.reports.size());
  std::ranges::stable_sort(ledger.rejects, {}, &Reject::row);
  ledger.check();
  check_shares(job, ledger, located - ledger.used, located, ledger.used);
}

}  // namespace vigie
