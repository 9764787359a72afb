// How often a map without clustering has a place that is called hot after false discovery control.
#pragma once

#include <string>
#include <vector>

#include "engine/statistics/permutation.h"
#include "tests/simulations/random_maps.h"

namespace vigie::simulation {

/// Maps with at least one place at q <= 0.05.
struct Alarms {
  int hot = 0, any = 0;  // on the hot side, on any side
};

struct Setting {
  Counts counts;
  std::string graph;  // "cells" (30 x 30, queen) or "counties" (100, as they touch)
  Null null;          // total: Gi*; conditional: Gi, and local Moran, whose two-sided p is the same
};
std::vector<Setting> settings();
/// As the page names it.
std::string name_of(const Setting& setting);

/// Maps 0 to maps - 1 of a setting.
Alarms count_alarms(const Setting& setting, Inference inference, int maps);

/// The most alarms that chance explains at a true rate of 0.05: more have a probability below 0.001.
int most_by_chance(int maps);

}  // namespace vigie::simulation
