// The list of what may be public and the declared columns: no entry speaks of a column that no longer exists.
#include "engine/disclosure/public_columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/analysis/catalog.h"

namespace vigie {
namespace {

// Columns that no analysis declares: of the base layers (engine/job/assembly.cpp) and of moved points
// (engine/job/moved_layer.cpp).
const std::set<std::pair<std::string, std::string>> of_base_layers{{"cells", "cell_id"},
                                                                   {"cells", "n"},
                                                                   {"cells", "inside"},
                                                                   {"neighbourhoods", "zone_id"},
                                                                   {"neighbourhoods", "n"},
                                                                   {"neighbourhoods", "name"},
                                                                   {"neighbourhoods", "population"},
                                                                   {"masked_reports", "zone_id"},
                                                                   {"masked_reports", "place_id"},
                                                                   {"masked_reports", "hidden_in"}};

std::set<std::pair<std::string, std::string>> declared() {
  std::set<std::pair<std::string, std::string>> columns = of_base_layers;
  for (const Analysis& analysis : catalog())
    for (const OutputLayer& layer : analysis.layers)
      for (const OutputColumn& column : layer.columns) columns.emplace(layer.name, column.name);
  return columns;
}

TEST(PublicColumns, AreDeclaredSomewhere) {
  const auto known = declared();
  for (const PublicColumn& column : public_columns())
    EXPECT_TRUE(known.contains({std::string(column.layer), std::string(column.column)}))
        << column.layer << "." << column.column << " is no column any more: take it off the list in "
        << "engine/disclosure/public_columns.cpp, or give it its new name";
}

TEST(PublicColumns, StandOnceEach) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const PublicColumn& column : public_columns())
    EXPECT_TRUE(seen.emplace(column.layer, column.column).second) << column.layer << "." << column.column;
}

TEST(PublicColumns, ScoresAreNeverOnTheList) {
  for (const PublicColumn& column : public_columns())
    for (const char* revealing : {"gi_z", "gi_p", "gi_q", "moran_i", "moran_z", "moran_p", "moran_q", "n_inc", "n_in",
                                  "eb_local", "cov_inc", "excess"})
      EXPECT_NE(column.column, revealing) << column.layer;
}

TEST(PublicAnalyses, Exist) {
  for (const std::string_view name : public_analyses()) EXPECT_NE(find_analysis(name), nullptr) << name;
}

}  // namespace
}  // namespace vigie
