// How watch areas lie to each other: depth, overlaps by form, pieces, forms that meet.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/analysis/watch_validity.h"
#include "engine/analysis/watched_ground.h"

namespace vigie {

/// NaN where nothing is covered.
struct CoverStructure {
  double redundancy;       // mean number of watch areas over covered ground of the study area
  double home_redundancy;  // the same over covered homes
  double deep;             // share of the homes under two or more
  double pieces;           // connected pieces of the cover
  double touching;         // share of the outlines that runs along another watch area for more than 10 m
};
/// Of the watch areas flagged in `members` that count at the end of the period.
CoverStructure cover_structure(const Study& study, const WatchState& state, const WatchedGround& ground,
                               const Homes& homes, const std::vector<std::uint8_t>& members);

/// Two forms (or one form with itself) that count at the end of the period.
struct FormPair {
  std::string first, second;
  double shared = 0;            // square metres under both
  double share = 0;             // of the smaller of the two covers
  std::int64_t zones = 0;       // neighbourhoods with both
  bool probable_error = false;  // one form over itself on more than 1 % of its ground
};
std::vector<FormPair> form_pairs(const Study& study, const WatchState& state, const WatchedGround& ground);

/// Per neighbourhood: number of distinct forms that count, and mean number of watch areas over its covered ground (NaN
/// where none is covered).
struct ZoneForms {
  std::vector<std::int64_t> forms;
  std::vector<double> depth;
};
ZoneForms zone_forms(const Study& study, const WatchState& state, const WatchedGround& ground,
                     const std::vector<double>& covered);

}  // namespace vigie
