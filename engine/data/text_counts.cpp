// One pass over the numbered texts.
#include "engine/data/text_counts.h"

namespace vigie {

std::vector<std::pair<std::string_view, std::int64_t>> text_counts(const Texts& column) {
  std::vector<std::pair<std::string_view, std::int64_t>> counts;
  const std::vector<std::int32_t> group = column.groups();
  for (std::size_t row = 0; row < group.size(); ++row) {
    if (group[row] < 0) continue;
    const auto place = static_cast<std::size_t>(group[row]);
    if (place == counts.size()) counts.emplace_back(column.at(row), 0);
    ++counts[place].second;
  }
  return counts;
}

}  // namespace vigie
