// Declarations of what the ranking writes.
#include "engine/analysis/mediation_columns.h"

#include <array>

#include "engine/analysis/mediation_keys.h"
#include "engine/data/palette.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 4> tier_classes{{{"A", "A: first in at least 8 of 10 draws"},
                                                 {"B", "B: depends on what is valued"},
                                                 {"C", "C: others come first"},
                                                 {"insufficient_data", "Insufficient data"}}};
constexpr std::array<ClassName, criterion_count> criterion_classes{{{"demand", "Demand for mediation"},
                                                                    {"unmet", "Unmet demand"},
                                                                    {"chronicity", "Trouble that comes back"},
                                                                    {"access", "Distance to services"},
                                                                    {"deprivation", "Deprivation"},
                                                                    {"underreporting", "Slow reporting"},
                                                                    {"cohesion", "Lack of cohesion"}}};
constexpr std::array<ClassName, 4> check_classes{{{"without_criterion", "Without one criterion"},
                                                  {"equal_weights", "Equal weights"},
                                                  {"other_scaling", "Other scaling"},
                                                  {"without_source", "Without one source"}}};

constexpr std::string_view central_help =
    "Mean weight in the draws that put the place among the first; far above its usual weight: this is what must be "
    "valued";

constexpr std::array<OutputColumn, 29> declared_columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "tier",
     .title = "Tier",
     .help = "A: among the first in at least 80 % of the draws; B: in 20 % or more; C: in fewer",
     .classes = tier_classes},
    {.name = "p_top",
     .title = "Among the first",
     .unit = Unit::probability,
     .help = "Share of the draws of weights and values in which the place is among the first; ties share it"},
    {.name = "score",
     .title = "Score",
     .help = "Weighted mean of the criteria at the central weights, 0 to 1; a reference only, the tier decides",
     .decimals = 3},
    {.name = "rank_med", .title = "Rank", .help = "Median rank over the draws; 1 comes first", .decimals = 0},
    {.name = "rank_lo", .title = "Rank, lower limit", .help = "Rank at 5 % of the draws", .decimals = 0},
    {.name = "rank_hi", .title = "Rank, upper limit", .help = "Rank at 95 % of the draws", .decimals = 0},
    {.name = "why", .title = "Why", .help = "In one sentence, in the language of the study"},
    {.name = "first_if",
     .title = "Comes first if one values",
     .help = "The criterion whose weight is raised most in the draws that put the place among the first; tiers A and B",
     .classes = criterion_classes},
    {.name = "n_mediable",
     .title = "Mediable incidents",
     .unit = Unit::count,
     .help = "Reported incidents of categories that are open to mediation, in the study period",
     .decimals = 0},
    {.name = "reliab",
     .title = "Reliability of demand",
     .unit = Unit::share,
     .help = "Part of the differences in demand that is real at this size; below the limit a place is not ranked"},
    {.name = "demand",
     .title = "Demand",
     .unit = Unit::per_1000_per_year,
     .help = "Mediable incidents per 1000 dwellings and year, small places drawn to the overall rate",
     .decimals = 1},
    {.name = "unmet",
     .title = "Unmet demand",
     .unit = Unit::count,
     .help = "Mediable incidents a year beyond the cases that were handled; handled cases make reports, too",
     .decimals = 1},
    {.name = "chronic",
     .title = "Coming back",
     .unit = Unit::share,
     .help = "Share of mediable incidents within 30 m and 180 days of another; NULL with fewer than 10"},
    {.name = "access_m",
     .title = "Distance to a service",
     .unit = Unit::metre,
     .help = "Median straight distance from the ground of the neighbourhood to the nearest mediation service",
     .decimals = 0},
    {.name = "unserved",
     .title = "Outside service areas",
     .unit = Unit::share,
     .help = "Share of the ground outside every service area"},
    {.name = "depriv", .title = "Deprivation as given", .help = "Rank or score of the neighbourhoods' own column"},
    {.name = "slow",
     .title = "Further reports",
     .help = "Further reports of an open problem per day; few of them: problems are reported slowly",
     .decimals = 3},
    {.name = "cohesion", .title = "Cohesion as given", .help = "Survey value of the neighbourhoods' own column"},
    {.name = "tier_chg",
     .title = "Tier hangs on",
     .help = "Sources of reports without which the tier would be another; empty: none"},
    {.name = "n_reason", .title = "Why there is no value", .help = "Why a value is NULL"},
    {.name = "cw_demand", .title = "Central weight of demand", .help = central_help},
    {.name = "cw_unmet", .title = "Central weight of unmet demand", .help = central_help},
    {.name = "cw_chronic", .title = "Central weight of repeats", .help = central_help},
    {.name = "cw_access", .title = "Central weight of access", .help = central_help},
    {.name = "cw_depriv", .title = "Central weight, deprivation", .help = central_help},
    {.name = "cw_slow", .title = "Central weight, slow reports", .help = central_help},
    {.name = "cw_cohes", .title = "Central weight of cohesion", .help = central_help},
}};

constexpr std::array<OutputColumn, 4> check_columns{{
    {.name = "change", .title = "Change", .help = "What is done differently", .classes = check_classes},
    {.name = "what", .title = "Of what", .help = "Criterion, scaling, or source as column=value"},
    {.name = "rank_shift",
     .title = "Mean shift of ranks",
     .help = "Mean absolute change of rank over the places ranked both ways: the assumption that matters most leads"},
    {.name = "tiers_chg",
     .title = "Tiers that change",
     .unit = Unit::count,
     .help = "Neighbourhoods whose tier changes; NULL where tiers were not drawn anew",
     .decimals = 0},
}};

constexpr std::array<OutputLayer, 2> layers{{
    {"mediation_priority", "Where mediation could start",
     "Neighbourhoods by how surely they are among the first candidates for a mediation project, whatever is valued.",
     declared_columns,
     "Candidates for a conversation, not a verdict: reports say what was reported, weights are choices, and places are "
     "scored, not people."},
    {"priority_checks", "Checks of the priorities", "How far ranks move if one assumption is changed.", check_columns,
     ""},
}};

constexpr Colour tier_a_teal{1, 102, 94, result_alpha}, tier_b_teal{90, 180, 172, result_alpha},
    tier_c_sand{246, 232, 195, 120};

}  // namespace

const OutputColumn& priority_column(std::size_t at) {
  return declared_columns[at];
}

std::span<const OutputLayer> mediation_layers() {
  return layers;
}

Look mediation_look() {
  const auto symbol = [](std::size_t at, Colour fill, ClassSymbol::Pattern pattern) {
    return ClassSymbol{{std::string(tier_classes[at].value), std::string(tier_classes[at].label)}, fill, pattern};
  };
  return Categorized{.field = "tier",
                     .symbols = {symbol(0, tier_a_teal, ClassSymbol::Pattern::solid),
                                 symbol(1, tier_b_teal, ClassSymbol::Pattern::solid),
                                 symbol(2, tier_c_sand, ClassSymbol::Pattern::solid),
                                 symbol(3, no_value_grey, ClassSymbol::Pattern::hatch)},
                     .other = ""};
}

}  // namespace vigie
