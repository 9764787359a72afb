// How many used reports or events there are of each category.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

struct CategoryCount {
  std::string name;
  std::int64_t n = 0;
};

/// Most frequent first, ties by name; empty where no category column is mapped.
std::vector<CategoryCount> category_counts(const Study& study);

/// The same for the events of the area counts.
std::vector<CategoryCount> area_category_counts(const Study& study);

}  // namespace vigie
