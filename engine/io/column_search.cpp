// A column that is missing or stands twice ends the run: guessing would put reports in wrong places.
#include "engine/io/column_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

[[noreturn]] void refuse_twice(const std::string& source, const std::vector<std::string>& columns,
                               const std::vector<std::size_t>& places, std::string_view key) {
  std::vector<std::string> shown;
  for (std::size_t place : places)
    shown.push_back(fmt::format("'{}' (column {})", printable(columns[place]), place + 1));
  throw DataError(fmt::format("{}: {} could mean {}; rename all but one", source, key, listed(shown)));
}

}  // namespace

std::string column_list(const std::vector<std::string>& columns) {
  constexpr std::size_t most = 30;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(most, columns.size()); ++i)
    shown.push_back("'" + printable(columns[i], 40) + "'");
  if (columns.size() > most) shown.push_back(fmt::format("{} more", columns.size() - most));
  return listed(shown);
}

std::size_t find_column(const std::string& source, const std::vector<std::string>& columns, const std::string& wanted,
                        std::string_view key) {
  std::vector<std::size_t> exact, alike;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == wanted) exact.push_back(i);
    if (same_ignoring_case(trim(columns[i]), trim(wanted))) alike.push_back(i);
  }
  const std::vector<std::size_t>& found = exact.empty() ? alike : exact;
  if (found.size() > 1) refuse_twice(source, columns, found, key);
  if (found.size() == 1) return found.front();
  const std::string near = nearest_name(wanted, columns);
  throw DataError(fmt::format("{} has no column '{}' ({}); its columns are {}{}", source, printable(wanted), key,
                              column_list(columns),
                              near.empty() ? "" : fmt::format("; did you mean '{}'?", printable(near))));
}

}  // namespace vigie
