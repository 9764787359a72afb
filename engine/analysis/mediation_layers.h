// How the ranking is shown: a layer of tiers with reasons, a table of what-ifs.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/mediation_ranking.h"

namespace vigie {

/// All that the layer tells; vectors over neighbourhoods.
struct MediationResult {
  const Study& study;
  const MediationInputs& inputs;
  const MediationRanking& ranking;
  const RankAcceptability& acceptability;  // over ranking.zones
  std::vector<double> scores;              // over ranking.zones
  std::vector<double> weights;             // central, in the order of ranking.used
  std::size_t top = 1;
  LeastData least;
  std::vector<std::string> tier_changes;  // sources without which the tier differs; "" for none
  bool sources_left_out = false;          // false: tier_changes says nothing
};

NewLayer mediation_priority_layer(const MediationResult& result);
NewLayer priority_checks_table(const std::vector<PriorityCheck>& checks);

}  // namespace vigie
