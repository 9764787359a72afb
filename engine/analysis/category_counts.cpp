// Counting categories in an order that does not depend on the order of reports.
#include "engine/analysis/category_counts.h"

#include <algorithm>

namespace vigie {

std::vector<CategoryCount> category_counts(const Study& study) {
  const Texts* categories = study.reports.attributes.find_as<Texts>("category");
  if (!categories) return {};
  std::vector<CategoryCount> counts;
  for (const std::string& name : categories->distinct()) counts.push_back({name, 0});
  for (std::size_t i = 0; i < categories->size(); ++i)
    if (!categories->is_null(i)) ++counts[static_cast<std::size_t>(categories->code(i))].n;
  std::erase_if(counts, [](const CategoryCount& category) { return category.n == 0; });
  std::ranges::sort(
      counts, [](const CategoryCount& a, const CategoryCount& b) { return a.n != b.n ? a.n > b.n : a.name < b.name; });
  return counts;
}

}  // namespace vigie
