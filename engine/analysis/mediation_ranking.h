// From what the data say to how often a place comes first: criteria with their uncertainty, draws, and what-ifs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/mediation_inputs.h"
#include "engine/statistics/rank_acceptability.h"

namespace vigie {

enum class Standing { ranked, no_homes, few_homes, unreliable };

/// Limits below which a neighbourhood is not ranked.
struct LeastData {
  double homes = 50, reliability = 0.5;
};

/// The neighbourhoods that can be ranked, and the criteria among which they are. A criterion without data, or the same
/// everywhere, is left out for all and named.
struct MediationRanking {
  struct Dropped {
    CriterionId id;
    std::string_view why;
  };
  std::vector<Standing> standing;   // of every neighbourhood
  std::vector<double> reliability;  // of every neighbourhood
  std::vector<double> demand;       // of every neighbourhood: smoothed incidents per 1000 homes and year
  std::vector<std::size_t> zones;   // that are ranked
  std::vector<CriterionId> used;    // in the order of question.criteria
  std::vector<Dropped> dropped;
  RankQuestion question;  // its places are `zones`
};

MediationRanking mediation_ranking(const MediationInputs& inputs, const MediableIncidents& incidents,
                                   const std::vector<CriterionId>& asked, const LeastData& least);

/// Tier of a probability: "A" from 0.8, "B" from 0.2, "C"; "insufficient_data" where there is none (NaN).
std::string_view tier_of(double p_top);

/// Tiers of all neighbourhoods.
std::vector<std::string_view> tiers(const MediationRanking& ranking, const RankAcceptability& result);

/// What happens to the ranking if one thing is done differently.
struct PriorityCheck {
  std::string_view kind;   // without_criterion, other_scaling, equal_weights, without_source
  std::string what;        // criterion, scaling, or source as column=value
  double shift = 0;        // mean change of rank
  std::int64_t tiers = 0;  // neighbourhoods whose tier changes; no_integer where tiers were not drawn anew
};

/// All single changes of criteria, scaling and weights, by their shift of ranks.
std::vector<PriorityCheck> single_changes(const MediationRanking& ranking, const WeightDraws& weights);

}  // namespace vigie
