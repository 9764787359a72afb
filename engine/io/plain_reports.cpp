// The quick readers first; what they do not know is asked of the careful ones, and what those find fault with is
// doubtful.
#include "engine/io/plain_reports.h"

#include <cmath>
#include <string_view>

#include "engine/base/numbers.h"
#include "engine/io/report_batch.h"

namespace vigie {
namespace {

// Of rows whose value `is_known` does not know.
template <class IsKnown>
void mark_unknown(std::vector<std::uint8_t>& doubtful, const IsKnown& is_known) {
  for (std::size_t i = 0; i < doubtful.size(); ++i)
    if (!is_known(i)) doubtful[i] = 1;
}

bool finite_number(std::string_view text, char decimal, double& value) {
  if (plain_decimal(text, decimal, value)) return true;
  const ParsedNumber number = parse_number(text, decimal);
  value = number.value;
  return number.fault == NumberFault::none && std::isfinite(value);
}

}  // namespace

void PlainReports::read(const PlainRows& rows, const ReportRules& rules) {
  const RoleColumns& roles = rules.roles();
  doubtful.assign(rows.size(), roles.has(Role::x) ? 0 : 1);  // other places are not plain
  if (!roles.has(Role::x)) return;
  look_at_choice(rows, rules);
  read_coordinate(rows, rules, Role::x, x);
  read_coordinate(rows, rules, Role::y, y);
  for (const Role role : rules.times()) read_times(rows, rules, role);
  if (roles.has(Role::time) && roles.has(Role::time_end)) look_at_intervals();
  if (roles.has(Role::weight)) read_weights(rows, rules);
}

void PlainReports::look_at_choice(const PlainRows& rows, const ReportRules& rules) {
  const RoleColumns& roles = rules.roles();
  if (rules.has_choice())
    mark_unknown(doubtful, [&, column = *roles.column[place_of(Role::category)]](std::size_t i) {
      return rules.keeps(rows.field(i, column));
    });
  if (!rules.has_filter()) return;
  std::vector<std::string_view> values(roles.filtered.size());
  mark_unknown(doubtful, [&](std::size_t i) {
    for (std::size_t j = 0; j < values.size(); ++j) values[j] = rows.field(i, roles.filtered[j]);
    return rules.filter_keeps(values);
  });
}

void PlainReports::read_coordinate(const PlainRows& rows, const ReportRules& rules, Role role,
                                   std::vector<double>& values) {
  const std::size_t column = *rules.roles().column[place_of(role)];
  const char decimal = rules.decimal();
  values.resize(rows.size());
  mark_unknown(doubtful, [&](std::size_t i) { return finite_number(rows.field(i, column), decimal, values[i]); });
}

// A leap second and an hour that autumn repeats are counted, and so are doubtful.
void PlainReports::read_times(const PlainRows& rows, const ReportRules& rules, Role role) {
  const std::size_t column = *rules.roles().column[place_of(role)];
  std::vector<Instant>& values = instants[time_place(role)];
  values.resize(rows.size());
  mark_unknown(doubtful, [&](std::size_t i) {
    const std::string_view text = rows.field(i, column);
    values[i] = rules.plain_time(text);
    if (values[i] != no_instant || (text.empty() && role != Role::time)) return true;
    const ParsedTime time = rules.time(text);
    values[i] = time.instant;
    return time.fault == TimeFault::none && !time.overlap && !may_name_leap_second(text);
  });
}

void PlainReports::look_at_intervals() {
  const std::vector<Instant>&begin = instants[time_place(Role::time)], &end = instants[time_place(Role::time_end)];
  mark_unknown(doubtful,
               [&](std::size_t i) { return begin[i] == no_instant || end[i] == no_instant || end[i] >= begin[i]; });
}

void PlainReports::read_weights(const PlainRows& rows, const ReportRules& rules) {
  const std::size_t column = *rules.roles().column[place_of(Role::weight)];
  weight.resize(rows.size());
  mark_unknown(doubtful, [&](std::size_t i) {
    return finite_number(rows.field(i, column), rules.decimal(), weight[i]) && weight[i] >= 0;
  });
}

}  // namespace vigie
