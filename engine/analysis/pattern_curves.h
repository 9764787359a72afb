// K and L of reports beside random patterns, or of one category around another beside random categories.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/pattern_plan.h"
#include "engine/analysis/pattern_table.h"
#include "engine/statistics/pattern_envelope.h"

namespace vigie {

/// L, what is expected of it, and its envelope, one entry per radius in metres; K follows, since pi L^2 keeps every
/// rank.
struct MeasuredL {
  std::vector<double> l, expected;
  GlobalEnvelope envelope;
  PatternPlan plan;  // as carried out
};

/// Against random points; the expected L is the radius. With the first correction of `k`, as all below.
MeasuredL measure_l(const RipleyK& k, const MultiPolygon& area, const Positions& points, const PatternPlan& plan,
                    std::uint64_t seed);

/// The second kind around the first, against kinds dealt at random; the expected L is that of both together.
MeasuredL measure_cross_l(const RipleyK& k, const std::array<Positions, 2>& kinds, PatternPlan plan,
                          std::uint64_t seed);

/// Rows "k_..." and "l_..." with this edge correction; `prefix` stands before.
void add_curves(const MeasuredL& measured, std::span<const double> radii, const std::string& prefix,
                const std::string& correction, std::vector<PatternRow>& rows);

/// What lies above and below the envelope means.
struct PatternWords {
  std::string chance;  // "random patterns"
  std::string subject, above, below, neither;
};

PatternWords random_words();
PatternWords cross_words(const std::string& first, const std::string& second);

void tell_envelope(const MeasuredL& measured, std::span<const double> radii, const PatternWords& words,
                   Contribution& out);

}  // namespace vigie
