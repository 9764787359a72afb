// Counting categories in an order that does not depend on the order of reports.
#include "engine/analysis/category_counts.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace vigie {
namespace {

// `times` is empty where each row counts once.
std::vector<CategoryCount> counted(const Texts& categories, std::span<const std::int64_t> times) {
  std::vector<CategoryCount> counts;
  for (std::string_view name : categories.distinct()) counts.push_back({std::string(name), 0});
  const std::vector<std::int32_t> group = categories.groups();
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] >= 0) counts[static_cast<std::size_t>(group[i])].n += times.empty() ? 1 : times[i];
  std::erase_if(counts, [](const CategoryCount& category) { return category.n == 0; });
  std::ranges::sort(
      counts, [](const CategoryCount& a, const CategoryCount& b) { return a.n != b.n ? a.n > b.n : a.name < b.name; });
  return counts;
}

}  // namespace

std::vector<CategoryCount> category_counts(const Study& study) {
  const Texts* categories = study.reports.attributes.find_as<Texts>("category");
  return categories ? counted(*categories, {}) : std::vector<CategoryCount>{};
}

std::vector<CategoryCount> area_category_counts(const Study& study) {
  return counted(study.counts.category, study.counts.count);
}

}  // namespace vigie
