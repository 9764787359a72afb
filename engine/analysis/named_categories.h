// Categories that a setting names, held against those of the reports.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/category_counts.h"
#include "engine/analysis/settings.h"

namespace vigie {

/// The reports' category column. Throws UsageError where none is mapped, DataError where no used report has a category.
const Texts& needed_categories(const Study& study, const Settings& settings);

/// As listed. Throws UsageError for a category that no report has, naming the nearest and those that are there.
std::vector<std::string> named_categories(const Settings& settings, const Parameter& parameter,
                                          const std::vector<CategoryCount>& known);

/// For messages: the most frequent ones, and how many more there are.
std::string category_names(const std::vector<CategoryCount>& known);

}  // namespace vigie
