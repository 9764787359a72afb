// From the texts of one record to an accepted report or a reject; the same for CSV and vector sources.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/reader.h"

namespace vigie {

/// What a column of the reports says.
enum class Role { x, y, wkt, id, category, origin, channel, incident, reporter, time, time_end, closed, weight };
inline constexpr std::size_t role_count = 13;
inline constexpr std::size_t place_of(Role role) {
  return static_cast<std::size_t>(role);
}

/// Name of the role as the job file and the attributes have it.
std::string_view role_name(Role role);

/// The file's column for each role, by position.
struct RoleColumns {
  std::array<std::optional<std::size_t>, role_count> column;

  bool has(Role role) const { return column[place_of(role)].has_value(); }
};

/// Finds every named column. Throws UsageError for roles that do not go together (x without y, keep without category),
/// DataError for columns that are missing or stand twice.
RoleColumns find_roles(const std::string& source, const std::vector<std::string>& columns,
                       const ReportRequest& request);

/// One record as its roles see it; "" for NULL.
struct ReportRecord {
  std::int64_t row = 0, line = 0;  // line 0: the source has no lines
  std::array<std::string_view, role_count> value{};
  std::optional<Point> point{};               // of the layer's own geometry
  Reason without_point = Reason::missing_xy;  // or bad_geometry, where the layer holds other shapes
};

/// Collects records in file order. Reasons are looked for in this order: not_kept, place, time, weight.
class ReportBuilder {
 public:
  /// `columns` are the file's own names, for messages; `decimal` is the sign of x, y and weight.
  ReportBuilder(std::string source, std::vector<std::string> columns, const ReportRequest& request, RoleColumns roles,
                char decimal);

  void add(const ReportRecord& record);
  /// A record that has no fields to look at. `raw` goes out only if the column is one that the job names.
  void reject(std::int64_t row, std::int64_t line, Reason reason, std::string detail, std::optional<std::size_t> column,
              std::string_view raw);
  ReportsRead finish() &&;

 private:
  struct Fault {
    Reason reason;
    Role role;
    std::string detail;
  };
  struct Accepted {
    Point at;
    std::array<Instant, 3> instants{no_instant, no_instant, no_instant};  // time, time_end, closed
    double weight = 0;
    bool overlap = false;
  };
  struct TextColumn {
    Role role;
    Texts texts;
  };

  std::optional<Fault> take_place(const ReportRecord& record);
  std::optional<Fault> take_coordinates(const ReportRecord& record);
  std::optional<Fault> take_times(const ReportRecord& record);
  std::optional<Fault> take_time(const ReportRecord& record, Role role);
  std::optional<Fault> take_weight(const ReportRecord& record);
  std::optional<Fault> judge(const ReportRecord& record);
  bool is_kept(const ReportRecord& record) const;
  Instant& instant(Role role) { return current_.instants[place_of(role) - place_of(Role::time)]; }

  std::vector<std::string> columns_;
  ReportRequest request_;
  RoleColumns roles_;
  char decimal_;
  ReportsRead result_;
  Accepted current_;
  std::vector<TextColumn> texts_;
  std::array<Instants, 3> instants_;
  Reals weights_;
};

}  // namespace vigie
