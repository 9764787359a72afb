// Which column of a file says what about a report.
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
enum class Role {
  x,
  y,
  wkt,
  id,
  category,
  origin,
  channel,
  incident,
  reporter,
  precision,
  crs,
  time,
  time_end,
  closed,
  answered,
  registered,
  weight
};
inline constexpr std::size_t role_count = 17;
inline constexpr std::array text_roles{Role::id,       Role::category, Role::origin,    Role::channel,
                                       Role::incident, Role::reporter, Role::precision, Role::crs};
inline constexpr std::array time_roles{Role::time, Role::time_end, Role::closed, Role::answered, Role::registered};
inline constexpr std::size_t place_of(Role role) {
  return static_cast<std::size_t>(role);
}
/// Among `time_roles`.
inline constexpr std::size_t time_place(Role role) {
  return place_of(role) - place_of(Role::time);
}

/// Name of the role as the job file and the attributes have it.
std::string_view role_name(Role role);

/// The column that a request names for the role; "" for none.
const std::string& column_name(const ReportColumns& columns, Role role);

/// The file's column for each role, by position.
struct RoleColumns {
  std::array<std::optional<std::size_t>, role_count> column;
  std::vector<std::size_t> filtered;      // of the filter's columns, in its order
  std::optional<std::size_t> identifier;  // whose repeated values are counted

  bool has(Role role) const { return column[place_of(role)].has_value(); }
};

/// Finds every named column. Throws UsageError for roles that do not go together (x without y, keep without category),
/// DataError for columns that are missing or stand twice.
RoleColumns find_roles(const std::string& source, const std::vector<std::string>& columns,
                       const ReportRequest& request);

}  // namespace vigie
