// What a planner may decide about where mediation could start: criteria, weights, categories, how many places.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "engine/analysis/settings.h"
#include "engine/statistics/weight_draws.h"

namespace vigie {

enum class CriterionId { demand, unmet, chronicity, access, deprivation, underreporting, cohesion };
inline constexpr std::size_t criterion_count = 7;
inline constexpr std::array<std::string_view, criterion_count> criterion_names{
    "demand", "unmet", "chronicity", "access", "deprivation", "underreporting", "cohesion"};

/// A project choice without a source, about which weights are drawn unless the job says otherwise.
inline constexpr std::array<double, criterion_count> default_weights{0.30, 0.20, 0.15, 0.10, 0.10, 0.10, 0.05};

namespace mediation_keys {
extern const Parameter criteria, weights, concentration, scaling, mediable, services, handled, cohesion, cohesion_error,
    most_deprived, leave_out, least_dwellings, least_reliability, top, draws;
}

/// Of [mediation_priority].
std::span<const Parameter> mediation_parameters();

/// Criteria that the job asks for, in the order of `criterion_names`.
std::vector<CriterionId> asked_criteria(const Settings& settings);

/// The distribution of weights of the criteria that are used, in their order: Dirichlet about the weights, or uniform
/// within ranges where the job gives any ("demand 0.2-0.4"). What was given to criteria without data is shared out in
/// proportion. Throws UsageError for what is no weight, naming the entry.
WeightDraws criterion_weights(const Settings& settings, const std::vector<CriterionId>& used);

}  // namespace vigie
