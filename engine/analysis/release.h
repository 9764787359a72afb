// What an earlier release said, as far as a later one is compared with it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace vigie {

struct Release {
  struct Cell {
    double n = 0;            // reports; NaN where the release withholds them
    std::optional<int> bin;  // Gi* class; nothing where the cell was not tested
  };
  std::string id;                               // of the run that made it; "none" where no release stands
  std::map<std::string, double> zones;          // reports by zone_id; NaN where the release withholds them
  std::unordered_map<std::string, Cell> cells;  // by cell_id; only looked up, never walked through
  bool stands() const { return id != "none"; }
};

}  // namespace vigie
