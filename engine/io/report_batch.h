// Some consecutive records, judged: accepted reports as columns, the others with their faults.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/io/csv_plain_rows.h"
#include "engine/io/csv_plain_values.h"
#include "engine/io/plain_reports.h"
#include "engine/io/report_roles.h"

namespace vigie {

/// One record as its roles see it; "" for NULL.
struct ReportRecord {
  std::int64_t row = 0, line = 0;  // line 0: the source has no lines
  std::array<std::string_view, role_count> value{};
  std::span<const std::string_view> filtered{};  // what the filter looks at
  std::optional<Point> point{};                  // of the layer's own geometry
  Reason without_point = Reason::missing_xy;     // or bad_geometry, where the layer holds other shapes
};

/// By what records are judged; the same for all batches of a source, and for all threads.
class ReportRules {
 public:
  /// `decimal` is the sign of x, y and weight.
  ReportRules(const ReportRequest& request, const RoleColumns& roles, char decimal);

  const RoleColumns& roles() const { return roles_; }
  char decimal() const { return decimal_; }
  Deduplicate deduplicate() const { return deduplicate_; }
  bool wants_fingerprint() const { return fingerprint_; }
  bool has_choice() const { return !keep_.empty(); }
  bool keeps(std::string_view category) const;
  bool has_filter() const { return where_.has_value(); }
  /// Whether the filter keeps a record with these texts in its columns.
  bool filter_keeps(std::span<const std::string_view> values) const;
  ParsedTime time(std::string_view text) const { return times_->parse(text); }
  /// See PlainTimes; no_instant where only `time` can tell.
  Instant plain_time(std::string_view text) const { return plain_times_ ? plain_times_->instant(text) : no_instant; }
  /// Roles of times that the source has.
  std::span<const Role> times() const { return given_times_; }
  /// Whether the job names this column; the reporter's is nobody's business.
  bool may_show(std::optional<std::size_t> column) const;

 private:
  RoleColumns roles_;
  char decimal_;
  Deduplicate deduplicate_;
  bool fingerprint_;
  std::vector<std::string> keep_;  // sorted
  std::optional<RowFilter> where_;
  std::optional<TimeReader> times_;
  std::optional<PlainTimes> plain_times_;
  std::vector<Role> given_times_;
};

/// False only where the time names no second 60. In a time that can be read, only seconds go up to 60.
bool may_name_leap_second(std::string_view time);

struct RefusedRecord {
  std::int64_t row = 0, line = 0;
  Reason reason = Reason::bad_number;
  std::string detail;
  std::optional<std::size_t> column;
  std::string raw;       // shortened; "" where it may not be shown
  std::string category;  // of records without a usable place
};

/// Reasons are looked for in this order: not_kept (filter, then category), place, time, weight.
class ReportBatch {
 public:
  /// `rules` must outlive the batch.
  explicit ReportBatch(const ReportRules& rules);

  void add(const ReportRecord& record);
  /// The record in which field(column) stands.
  template <class Field>
  void add_fields(std::int64_t at_row, std::int64_t line, const Field& field) {
    const RoleColumns& roles = rules_->roles();
    record_.row = at_row;
    record_.line = line;
    for (std::size_t role = 0; role < role_count; ++role)
      if (roles.column[role]) record_.value[role] = field(*roles.column[role]);
    filtered_.clear();
    for (const std::size_t column : roles.filtered) filtered_.push_back(field(column));
    record_.filtered = filtered_;
    add(record_);
  }
  /// The same for all of these; the first one has this row and line.
  void add(const PlainRows& rows, std::int64_t first_row, std::int64_t first_line);
  /// A record that has no fields to look at. `raw` is kept only if the column is one that the job names.
  void refuse(std::int64_t row, std::int64_t line, Reason reason, std::string detail, std::optional<std::size_t> column,
              std::string_view raw);
  /// Removes all records, keeps the memory.
  void clear();

  struct TextColumn {
    Role role;
    Texts texts;
  };
  std::vector<double> x, y, weight;
  RowRuns row;
  std::vector<TextColumn> texts;
  std::array<std::vector<Instant>, time_roles.size()> instants;
  std::vector<RefusedRecord> refused;
  std::int64_t overlap_times = 0, leap_seconds = 0;

 private:
  struct Fault {
    Reason reason = Reason::bad_number;
    Role role = Role::x;
    std::string detail;
  };
  struct Accepted {
    Point at;
    std::array<Instant, time_roles.size()> instants{no_instant, no_instant, no_instant, no_instant, no_instant};
    double weight = 0;
    bool overlap = false, leap_second = false;
  };

  // False where the record cannot be used; `fault_` then says why.
  bool judge(const ReportRecord& record);
  bool take_place(const ReportRecord& record);
  bool take_coordinate(const ReportRecord& record, Role role, double& coordinate);
  bool take_times(const ReportRecord& record);
  bool take_time(const ReportRecord& record, Role role);
  bool take_weight(const ReportRecord& record);
  bool fail(Reason reason, Role role, std::string detail = {}) {
    fault_ = {reason, role, std::move(detail)};
    return false;
  }
  void refuse_faulty(const ReportRecord& record);
  Instant& instant(Role role) { return current_.instants[time_place(role)]; }

  void accept(const PlainRows& rows, std::size_t begin, std::size_t end);

  const ReportRules* rules_;
  PlainReports plain_;
  ReportRecord record_;  // of add_fields
  std::vector<std::string_view> filtered_;
  Accepted current_;
  Fault fault_;
};

}  // namespace vigie
