// Every record ends in one of two places: the columns, or the refused with a reason.
#include "engine/io/report_batch.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

constexpr std::size_t longest_null_token = 4;

bool is_null(std::string_view trimmed_text) {
  return trimmed_text.size() <= longest_null_token && is_null_token(trimmed_text);
}

void add_text(Texts& texts, std::string_view field) {
  const bool as_it_stands = !field.empty() && field.front() > ' ' && field.back() > ' ';
  const std::string_view text = as_it_stands ? field : trim(field);
  if (is_null(text)) {
    texts.push_null();
  } else {
    texts.push_back(text);
  }
}

template <class T>
void append_part(std::vector<T>& all, const std::vector<T>& values, std::size_t begin, std::size_t end) {
  const auto from = values.begin();
  all.insert(all.end(), from + static_cast<std::ptrdiff_t>(begin), from + static_cast<std::ptrdiff_t>(end));
}

}  // namespace

bool may_name_leap_second(std::string_view time) {
  return time.find(":60") != time.npos;
}

ReportRules::ReportRules(const ReportRequest& request, const RoleColumns& roles, char decimal)
    : roles_(roles),
      decimal_(decimal),
      deduplicate_(request.deduplicate),
      fingerprint_(request.fingerprint),
      keep_(request.keep),
      where_(request.where),
      times_(request.time) {
  std::ranges::sort(keep_);
  if (times_ && times_->reads_iso()) plain_times_.emplace(times_->zone());
  for (Role role : time_roles)
    if (roles.has(role)) given_times_.push_back(role);
}

bool ReportRules::keeps(std::string_view category) const {
  return keep_.empty() || std::ranges::binary_search(keep_, trim(category));
}

bool ReportRules::filter_keeps(std::span<const std::string_view> values) const {
  return !where_ || where_->keeps(values, decimal_);
}

bool ReportRules::may_show(std::optional<std::size_t> column) const {
  return column && std::ranges::find(roles_.column, column) != roles_.column.end() &&
         column != roles_.column[place_of(Role::reporter)];
}

ReportBatch::ReportBatch(const ReportRules& rules) : rules_(&rules) {
  for (Role role : text_roles)
    if (rules.roles().has(role)) texts.push_back({role, {}});
}

void ReportBatch::add(const ReportRecord& record) {
  if (!rules_->filter_keeps(record.filtered))
    return refuse(record.row, record.line, Reason::not_kept, "left out by the filter (where)", {}, "");
  current_ = {};
  if (!judge(record)) return refuse_faulty(record);
  x.push_back(current_.at.x);
  y.push_back(current_.at.y);
  row.push_back(record.row);
  for (TextColumn& column : texts) add_text(column.texts, record.value[place_of(column.role)]);
  for (Role role : rules_->times()) instants[time_place(role)].push_back(instant(role));
  if (rules_->roles().has(Role::weight)) weight.push_back(current_.weight);
  if (current_.overlap) ++overlap_times;
  if (current_.leap_second) ++leap_seconds;
}

// Whatever is doubtful is judged as any record is, so that there is one judgement.
void ReportBatch::add(const PlainRows& rows, std::int64_t first_row, std::int64_t first_line) {
  plain_.read(rows, *rules_);
  const std::vector<std::uint8_t>& doubtful = plain_.doubtful;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto next = std::find(doubtful.begin() + static_cast<std::ptrdiff_t>(i), doubtful.end(), std::uint8_t{1});
    const auto end = static_cast<std::size_t>(next - doubtful.begin());
    const auto before = static_cast<std::int64_t>(i), at = static_cast<std::int64_t>(end);
    row.add({first_row + before, at - before});
    accept(rows, i, end);
    if (end < rows.size())
      add_fields(first_row + at, first_line + at, [&](std::size_t column) { return rows.field(end, column); });
    i = end;
  }
}

void ReportBatch::accept(const PlainRows& rows, std::size_t begin, std::size_t end) {
  if (begin == end) return;  // of places that are not plain there are no columns
  append_part(x, plain_.x, begin, end);
  append_part(y, plain_.y, begin, end);
  for (TextColumn& texts_of : texts) {
    const std::size_t column = *rules_->roles().column[place_of(texts_of.role)];
    for (std::size_t i = begin; i < end; ++i) add_text(texts_of.texts, rows.field(i, column));
  }
  for (const Role role : rules_->times()) {
    const std::size_t place = time_place(role);
    append_part(instants[place], plain_.instants[place], begin, end);
  }
  if (rules_->roles().has(Role::weight)) append_part(weight, plain_.weight, begin, end);
}

void ReportBatch::refuse_faulty(const ReportRecord& record) {
  const Role role = fault_.role;
  refuse(record.row, record.line, fault_.reason, std::move(fault_.detail), rules_->roles().column[place_of(role)],
         record.value[place_of(role)]);
  if (role == Role::x || role == Role::y || role == Role::wkt)
    refused.back().category = trim(record.value[place_of(Role::category)]);
}

void ReportBatch::refuse(std::int64_t at_row, std::int64_t line, Reason reason, std::string detail,
                         std::optional<std::size_t> column, std::string_view raw) {
  refused.push_back({at_row, line, reason, std::move(detail), column,
                     rules_->may_show(column) ? printable(raw, raw_length) : std::string{}, std::string{}});
}

void ReportBatch::clear() {
  for (std::vector<double>* column : {&x, &y, &weight}) column->clear();
  row.clear();
  for (TextColumn& column : texts) column.texts.clear();
  for (std::vector<Instant>& column : instants) column.clear();
  refused.clear();
  overlap_times = leap_seconds = 0;
}

bool ReportBatch::judge(const ReportRecord& record) {
  if (!rules_->keeps(record.value[place_of(Role::category)])) return fail(Reason::not_kept, Role::category);
  return take_place(record) && take_times(record) && take_weight(record);
}

bool ReportBatch::take_place(const ReportRecord& record) {
  if (rules_->roles().has(Role::x))
    return take_coordinate(record, Role::x, current_.at.x) && take_coordinate(record, Role::y, current_.at.y);
  if (!rules_->roles().has(Role::wkt)) {
    if (!record.point) return fail(record.without_point, Role::wkt, "the feature has no point");
    current_.at = *record.point;
  } else {
    const std::string_view text = trim(record.value[place_of(Role::wkt)]);
    if (is_null_token(text)) return fail(Reason::missing_xy, Role::wkt);
    const std::optional<Point> point = point_from_wkt(std::string(text));
    if (!point) return fail(Reason::bad_geometry, Role::wkt, "not the WKT of a point, such as POINT (4.35 50.85)");
    current_.at = *point;
  }
  if (!std::isfinite(current_.at.x) || !std::isfinite(current_.at.y))
    return fail(Reason::out_of_range, Role::wkt, "a coordinate is infinite or not a number");
  return true;
}

bool ReportBatch::take_coordinate(const ReportRecord& record, Role role, double& coordinate) {
  const std::string_view text = record.value[place_of(role)];
  if (plain_decimal(text, rules_->decimal(), coordinate)) return true;
  const ParsedNumber number = parse_number(text, rules_->decimal());
  if (number.fault == NumberFault::empty) return fail(Reason::missing_xy, role);
  if (number.fault != NumberFault::none)
    return fail(reason_of(number.fault), role, std::string(number_hint(text, rules_->decimal())));
  coordinate = number.value;
  return true;
}

bool ReportBatch::take_times(const ReportRecord& record) {
  for (Role role : rules_->times())
    if (!take_time(record, role)) return false;
  // An interval that ends before it begins is no time.
  const Instant begin = instant(Role::time), end = instant(Role::time_end);
  if (begin != no_instant && end != no_instant && end < begin)
    return fail(Reason::bad_date, Role::time_end, "ends before it begins");
  return true;
}

bool ReportBatch::take_time(const ReportRecord& record, Role role) {
  const std::string_view text = record.value[place_of(role)];
  instant(role) = rules_->plain_time(text);
  if (instant(role) != no_instant) return true;
  const ParsedTime time = rules_->time(text);
  if (time.fault == TimeFault::bad_date) return fail(Reason::bad_date, role, std::string(time.why));
  if (time.fault == TimeFault::missing && role == Role::time) return fail(Reason::missing_time, role);
  instant(role) = time.instant;
  current_.overlap = current_.overlap || time.overlap;
  current_.leap_second = current_.leap_second || (time.fault == TimeFault::none && may_name_leap_second(text));
  return true;
}

bool ReportBatch::take_weight(const ReportRecord& record) {
  if (!rules_->roles().has(Role::weight)) return true;
  const std::string_view text = record.value[place_of(Role::weight)];
  const ParsedNumber number = parse_number(text, rules_->decimal());
  if (number.fault == NumberFault::empty) {
    current_.weight = std::nan("");
    return true;
  }
  if (number.fault != NumberFault::none)
    return fail(reason_of(number.fault), Role::weight, std::string(number_hint(text, rules_->decimal())));
  if (number.value < 0) return fail(Reason::out_of_range, Role::weight, "a weight cannot be negative");
  current_.weight = number.value;
  return true;
}

}  // namespace vigie
