// Messages that name what is there.
#include "engine/analysis/named_categories.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t names_in_messages = 20;

}  // namespace

const Texts& needed_categories(const Study& study, const Settings& settings) {
  const std::string_view section = settings.section().name;
  const Texts* categories = study.reports.attributes.find_as<Texts>("category");
  if (!categories)
    throw UsageError(
        fmt::format("[{}] needs [reports] category: name the column that tells what each report is about", section));
  if (category_counts(study).empty()) throw DataError(fmt::format("[{}] no used report has a category", section));
  return *categories;
}

std::vector<std::string> named_categories(const Settings& settings, const Parameter& parameter,
                                          const std::vector<CategoryCount>& known) {
  std::vector<std::string> names = settings.list(parameter);
  std::vector<std::string> all;
  for (const CategoryCount& category : known) all.push_back(category.name);
  for (const std::string& name : names) {
    if (std::ranges::find(all, name) != all.end()) continue;
    const std::string nearest = nearest_name(name, all);
    throw UsageError(fmt::format(
        "[{}] {}: no used report has the category '{}'{}; there are {}", settings.section().name, parameter.name,
        printable(name), nearest.empty() ? "" : "; did you mean '" + printable(nearest) + "'?", category_names(known)));
  }
  return names;
}

std::string category_names(const std::vector<CategoryCount>& known) {
  std::vector<std::string> names;
  for (const CategoryCount& category : known) names.push_back(printable(category.name, 40));
  const bool more = names.size() > names_in_messages;
  if (more) {
    names.resize(names_in_messages);
    names.push_back(fmt::format("{} more", known.size() - names_in_messages));
  }
  return listed(names);
}

}  // namespace vigie
