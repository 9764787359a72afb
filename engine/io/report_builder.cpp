// Every record ends in one of two places: the points, or the rejects with a reason.
#include "engine/io/report_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/number_hint.h"
#include "engine/io/vector_file.h"

namespace vigie {
namespace {

constexpr std::size_t raw_length = 60;  // characters of an offending value that are shown

Reason reason_of(NumberFault fault) {
  return fault == NumberFault::overflow ? Reason::out_of_range : Reason::bad_number;
}

}  // namespace

ReportBuilder::ReportBuilder(std::string source, std::vector<std::string> columns, const ReportRequest& request,
                             RoleColumns roles, char decimal)
    : columns_(std::move(columns)), request_(request), roles_(roles), decimal_(decimal) {
  result_.points.source = result_.ledger.source = std::move(source);
  std::ranges::sort(request_.keep);
  for (Role role : {Role::id, Role::category, Role::origin, Role::channel, Role::incident, Role::reporter})
    if (roles_.has(role)) texts_.push_back({role, {}});
}

void ReportBuilder::add(const ReportRecord& record) {
  current_ = {};
  if (const std::optional<Fault> fault = judge(record)) {
    reject(record.row, record.line, fault->reason, fault->detail, roles_.column[place_of(fault->role)],
           record.value[place_of(fault->role)]);
    return;
  }
  ++result_.ledger.read;
  result_.points.x.push_back(current_.at.x);
  result_.points.y.push_back(current_.at.y);
  result_.points.row.push_back(record.row);
  for (TextColumn& column : texts_) {
    const std::string_view text = trim(record.value[place_of(column.role)]);
    if (is_null_token(text)) {
      column.texts.push_null();
    } else {
      column.texts.push_back(text);
    }
  }
  for (Role role : {Role::time, Role::time_end, Role::closed})
    if (roles_.has(role)) instants_[place_of(role) - place_of(Role::time)].values.push_back(instant(role));
  if (roles_.has(Role::weight)) weights_.values.push_back(current_.weight);
  if (current_.overlap) ++result_.overlap_times;
}

void ReportBuilder::reject(std::int64_t row, std::int64_t line, Reason reason, std::string detail,
                           std::optional<std::size_t> column, std::string_view raw) {
  ++result_.ledger.read;
  std::string where = line > 0 ? fmt::format("line {}", line) : std::string{};
  if (column && *column < columns_.size())
    where += fmt::format("{}column '{}'", where.empty() ? "" : ", ", printable(columns_[*column], raw_length));
  if (!where.empty()) detail = detail.empty() ? where : where + ": " + detail;
  // Privacy: a column that the job does not name may hold anything, and who reported is nobody's business.
  const bool named = column && std::ranges::find(roles_.column, column) != roles_.column.end() &&
                     column != roles_.column[place_of(Role::reporter)];
  result_.ledger.rejects.push_back(
      {row, reason, std::move(detail), named ? printable(raw, raw_length) : std::string{}});
}

std::optional<ReportBuilder::Fault> ReportBuilder::judge(const ReportRecord& record) {
  if (!is_kept(record)) return Fault{Reason::not_kept, Role::category, {}};
  if (std::optional<Fault> fault = take_place(record)) return fault;
  if (std::optional<Fault> fault = take_times(record)) return fault;
  return take_weight(record);
}

bool ReportBuilder::is_kept(const ReportRecord& record) const {
  if (request_.keep.empty()) return true;
  return std::ranges::binary_search(request_.keep, trim(record.value[place_of(Role::category)]));
}

std::optional<ReportBuilder::Fault> ReportBuilder::take_place(const ReportRecord& record) {
  if (roles_.has(Role::x)) return take_coordinates(record);
  if (!roles_.has(Role::wkt)) {
    if (!record.point) return Fault{record.without_point, Role::wkt, "the feature has no point"};
    current_.at = *record.point;
  } else {
    const std::string_view text = trim(record.value[place_of(Role::wkt)]);
    if (is_null_token(text)) return Fault{Reason::missing_xy, Role::wkt, {}};
    const std::optional<Point> point = point_from_wkt(std::string(text));
    if (!point) return Fault{Reason::bad_geometry, Role::wkt, "not the WKT of a point, such as POINT (4.35 50.85)"};
    current_.at = *point;
  }
  if (!std::isfinite(current_.at.x) || !std::isfinite(current_.at.y))
    return Fault{Reason::out_of_range, Role::wkt, "a coordinate is infinite or not a number"};
  return {};
}

std::optional<ReportBuilder::Fault> ReportBuilder::take_coordinates(const ReportRecord& record) {
  for (Role role : {Role::x, Role::y}) {
    const std::string_view text = record.value[place_of(role)];
    const ParsedNumber number = parse_number(text, decimal_);
    if (number.fault == NumberFault::empty) return Fault{Reason::missing_xy, role, {}};
    if (number.fault != NumberFault::none)
      return Fault{reason_of(number.fault), role, std::string(number_hint(text, decimal_))};
    (role == Role::x ? current_.at.x : current_.at.y) = number.value;
  }
  return {};
}

std::optional<ReportBuilder::Fault> ReportBuilder::take_times(const ReportRecord& record) {
  for (Role role : {Role::time, Role::time_end, Role::closed})
    if (roles_.has(role))
      if (std::optional<Fault> fault = take_time(record, role)) return fault;
  // An interval that ends before it begins is no time.
  const Instant begin = instant(Role::time), end = instant(Role::time_end);
  if (begin != no_instant && end != no_instant && end < begin)
    return Fault{Reason::bad_date, Role::time_end, "ends before it begins"};
  return {};
}

std::optional<ReportBuilder::Fault> ReportBuilder::take_time(const ReportRecord& record, Role role) {
  const ParsedTime time = request_.time->parse(record.value[place_of(role)]);
  if (time.fault == TimeFault::bad_date) return Fault{Reason::bad_date, role, std::string(time.why)};
  if (time.fault == TimeFault::missing && role == Role::time) return Fault{Reason::missing_time, role, {}};
  instant(role) = time.instant;
  current_.overlap = current_.overlap || time.overlap;
  return {};
}

std::optional<ReportBuilder::Fault> ReportBuilder::take_weight(const ReportRecord& record) {
  if (!roles_.has(Role::weight)) return {};
  const std::string_view text = record.value[place_of(Role::weight)];
  const ParsedNumber number = parse_number(text, decimal_);
  if (number.fault == NumberFault::empty) {
    current_.weight = std::nan("");
    return {};
  }
  if (number.fault != NumberFault::none)
    return Fault{reason_of(number.fault), Role::weight, std::string(number_hint(text, decimal_))};
  if (number.value < 0) return Fault{Reason::out_of_range, Role::weight, "a weight cannot be negative"};
  current_.weight = number.value;
  return {};
}

ReportsRead ReportBuilder::finish() && {
  Table& attributes = result_.points.attributes;
  for (TextColumn& column : texts_) attributes.add(std::string(role_name(column.role)), std::move(column.texts));
  for (Role role : {Role::time, Role::time_end, Role::closed})
    if (roles_.has(role))
      attributes.add(std::string(role_name(role)), std::move(instants_[place_of(role) - place_of(Role::time)]));
  if (roles_.has(Role::weight)) attributes.add("weight", std::move(weights_));
  if (result_.overlap_times > 0)
    result_.notes.push_back(
        fmt::format("{}: {} times lie in the hour that autumn repeats; the earlier instant was taken",
                    result_.points.source, result_.overlap_times));
  return std::move(result_);
}

}  // namespace vigie
