// Which column plays which role, and which roles need each other.
#include "engine/io/report_roles.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/column_search.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, role_count> names{
    "x",         "y",   "wkt",  "id",       "category", "origin",   "channel",    "incident", "reporter",
    "precision", "crs", "time", "time_end", "closed",   "answered", "registered", "weight"};

}  // namespace

const std::string& column_name(const ReportColumns& columns, Role role) {
  switch (role) {
    case Role::x:
      return columns.x;
    case Role::y:
      return columns.y;
    case Role::wkt:
      return columns.wkt;
    case Role::id:
      return columns.id;
    case Role::category:
      return columns.category;
    case Role::origin:
      return columns.origin;
    case Role::channel:
      return columns.channel;
    case Role::incident:
      return columns.incident;
    case Role::reporter:
      return columns.reporter;
    case Role::precision:
      return columns.precision;
    case Role::crs:
      return columns.crs;
    case Role::time:
      return columns.time;
    case Role::time_end:
      return columns.time_end;
    case Role::closed:
      return columns.closed;
    case Role::answered:
      return columns.answered;
    case Role::registered:
      return columns.registered;
    case Role::weight:
      return columns.weight;
  }
  return columns.x;
}

namespace {

void check_together(const ReportRequest& request) {
  const ReportColumns& columns = request.columns;
  if (columns.x.empty() != columns.y.empty())
    throw UsageError(fmt::format("reports.{} is set without reports.{}; name both columns",
                                 columns.x.empty() ? "y" : "x", columns.x.empty() ? "x" : "y"));
  if (!columns.x.empty() && !columns.wkt.empty())
    throw UsageError("reports.wkt is set beside reports.x and reports.y; keep one of the two ways");
  if (!request.keep.empty() && columns.category.empty())
    throw UsageError("reports.keep lists categories, but reports.category names no column");
  if (request.deduplicate == Deduplicate::ids && request.identifier.empty())
    throw UsageError("reports.deduplicate = \"ids\" needs the column of the identifier; set reports.id");
  const bool timed = !columns.time.empty() || !columns.time_end.empty() || !columns.closed.empty() ||
                     !columns.answered.empty() || !columns.registered.empty();
  if (timed && !request.time)
    throw UsageError("a time column is named, but no time zone is known; set study.time_zone");
}

}  // namespace

std::string_view role_name(Role role) {
  return names[place_of(role)];
}

RoleColumns find_roles(const std::string& source, const std::vector<std::string>& columns,
                       const ReportRequest& request) {
  check_together(request);
  RoleColumns roles;
  for (std::size_t i = 0; i < role_count; ++i) {
    const std::string& wanted = column_name(request.columns, static_cast<Role>(i));
    if (!wanted.empty()) roles.column[i] = find_column(source, columns, wanted, fmt::format("reports.{}", names[i]));
  }
  if (!request.identifier.empty()) roles.identifier = find_column(source, columns, request.identifier, "reports.id");
  if (request.where)
    for (const std::string& wanted : request.where->columns())
      roles.filtered.push_back(find_column(source, columns, wanted, "reports.where"));
  return roles;
}

}  // namespace vigie
