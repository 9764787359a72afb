// Finding a named column in a file's header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Position of the column whose name is `wanted`: exactly, else trimmed and ignoring case. `key` is the job-file key
/// for messages. Throws DataError if there is none (naming the columns and the nearest one) or more than one.
std::size_t find_column(const std::string& source, const std::vector<std::string>& columns, const std::string& wanted,
                        std::string_view key);

/// "id, time, lon and 12 more"
std::string column_list(const std::vector<std::string>& columns);

}  // namespace vigie
