// One sentence per neighbourhood that says why it stands where it stands, in four languages.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/mediation_keys.h"
#include "engine/analysis/vocabulary.h"

namespace vigie {

/// What a sentence may tell of a ranked neighbourhood.
struct Argument {
  CriterionId id;
  double value;   // what the criterion is at this place, in the unit of its phrase
  double scaled;  // 0 to 1 among the neighbourhoods, 1 where it calls loudest
  double weight;
  bool by_area = false;  // access: a share of the ground instead of a distance
};

struct RankedPlace {
  std::string_view tier;
  double p_top;
  std::size_t top;
  std::string_view homes_name;  // dwellings, households, population
  std::vector<Argument> arguments;
};

/// "Candidate for a conversation: among the first 6 in 97 % of the draws, with 140 ..."
std::string why_ranked(const RankedPlace& place, Language language);

/// Why a neighbourhood is not ranked.
std::string why_no_homes(Language language);
std::string why_few_homes(double homes, double least, std::string_view homes_name, Language language);
std::string why_unreliable(double reliability, Language language);

/// Every pattern of these sentences, with {} for numbers and words, for the test of completeness.
std::span<const Phrase> mediation_patterns();

}  // namespace vigie
